package jp.madoguchi.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What is known of a member, to be searched by. */
public record Person(
        String memberNo,
        String family,
        String given,
        String familyKana,
        String givenKana,
        String familyRomaji,
        String givenRomaji,
        LocalDate birthDate,
        String card,
        String webId,
        String phone,
        String email,
        String postalCode) {

    private static final String PEOPLE = """
            select n.member_no, n.family, n.given, n.family_kana, n.given_kana, n.birth_date,
                   c.card_no, w.web_id, p.digits, e.address, a.postal_code
            from madoguchi.member_name n
            join madoguchi.card c on c.member_no = n.member_no and c.ended_at is null
            join madoguchi.web_id w on w.member_no = n.member_no and w.ended_at is null
            join madoguchi.member_phone p on p.member_no = n.member_no and p.kind = 'MOBILE' and p.valid_to is null
            join madoguchi.member_email e on e.member_no = n.member_no and e.valid_to is null
            join madoguchi.member_address a on a.member_no = n.member_no and a.valid_to is null
            where n.kind = 'LEGAL' and n.valid_to is null and n.given <> '' and %s
            """;

    /** Members by chance, so that each name comes as often as in life; always the same ones. */
    static List<Person> byChance(Connection superuser, int count) throws SQLException {
        var last = 0L;
        try (var s = superuser.createStatement();
                var r = s.executeQuery("select max(id) from madoguchi.member_name where member_no < '900000000'")) {
            r.next();
            last = r.getLong(1);
        }
        var random = new Random(20261122);
        var bound = last;
        var ids = IntStream.range(0, count * 3)
                .mapToObj(i -> random.nextLong(1, bound + 1))
                .toArray();
        return read(superuser, "n.id = any (?) order by n.id % 9973, n.id", ids, count);
    }

    /** One member for each of the rarest family names; a single character would be the beginning of common ones. */
    static List<Person> rarest(Connection superuser, int count) throws SQLException {
        return read(superuser, """
                n.id in (select min(id) from madoguchi.member_name where kind = 'LEGAL' and valid_to is null and family ~ '^[^A-Za-z]{2,}$'
                         group by family order by count(*), family limit ?)""", count * 3, count);
    }

    /** Members of the commonest family name, with its commonest given names. */
    static List<Person> commonest(Connection superuser, int count) throws SQLException {
        return read(superuser, """
                n.id in (select min(id) from madoguchi.member_name where kind = 'LEGAL' and valid_to is null
                           and family = (select family from madoguchi.member_name group by family order by count(*) desc limit 1)
                         group by given order by count(*) desc limit ?)""", count * 3, count);
    }

    private static List<Person> read(Connection superuser, String which, Object value, int count) throws SQLException {
        var people = new ArrayList<Person>();
        try (var statement = superuser.prepareStatement(PEOPLE.formatted(which))) {
            if (value instanceof Object[] ids) {
                statement.setArray(1, superuser.createArrayOf("int8", ids));
            } else {
                statement.setObject(1, value);
            }
            try (var row = statement.executeQuery()) {
                while (row.next() && people.size() < count) {
                    people.add(person(row));
                }
            }
        }
        return people;
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString("member_no"),
                row.getString("family"),
                row.getString("given"),
                row.getString("family_kana"),
                row.getString("given_kana"),
                Letters.of(row.getString("family_kana")),
                Letters.of(row.getString("given_kana")),
                row.getObject("birth_date", LocalDate.class),
                row.getString("card_no"),
                row.getString("web_id"),
                row.getString("digits"),
                row.getString("address"),
                row.getString("postal_code"));
    }
}
