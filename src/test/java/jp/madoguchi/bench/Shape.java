package jp.madoguchi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * A way to search, with what is typed for it.
 *
 * @param growth how many times longer it may take among 50 times as many members (goal 6)
 * @param buffers what the statement that finds the members may look at (goal 7)
 * @param typed what people type, one search each
 */
public record Shape(String name, int growth, int buffers, List<String> typed) {

    private static final int ONE = 3;
    private static final int FEW = 8;
    private static final int MANY = 20;
    private static final int INDEXED = 150;
    private static final int BROAD = 5_000;
    private static final int RARE_AND_COMMON = 20;

    static final String COMMONEST = "commonest family name";
    static final String COMMONEST_FULL = "commonest family name and common given name";
    static final String RAREST = "rarest family names";

    /** Whether two keys meet that many members have, so that the second throws away much of what the first finds. */
    public boolean meetsBroadly() {
        return buffers == BROAD;
    }

    /** Every shape of the search, on members of this database: the same ones each time. */
    public static List<Shape> all(Connection superuser, int searches) throws SQLException {
        var people = Person.byChance(superuser, searches);
        var commonest = Person.commonest(superuser, RARE_AND_COMMON);
        var rarest = Person.rarest(superuser, searches);
        return List.of(
                of("member number", ONE, INDEXED, people, Person::memberNo),
                of("card number", ONE, INDEXED, people, Person::card),
                of("Web-ID", ONE, INDEXED, people, Person::webId),
                of("phone number", ONE, INDEXED, people, Person::phone),
                of("e-mail", ONE, INDEXED, people, Person::email),
                of("name", FEW, INDEXED, people, p -> p.family() + " " + p.given()),
                of("beginning of a name", FEW, INDEXED, people, p -> p.family() + first(p.given(), 1)),
                of("family name", FEW, INDEXED, people, Person::family),
                of(COMMONEST, ONE, INDEXED, commonest.subList(0, 1), Person::family),
                of(RAREST, FEW, INDEXED, rarest, Person::family),
                of(COMMONEST_FULL, ONE, INDEXED, commonest, p -> p.family() + " " + p.given()),
                of("given name first", FEW, INDEXED, people, p -> p.given() + " " + p.family()),
                of("kana", FEW, INDEXED, people, p -> p.familyKana() + " " + p.givenKana()),
                of("beginning in kana", FEW, INDEXED, people, p -> p.familyKana() + first(p.givenKana(), 1)),
                of("romaji", FEW, INDEXED, people, p -> p.familyRomaji() + " " + p.givenRomaji()),
                of("beginning in romaji", FEW, INDEXED, people, p -> p.familyRomaji() + first(p.givenRomaji(), 2)),
                of("kanji and kana", FEW, INDEXED, people, p -> p.family() + " " + p.givenKana()),
                of("name and birth date", ONE, INDEXED, people, p -> p.family() + " " + p.birthDate()),
                of(
                        "family name and year of birth",
                        MANY,
                        BROAD,
                        people,
                        p -> p.family() + " " + p.birthDate().getYear() + "年"),
                of(
                        "reading, beginning of a phone number and year of birth",
                        MANY,
                        BROAD,
                        people,
                        p -> p.familyKana() + " " + p.phone().substring(0, 7) + " "
                                + p.birthDate().getYear() + "年"),
                of("name and last four", MANY, BROAD, people, p -> p.family() + " " + last4(p)),
                of("name and postal code", FEW, BROAD, people, p -> p.family() + " 〒" + p.postalCode()),
                of("last four and birth date", MANY, BROAD, people, p -> last4(p) + " " + p.birthDate()),
                of("birth date and postal code", MANY, BROAD, people, p -> p.birthDate() + " 〒" + p.postalCode()),
                of("one kanji", FEW, INDEXED, people, p -> first(p.family(), 1)),
                of(
                        "two kanji that begin hardly a name",
                        FEW,
                        INDEXED,
                        people,
                        p -> last(p.family(), 1) + first(p.given(), 1)));
    }

    private static Shape of(String name, int growth, int buffers, List<Person> people, Function<Person, String> typed) {
        return new Shape(name, growth, buffers, people.stream().map(typed).toList());
    }

    private static String last4(Person person) {
        return last(person.phone(), 4);
    }

    private static String first(String text, int count) {
        return text.substring(0, text.offsetByCodePoints(0, Math.min(count, text.codePointCount(0, text.length()))));
    }

    private static String last(String text, int count) {
        return text.substring(text.offsetByCodePoints(text.length(), -count));
    }
}
