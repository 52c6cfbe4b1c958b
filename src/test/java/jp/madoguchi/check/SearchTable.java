package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.madoguchi.Counter;
import jp.madoguchi.ReviewedTable;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.member.FoundMember;
import jp.madoguchi.member.FoundMembers;
import jp.madoguchi.member.MemberSearch;
import jp.madoguchi.member.SearchAnswer;
import jp.madoguchi.member.SearchPurpose;
import jp.madoguchi.member.SearchTerms;
import jp.madoguchi.member.SearchVisit;
import org.jooq.DSLContext;
import org.springframework.beans.factory.BeanFactory;

/** The people of search/people.tsv in the database, and the cases of search/cases.tsv that are put to the search. */
final class SearchTable {

    private final MemberSearch search;
    private final DSLContext superuser;
    private final StaffMember clerk;
    private final Map<String, MemberNo> people = new HashMap<>();

    /**
     * @param first who must stand in row 1; empty = nobody in particular
     * @param also who else must be found
     * @param never who must not be found
     * @param refused code of the refusal; empty = none
     * @param what which form the case stands for
     */
    record Case(String typed, String first, List<String> also, List<String> never, String refused, String what) {}

    SearchTable(BeanFactory beans, Function<String, DSLContext> as) {
        search = beans.getBean(MemberSearch.class);
        superuser = as.apply("postgres");
        var scene = new Scene(superuser, as.apply("member_site"));
        clerk = scene.staff(scene.store(), Role.CLERK);
        var rows = rows("people.tsv");
        IntStream.range(0, rows.size()).forEach(i -> enter("98%07d".formatted(i), rows.get(i)));
    }

    List<Case> cases() {
        return rows("cases.tsv").stream()
                .map(row -> new Case(
                        row.get("typed"),
                        row.get("first"),
                        words(row.get("also")),
                        words(row.get("never")),
                        row.get("refused"),
                        row.get("what")))
                .toList();
    }

    void prove(Case each) throws Exception {
        var answer = Counter.as(
                clerk, () -> search.look(SearchTerms.of(each.typed()), new SearchVisit(SearchPurpose.OTHER)));
        if (answer instanceof SearchAnswer.NotEnough(var why)) {
            assertThat(why.code()).isEqualTo(each.refused());
            return;
        }
        assertThat(each.refused()).as("must be refused, but answered").isEmpty();
        var found = ((FoundMembers) answer)
                .members().stream().map(FoundMember::memberNo).map(this::name).toList();
        if (!each.first().isEmpty()) {
            assertThat(found).startsWith(each.first());
        }
        assertThat(found).containsAll(each.also());
        assertThat(each.never().stream().filter(found::contains).toList())
                .as("found, and must not be")
                .isEmpty();
    }

    private String name(MemberNo memberNo) {
        return people.entrySet().stream()
                .filter(person -> person.getValue().equals(memberNo))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(memberNo.value());
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static List<Map<String, String>> rows(String file) {
        var lines = ReviewedTable.lines("/search/" + file);
        var columns = lines.getFirst();
        return lines.stream()
                .skip(1)
                .map(cells -> {
                    var row = new HashMap<String, String>();
                    IntStream.range(0, columns.length).forEach(i -> row.put(columns[i], cells[i]));
                    return (Map<String, String>) row;
                })
                .toList();
    }

    private void enter(String no, Map<String, String> person) {
        people.put(person.get("id"), new MemberNo(no));
        if (superuser
                .fetch("select from madoguchi.member where member_no = ?", no)
                .isNotEmpty()) {
            return;
        }
        var birth = LocalDate.parse(person.get("birth"));
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            db.execute(
                    "insert into madoguchi.member (member_no, birth_date, registered_at) values (?, ?, now() - interval '400 days')",
                    no,
                    birth);
            name(
                    db,
                    no,
                    birth,
                    "LEGAL",
                    person.get("family"),
                    person.get("given"),
                    person.get("family_kana"),
                    person.get("given_kana"),
                    false);
            if (!person.get("former_family").isEmpty()) {
                name(
                        db,
                        no,
                        birth,
                        "LEGAL",
                        person.get("former_family"),
                        person.get("given"),
                        person.get("former_kana"),
                        person.get("given_kana"),
                        true);
            }
            if (!person.get("alias").isEmpty()) {
                var alias = person.get("alias").split("\\|");
                var kana = person.get("alias_kana").split("\\|");
                name(db, no, birth, "ALIAS", alias[0], alias[1], kana[0], kana[1], false);
            }
            phone(db, no, birth, "MOBILE", person.get("mobile"), false);
            phone(db, no, birth, "HOME", person.get("home"), false);
            phone(db, no, birth, "MOBILE", person.get("former_phone"), true);
            email(db, no, person.get("email"), false);
            email(db, no, person.get("former_email"), true);
            webId(db, no, person.get("web"), false);
            webId(db, no, person.get("retired_web"), true);
            card(db, no, person.get("card"), false);
            card(db, no, person.get("former_card"), true);
            if (!person.get("postal").isEmpty()) {
                db.execute(
                        "insert into madoguchi.member_address (member_no, postal_code, prefecture, municipality, street, valid_from) values (?, ?, '東京都', '世田谷区', '野沢1-2-3', now())",
                        no,
                        person.get("postal"));
            }
        });
    }

    private static void name(
            DSLContext db,
            String no,
            LocalDate birth,
            String kind,
            String family,
            String given,
            String familyKana,
            String givenKana,
            boolean former) {
        db.execute(
                "insert into madoguchi.member_name (member_no, birth_date, kind, family, given, family_kana, given_kana, valid_from, valid_to) values (?, ?, ?, ?, ?, ?, ?, now() - interval '400 days', "
                        + end(former) + ")",
                no,
                birth,
                kind,
                family,
                given,
                familyKana,
                givenKana);
    }

    private static void phone(DSLContext db, String no, LocalDate birth, String kind, String digits, boolean former) {
        if (!digits.isEmpty()) {
            db.execute(
                    "insert into madoguchi.member_phone (member_no, birth_date, kind, digits, valid_from, valid_to) values (?, ?, ?, ?, now() - interval '400 days', "
                            + end(former) + ")",
                    no,
                    birth,
                    kind,
                    digits);
        }
    }

    private static void email(DSLContext db, String no, String address, boolean former) {
        if (!address.isEmpty()) {
            db.execute(
                    "insert into madoguchi.member_email (member_no, address, valid_from, valid_to) values (?, ?, now() - interval '400 days', "
                            + end(former) + ")",
                    no,
                    address);
        }
    }

    private static void webId(DSLContext db, String no, String webId, boolean retired) {
        if (!webId.isEmpty()) {
            db.execute(
                    "insert into madoguchi.web_id (web_id, member_no, issued_at, ended_at, end_reason) values (?, ?, now() - interval '400 days', "
                            + end(retired) + ", " + (retired ? "'REISSUED'" : "null") + ")",
                    webId,
                    no);
        }
    }

    private static void card(DSLContext db, String no, String card, boolean former) {
        if (!card.isEmpty()) {
            db.execute(
                    "insert into madoguchi.card (card_no, member_no, issued_at, ended_at, end_reason) values (?, ?, now() - interval '400 days', "
                            + end(former) + ", " + (former ? "'REPLACED'" : "null") + ")",
                    card,
                    no);
        }
    }

    private static String end(boolean former) {
        return former ? "now() - interval '100 days'" : "null";
    }
}
