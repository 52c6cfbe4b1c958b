package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.member.FoundMember.Found;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.sql.KeptStatements;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class MemberSearchTest extends ConsoleTest {

    private static final LocalDate BORN = LocalDate.of(1985, 4, 1);

    @Autowired
    MemberSearch search;

    @Autowired
    Contacts contacts;

    private Scene scene;
    private Workplace store;
    private StaffMember clerk;
    private Scene.Member member;
    private String family;
    private String familyKana;

    /** A family that no other test has. */
    @BeforeEach
    void a_clerk_looks_for_a_member() {
        scene = scene();
        store = scene.store();
        familyKana = random("アイウエカキクケサシスセタテトナニネマミムメラリルレ", 8);
        family = "髙" + random("伊宇江加木久佐瀬田津手名野羽日帆間見牟女矢湯世良", 7);
        member = scene.member(family, "花子", familyKana, "ハナコ", BORN);
        clerk = Scene.signIn(scene.staff(store, Role.CLERK));
    }

    @Test
    void each_identifier_finds_its_member_alone() {
        var phone = phone();
        for (var typed : List.of(
                member.memberNo().value(),
                member.cardNo().value(),
                member.webId(),
                "member" + member.memberNo() + "@EXAMPLE.com",
                phone,
                phone.substring(0, 3) + "-" + phone.substring(3, 7) + "-" + phone.substring(7),
                "+81 " + phone.substring(1))) {
            assertThat(found(typed)).as(typed).containsExactly(member.memberNo());
        }
    }

    @Test
    void a_Web_ID_is_found_only_as_it_is_written() {
        assertThat(found(member.webId().toLowerCase())).isEmpty();
    }

    @Test
    void a_name_is_found_in_kanji_or_kana_either_part_first_with_or_without_blank() {
        var ordinary = family.replace('髙', '高');
        for (var typed : List.of(
                family,
                ordinary,
                family + " 花子",
                ordinary + "花子",
                "花子 " + family,
                familyKana,
                hiragana(familyKana),
                familyKana + " ハナコ",
                "ハナコ" + familyKana,
                family + " はなこ",
                ordinary.substring(0, 6))) {
            assertThat(found(typed)).as(typed).containsExactly(member.memberNo());
        }
        assertThat(found(family + " 太郎")).isEmpty();
    }

    @Test
    void several_terms_must_all_fit() {
        var last4 = phone().substring(7);
        for (var typed : List.of(
                family + " S60.4.1",
                hiragana(familyKana) + " " + phone(),
                "19850401 " + familyKana,
                family + " " + last4,
                family + " 100-0005")) {
            assertThat(found(typed)).as(typed).containsExactly(member.memberNo());
        }
        assertThat(found(family + " S60.4.2")).isEmpty();
        assertThat(found(family + " " + other(last4))).isEmpty();
    }

    @Test
    void former_facts_find_and_say_so() {
        var phone = phone();
        var no = member.memberNo().value();
        superuser().execute("update madoguchi.member_name set valid_to = now() where member_no = ?", no);
        superuser().execute("""
                insert into madoguchi.member_name (member_no, birth_date, kind, family, given, family_kana, given_kana, valid_from)
                values (?, ?, 'LEGAL', '山本', '花子', 'ヤマモト', 'ハナコ', now())""", no, BORN);
        superuser().execute("update madoguchi.member_phone set valid_to = now() where member_no = ?", no);
        superuser()
                .execute(
                        "update madoguchi.web_id set ended_at = now(), end_reason = 'REISSUED' where member_no = ?",
                        no);

        var byName = find(family).members().getFirst();
        assertThat(byName.name()).isEqualTo("山本 花子");
        assertThat(byName.found()).containsExactly(Found.FORMER_NAME);
        assertThat(byName.foundName()).isEqualTo(family + " 花子");
        assertThat(find(phone).members().getFirst().found()).containsExactly(Found.FORMER_PHONE);
        assertThat(find(member.webId()).members().getFirst().found()).containsExactly(Found.RETIRED_WEB_ID);
        assertThat(find(no).members().getFirst().found()).isEmpty();
    }

    @Test
    void whole_names_come_before_longer_ones_and_former_ones_come_last() {
        var longer = scene.member(family + "沢", "一郎", familyKana + "ザワ", "イチロウ", BORN);
        var former = scene.member("木村", "次郎", "アアア", "ジロウ", BORN);
        superuser().execute("""
                insert into madoguchi.member_name (member_no, birth_date, kind, family, given, family_kana, given_kana, valid_from, valid_to)
                values (?, ?, 'LEGAL', ?, '次郎', ?, 'ジロウ', now() - interval '9 years', now() - interval '8 years')""", former.memberNo().value(), BORN, family, familyKana);
        assertThat(found(family)).containsExactly(member.memberNo(), longer.memberNo(), former.memberNo());
    }

    @Test
    void a_row_shows_what_tells_people_apart_and_no_more() {
        scene.lock(member);
        var row = find(family).members().getFirst();
        assertThat(row.name()).isEqualTo(family + " 花子");
        assertThat(row.kana()).isEqualTo(familyKana + " ハナコ");
        assertThat(row.prefecture()).isEqualTo("東京都");
        assertThat(row.municipality()).isEqualTo("千代田区");
        assertThat(row.phoneLast4()).isEqualTo(phone().substring(7));
        assertThat(row.contractState()).isEqualTo("ACTIVE");
        assertThat(row.locks()).containsExactly("LOGIN");
        assertThat(row.toString())
                .doesNotContain("1985", phone(), member.cardNo().value(), member.webId(), "丸の内");
    }

    @Test
    void more_than_fifty_are_not_shown_and_exactly_fifty_are() {
        var many = random("アイウエカキクケサシスセタテトナニネマミムメラリルレ", 9);
        var members = new ArrayList<Scene.Member>();
        for (var i = 0; i < 50; i++) {
            members.add(scene.member("試験", "太郎", many, "タロウ", BORN.plusDays(i)));
        }
        assertThat(found(many)).hasSize(50);
        members.add(scene.member("試験", "太郎", many, "タロウ", BORN));
        refused(many, "MEMBER-011");
        assertThat(found(many + " S60.4.1")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S60.4.1", "5678", "100-0005", "サ", ""})
    void one_key_that_many_share_is_not_enough(String typed) {
        assertThatThrownBy(() -> find(typed)).isInstanceOf(TooLittleTyped.class);
    }

    /** PERFORMANCE §4: on five million members a table that is read through is a search that does not answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789",
                "4000000001",
                "0312345678",
                "Abcd1234",
                "a@example.jp",
                "佐藤",
                "サトウ",
                "佐藤 ハナコ",
                "佐藤 S60.4.1",
                "佐藤 5678",
                "サトウ 100-0005",
                "5678 S60.4.1",
                "佐藤 0312345678",
                "sato",
                "佐藤 はなこ",
                "佐藤はなこ",
                "さとう 昭和60年",
                "さとう 090-1234 昭和60",
                "090-1234 S60.4.1"
            })
    void every_way_of_a_search_goes_through_an_index(String typed) {
        var search = new SearchStatement(
                new KeptStatements(superuser()), TermReader.read(SearchTerms.of(typed)), 50, new StaffNo("S99999"));
        for (var statement : List.of(search.who(), search.shown(List.of(member.memberNo())))) {
            assertThat(plan(statement)).contains("Index").doesNotContain("Seq Scan");
        }
    }

    /** Each kind of key twice, so that the second has a text that was kept of the first. */
    @Test
    void a_kept_text_is_the_one_that_would_be_written_anew_for_these_values() {
        var kept = new KeptStatements(superuser());
        for (var typed : """
                100000001 / 100000002 / 4000000001 / 4000000002 / 0312345678 / 0312345679 / Abcd1234 / Abcd1235
                a@example.jp / b@example.jp / 佐藤 / 鈴木 / サトウ / スズキ / 佐藤 ハナコ / 鈴木 イチロウ / サ 5678 / ス 1234
                佐藤 S60.4.1 / 鈴木 S61.4.1 / 佐藤 5678 / 鈴木 1234 / サトウ 100-0005 / スズキ 100-0006
                佐藤 0312345678 / 鈴木 0312345679 / sato / suzuki / satou h / suzuki i / Smith / Brown
                佐藤はなこ / 鈴木いちろう / さとう 昭和60年 / すずき 昭和61年 / さとう 090-1234 昭和60 / すずき 090-1235 昭和61
                090-123 S60.4.1 / 090-124 S61.4.1 / 090-1234 S60.4.1 / 0312345 S60.4.1 / 0312346 S61.4.1
                5678 S60.4.1 / 1234 S61.4.1 / S60.4.1 〒100-0005 / S61.4.1 〒100-0006 / 5678 1234 / 1234 5678
                """.strip().split(" / |\n")) {
            assertThat(sent(kept, typed)).as(typed).isEqualTo(sent(new KeptStatements(superuser()), typed));
        }
    }

    private List<String> sent(KeptStatements kept, String typed) {
        var search = new SearchStatement(kept, TermReader.read(SearchTerms.of(typed)), 50, new StaffNo("S99999"));
        return List.of(
                search.who().getSQL(ParamType.INLINED),
                search.shown(List.of(member.memberNo())).getSQL(ParamType.INLINED));
    }

    private String plan(ResultQuery<?> statement) {
        return superuser().transactionResult(transaction -> {
            transaction.dsl().execute("set local enable_seqscan = off");
            return transaction
                    .dsl()
                    .fetch("explain " + statement.getSQL(ParamType.INLINED))
                    .format(1000);
        });
    }

    @Test
    void a_search_is_recorded_with_its_terms_its_hits_and_its_purpose() {
        find("  " + family + "  ");
        var entry = latest("MEMBERS_SEARCHED");
        assertThat(entry.get("reason", String.class)).isEqualTo("CALL_BACK_PREPARATION");
        assertThat(entry.get("details", String.class))
                .contains("\"terms\":\"" + family + "\"", "\"hits\":1", "\"" + member.memberNo() + "\"");
    }

    @Test
    void what_only_narrows_a_recorded_set_is_shown_at_once_and_somebody_new_waits() {
        var other = scene.member("別人", "花子", random("アイウエカキクケサシスセタテトナニネマミムメラリルレ", 9), "ハナコ", BORN);
        var visit = new SearchVisit(SearchPurpose.OTHER);
        var before = searches();
        assertThat(look(family.substring(0, 7), visit)).isInstanceOf(FoundMembers.class);
        assertThat(look(family, visit)).isInstanceOf(FoundMembers.class);
        assertThat(searches()).isEqualTo(before + 1);
        assertThat(look(other.memberNo().value(), visit))
                .isInstanceOfSatisfying(
                        SearchAnswer.NotYet.class,
                        wait -> assertThat(wait.rest()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2)));
        assertThat(searches()).isEqualTo(before + 1);
    }

    @Test
    void a_refusal_on_the_way_is_answered_and_not_recorded() {
        var visit = new SearchVisit(SearchPurpose.OTHER);
        var before = superuser()
                .fetchCount(
                        DSL.table("madoguchi.audit_entry"),
                        DSL.field("staff_no::text").eq(clerk.staffNo().value()));
        assertThat(look("サ", visit)).isInstanceOf(SearchAnswer.NotEnough.class);
        assertThat(superuser()
                        .fetchCount(
                                DSL.table("madoguchi.audit_entry"),
                                DSL.field("staff_no::text").eq(clerk.staffNo().value())))
                .isEqualTo(before);
    }

    @Test
    void a_visit_leaves_one_row_with_how_many_it_showed_and_whether_it_ended_refused() {
        var visit = new SearchVisit(SearchPurpose.OTHER);
        look(family, visit);
        look("サ", visit);
        search.end(visit, SearchVisit.End.CLEARED);
        search.end(visit, SearchVisit.End.LEFT);
        assertThat(visits()).containsExactly("OTHER CLEARED 1 true");
    }

    @Test
    void after_a_rest_the_visit_is_over_and_its_purpose_with_it() {
        var visit = new SearchVisit(SearchPurpose.OTHER);
        visit.refuse(Instant.now().minusSeconds(61));
        assertThatThrownBy(() -> look(family, visit)).isInstanceOf(PurposeMissing.class);
    }

    @Test
    void a_visit_that_rested_is_counted_though_the_next_look_is_refused() {
        var visit = new SearchVisit(SearchPurpose.OTHER);
        visit.refuse(Instant.now().minusSeconds(61));
        assertThatThrownBy(() -> look(family, visit)).isInstanceOf(PurposeMissing.class);
        assertThat(visits()).containsExactly("OTHER RESTED 0 true");
    }

    @Test
    void the_visit_after_a_rest_is_counted_as_one_of_its_own() {
        contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, null));
        var visit = new SearchVisit(null);
        visit.refuse(Instant.now().minusSeconds(61));
        look(family, visit);
        search.end(visit, SearchVisit.End.CLEARED);
        assertThat(visits()).containsExactlyInAnyOrder("RESTED 0 true", "CLEARED 1 false");
    }

    @Test
    void a_visit_without_an_answer_leaves_nothing() {
        search.end(new SearchVisit(SearchPurpose.OTHER), SearchVisit.End.LEFT);
        assertThat(visits()).isEmpty();
    }

    @Test
    void others_that_fit_less_well_are_left_out_and_said_to_be_there() {
        for (var i = 0; i < 51; i++) {
            scene.member(family + "沢", "太郎", familyKana + "ザワ", "タロウ", BORN.plusDays(i));
        }
        var found = find(family);
        assertThat(found.members()).extracting(FoundMember::memberNo).containsExactly(member.memberNo());
        assertThat(found.more()).isTrue();
        assertThat(find(family + " S60.4.1").more()).isFalse();
    }

    @Test
    void why_somebody_was_found_is_said() {
        assertThat(find(family).members().getFirst().found()).isEmpty();
        assertThat(find(family.replace('髙', '高')).members().getFirst().found()).containsExactly(Found.VARIANT);
        assertThat(find(familyKana.substring(0, 7) + "ー" + familyKana.substring(7))
                        .members()
                        .getFirst()
                        .found())
                .isEmpty();
        var ooga = scene.member("大賀", "試子", "オオガ", familyKana, BORN);
        assertThat(find("オガ" + familyKana).members())
                .filteredOn(row -> row.memberNo().equals(ooga.memberNo()))
                .singleElement()
                .satisfies(row -> assertThat(row.found()).containsExactly(Found.SIMILAR_READING));
    }

    private SearchAnswer look(String typed, SearchVisit visit) {
        return search.look(SearchTerms.of(typed), visit);
    }

    private int searches() {
        return superuser()
                .fetchCount(
                        DSL.table("madoguchi.audit_entry"),
                        DSL.field("staff_no::text").eq(clerk.staffNo().value()),
                        DSL.field("action").eq("MEMBERS_SEARCHED"));
    }

    private List<String> visits() {
        return superuser()
                .resultQuery(
                        "select concat_ws(' ', purpose, ended_by, shown, refused::text) from madoguchi.search_visit where staff_no = ?",
                        clerk.staffNo().value())
                .fetchInto(String.class);
    }

    @Test
    void within_a_contact_the_contact_is_the_reason() {
        var contact = contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, null));
        assertThat(Looked.found(search.look(SearchTerms.of(family), new SearchVisit(null)))
                        .members())
                .hasSize(1);
        var entry = latest("MEMBERS_SEARCHED");
        assertThat(entry.get("contact_no", String.class)).isEqualTo(contact.value());
        assertThat(entry.get("reason")).isNull();
    }

    @Test
    void outside_a_contact_nobody_searches_without_a_purpose() {
        assertThatThrownBy(() -> search.look(SearchTerms.of(family), new SearchVisit(null)))
                .isInstanceOf(PurposeMissing.class);
        assertThat(latest("OPERATION_REFUSED").get("reason", String.class)).isEqualTo("MEMBER-012");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"REVIEWER", "MANAGER"})
    void who_reads_members_within_a_case_only_is_told_so(Role role) {
        Scene.signIn(scene.staff(store, role));
        assertThatThrownBy(() -> find(family))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(Reason.ONLY_WITHIN_A_CASE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "AUDITOR"})
    void who_does_not_read_members_does_not_search(Role role) {
        Scene.signIn(scene.staff(store, role));
        assertThatThrownBy(() -> find(family)).isInstanceOf(AccessDeniedException.class);
    }

    private FoundMembers find(String typed) {
        return Looked.found(search.look(SearchTerms.of(typed), new SearchVisit(SearchPurpose.CALL_BACK_PREPARATION)));
    }

    private List<MemberNo> found(String typed) {
        return find(typed).members().stream().map(FoundMember::memberNo).toList();
    }

    private void refused(String typed, String code) {
        assertThatThrownBy(() -> find(typed))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private Record latest(String action) {
        return superuser()
                .resultQuery(
                        "select contact_no, reason, details from madoguchi.audit_entry where staff_no = ? and action = ? order by at desc, id desc limit 1",
                        clerk.staffNo().value(),
                        action)
                .fetchSingle();
    }

    private String phone() {
        return superuser()
                .resultQuery(
                        "select digits from madoguchi.member_phone where member_no = ?",
                        member.memberNo().value())
                .fetchSingle()
                .get(0, String.class);
    }

    private static String other(String digits) {
        return digits.equals("0001") ? "0002" : "0001";
    }

    /** Different letters each time, so that no part is repeated. */
    private static String random(String letters, int count) {
        var all = new ArrayList<>(letters.chars().mapToObj(Character::toString).toList());
        Collections.shuffle(all, ThreadLocalRandom.current());
        return all.stream().limit(count).collect(Collectors.joining());
    }

    private static String hiragana(String katakana) {
        return katakana.chars().map(c -> c - 0x60).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
