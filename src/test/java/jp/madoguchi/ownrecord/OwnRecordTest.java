package jp.madoguchi.ownrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Closing;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.OwnRecord;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.limit.LimitQueue;
import jp.madoguchi.limit.LimitQueueState;
import jp.madoguchi.member.FoundMember;
import jp.madoguchi.member.FoundMembers;
import jp.madoguchi.member.MemberSearch;
import jp.madoguchi.member.Members;
import jp.madoguchi.member.SearchPurpose;
import jp.madoguchi.member.SearchTerms;
import jp.madoguchi.member.SearchVisit;
import jp.madoguchi.ownrecord.DeclarationRefused.Why;
import jp.madoguchi.ui.Work;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OwnRecordTest extends ConsoleTest {

    @Autowired
    OwnDeclarations declarations;

    @Autowired
    OwnTries tries;

    @Autowired
    OwnTies ties;

    @Autowired
    MemberSearch search;

    @Autowired
    Members members;

    @Autowired
    Contacts contacts;

    @Autowired
    LimitQueue limits;

    @Autowired
    Work work;

    private Scene scene;
    private Workplace store;
    private StaffMember clerk;
    private StaffMember admin;
    private StaffMember secondAdmin;

    @BeforeEach
    void people() {
        scene = scene();
        store = scene.store();
        clerk = scene.staff(store, Role.CLERK);
        admin = scene.staff(scene.store(), Role.ADMIN);
        secondAdmin = scene.staff(scene.store(), Role.ADMIN);
    }

    // Declaring ------------------------------------------------------------------------------------------------------

    @Test
    void a_declaration_counts_at_once_and_is_confirmed_by_an_admin_who_neither_entered_it_nor_is_the_person() {
        var former = member();
        var own = member();
        var first = declare(clerk, former.memberNo(), born(), null);
        assertThat(tie(clerk, former)).isEqualTo("OWN");

        refused(Why.SECOND_ADMIN_NEEDED, () -> declarations.confirm(OperationId.make(), first));
        refused(Why.WAITS_ALREADY, () -> declare(clerk, null, born(), null));
        Scene.signIn(secondAdmin);
        declarations.confirm(OperationId.make(), first);
        refused(Why.DECIDED_BEFORE, () -> declarations.confirm(OperationId.make(), first));

        var second = declare(clerk, own.memberNo(), born(), null);
        assertThat(List.of(tie(clerk, former), tie(clerk, own)))
                .as("the earlier one stays until the later one is confirmed")
                .containsExactly("OWN", "OWN");
        Scene.signIn(secondAdmin);
        refused(Why.REASON_MISSING, () -> declarations.refuse(OperationId.make(), second, "  "));
        declarations.refuse(OperationId.make(), second, "番号の写し間違い");
        assertThat(List.of(tie(clerk, former), tie(clerk, own))).containsExactly("OWN", "none");
        var third = declare(clerk, own.memberNo(), born(), null);
        Scene.signIn(secondAdmin);
        declarations.confirm(OperationId.make(), third);
        assertThat(List.of(tie(clerk, former), tie(clerk, own))).containsExactly("none", "OWN");

        var ofAdmin = declare(secondAdmin, null, born(), null);
        Scene.signIn(secondAdmin);
        refused(Why.SECOND_ADMIN_NEEDED, () -> declarations.confirm(OperationId.make(), ofAdmin));
    }

    @Test
    void what_is_no_declaration_is_refused_and_the_same_click_twice_enters_one() {
        Scene.signIn(admin);
        refused(Why.UNKNOWN_MEMBER, () -> declare(clerk, new MemberNo("000000001"), born(), null));
        refused(Why.INCOMPLETE, () -> declare(clerk, null, scene.today().plusDays(1), null));
        refused(Why.INCOMPLETE, () -> declare(clerk, null, LocalDate.of(1899, 12, 31), null));
        refused(Why.INCOMPLETE, () -> declare(clerk, null, born(), "03-1234-5678"));

        var id = OperationId.make();
        var form = new NewDeclaration(clerk.staffNo(), null, born(), null);
        declarations.declare(id, form);
        declarations.declare(id, form);

        assertThat(line(clerk).state()).isEqualTo(DeclarationLine.State.WAITS);
    }

    @Test
    void two_of_reading_birth_date_and_phone_make_it_the_person_and_a_shared_phone_or_address_the_household() {
        record Case(String name, String kana, boolean sameBirth, boolean samePhone, String tie) {}
        var birth = born();
        var phone = phone();
        for (var each : List.of(
                new Case("reading and birth date", "タロウ", true, false, "OWN"),
                new Case("birth date and phone", "ジロウ", true, true, "OWN"),
                new Case("reading and phone", "タロウ", false, true, "OWN"),
                new Case("phone alone", "ジロウ", false, true, "HOUSEHOLD"),
                new Case("birth date alone", "ジロウ", true, false, "none"),
                new Case("reading alone", "タロウ", false, false, "none"))) {
            var person = scene.staff(store, Role.CLERK);
            declare(person, null, birth, phone);
            var member = member("シケン", each.kana(), each.sameBirth() ? birth : born());
            if (each.samePhone()) {
                hasPhone(member, phone);
            }
            assertThat(tie(person, member)).as(each.name()).isEqualTo(each.tie());
            hasPhone(member, phone());
            superuser()
                    .execute(
                            "update madoguchi.member set birth_date = ? where member_no = ?",
                            born(),
                            member.memberNo().value());
            assertThat(tie(person, member)).as(each.name() + ", no longer").isEqualTo("none");
        }
    }

    @Test
    void the_household_lives_at_the_same_address_however_it_is_written_and_moves_out() {
        var own = member();
        lives(own, "1500002", "渋谷一丁目2番3号", "青山荘 101号室");
        declare(clerk, own.memberNo(), born(), null);
        record Case(
                String postalCode, String street, @Nullable String building, boolean same) {}
        for (var each : List.of(
                new Case("1500002", "渋谷1-2-3", "青山荘101", true),
                new Case("1500002", "渋谷1丁目2番地3", "青山荘 101", true),
                new Case("1500002", "渋谷1-2-3", "青山荘102", false),
                new Case("1500002", "渋谷1-2-4", "青山荘101", false),
                new Case("1500002", "渋谷12-3", "青山荘101", false),
                new Case("1500002", "渋谷1-2-3", null, false),
                new Case("1500003", "渋谷1-2-3", "青山荘101", false))) {
            var member = member();
            lives(member, each.postalCode(), each.street(), each.building());
            assertThat(tie(clerk, member)).as(each.toString()).isEqualTo(each.same() ? "HOUSEHOLD" : "none");
            lives(member, "1500004", "代々木9-9-9", member.memberNo().value());
            assertThat(tie(clerk, member)).as(each + " moved away").isEqualTo("none");
        }
        lives(own, "1500004", "代々木5-5-5", null);
        assertThat(tie(clerk, own)).isEqualTo("OWN");
    }

    @Test
    void the_day_s_run_mends_what_was_missed() {
        var own = member();
        declare(clerk, own.memberNo(), born(), null);
        superuser()
                .execute(
                        "delete from madoguchi.own_member where staff_no = ?",
                        clerk.staffNo().value());

        ties.refresh();

        assertThat(tie(clerk, own)).isEqualTo("OWN");
    }

    // The bar ---------------------------------------------------------------------------------------------------------

    @Test
    void
            the_person_the_household_and_colleagues_are_absent_from_the_search_and_cannot_be_opened_but_elsewhere_they_are_served() {
        var birth = born();
        var own = member("シケン", "タロウ", birth);
        lives(own, "1500002", "恵比寿4-5-6", own.memberNo().value());
        var household = member("シケン", "ハナ", birth);
        lives(household, "1500002", "恵比寿4-5-6", own.memberNo().value());
        var stranger = member("シケン", "ヨシコ", birth);
        declare(clerk, own.memberNo(), birth, null);
        var colleague = scene.staff(store, Role.CLERK);
        var elsewhere = scene.staff(scene.store(), Role.CLERK);

        Scene.signIn(clerk);
        for (var member : List.of(own, household)) {
            assertThat(found(member.memberNo().value(), visit())).isEmpty();
            assertThatThrownBy(() -> members.open(member.memberNo(), SearchPurpose.OTHER))
                    .isInstanceOf(OwnRecord.class);
        }
        assertThat(found("シケン " + birth, visit())).containsExactly(stranger.memberNo());
        assertThat(members.open(stranger.memberNo(), SearchPurpose.OTHER).memberNo())
                .isEqualTo(stranger.memberNo());

        Scene.signIn(colleague);
        assertThat(found("シケン " + birth, visit()))
                .as("the household of a colleague is nobody's")
                .containsExactlyInAnyOrder(household.memberNo(), stranger.memberNo());
        assertThatThrownBy(() -> members.open(own.memberNo(), SearchPurpose.OTHER))
                .isInstanceOf(OwnRecord.class);

        Scene.signIn(elsewhere);
        assertThat(found("シケン " + birth, visit()))
                .containsExactlyInAnyOrder(own.memberNo(), household.memberNo(), stranger.memberNo());
        assertThat(members.open(own.memberNo(), SearchPurpose.OTHER).memberNo()).isEqualTo(own.memberNo());

        superuser()
                .execute(
                        "update madoguchi.staff_place set valid_to = ? where staff_no = ?",
                        scene.today(),
                        colleague.staffNo().value());
        Scene.signIn(colleague);
        assertThat(members.open(own.memberNo(), SearchPurpose.OTHER).memberNo())
                .as("from the first day at another place")
                .isEqualTo(own.memberNo());
    }

    @Test
    void the_supervisor_of_the_place_sees_each_try_and_a_search_by_a_name_is_none() {
        // A given name that no other test gives: how common a name is decides whether it may be searched for alone.
        var own = member("シケン", "ミズカラ", born());
        declare(clerk, own.memberNo(), own.birthDate(), null);
        Scene.signIn(clerk);
        var visit = visit();
        found("試験 " + own.name().substring(3), visit);
        assertThat(seenBy(Role.SUPERVISOR, store, own)).isEmpty();

        Scene.signIn(clerk);
        found(own.memberNo().value(), visit);
        found(own.memberNo().value(), visit);
        assertThatThrownBy(() -> members.open(own.memberNo(), SearchPurpose.OTHER))
                .isInstanceOf(OwnRecord.class);
        assertThatThrownBy(() -> open(own)).isInstanceOf(OwnRecord.class);

        assertThat(seenBy(Role.SUPERVISOR, store, own)).containsExactly(false, false, true);
        assertThat(seenBy(Role.SUPERVISOR, scene.store(), own)).isEmpty();
        assertThat(seenBy(Role.AUDITOR, scene.store(), own)).hasSize(3);
        assertThat(scene.trail(own.memberNo()))
                .containsExactly("MEMBERS_SEARCHED REFUSED", "OPERATION_REFUSED REFUSED", "OPERATION_REFUSED REFUSED");
    }

    @Test
    void a_contact_that_was_open_before_can_be_closed_and_nothing_else() {
        var own = member();
        Scene.signIn(clerk);
        var contact = open(own);
        declare(clerk, own.memberNo(), born(), null);

        Scene.signIn(clerk);
        assertThatThrownBy(() -> members.open(own.memberNo(), null)).isInstanceOf(OwnRecord.class);
        assertThatThrownBy(() -> contacts.note(OperationId.make(), contact, "試験"))
                .isInstanceOf(OwnRecord.class);
        contacts.close(
                OperationId.make(),
                contact,
                new Closing(Closing.Category.LOGIN, Closing.Cause.LOCKED, Closing.Outcome.ABANDONED, null));

        assertThat(scene.trail(own.memberNo())).contains("CONTACT_CLOSED DONE").doesNotContain("NOTE_ADDED DONE");
    }

    /** As the console, past every use case. */
    @Test
    void the_database_keeps_the_bar_whoever_asks() {
        var own = scene.locked();
        var store2 = scene.store();
        var other = scene.staff(store2, Role.CLERK);
        declare(clerk, own.memberNo(), born(), null);
        var memberNo = own.memberNo().value();
        var staffNo = clerk.staffNo().value();

        barred(
                "insert into madoguchi.contact (channel, place_no, staff_no, member_no) values ('STORE', ?, ?, ?)",
                store.placeNo().value(),
                staffNo,
                memberNo);
        console.execute(
                "insert into madoguchi.contact (channel, place_no, staff_no) values ('STORE', ?, ?)",
                store.placeNo().value(),
                staffNo);
        barred("update madoguchi.contact set member_no = ? where staff_no = ?", memberNo, staffNo);
        var approval = UUID.randomUUID();
        console.execute(
                """
                insert into madoguchi.approval (ref, operation, member_no, place_no, reason, payload, facts, maker, made_at, expires_at)
                values (?, 'LOCK_CLEAR', ?, ?, 'OTHER', '{}', '', ?, clock_timestamp(), clock_timestamp() + interval '5 minutes')""",
                approval,
                memberNo,
                store2.placeNo().value(),
                other.staffNo().value());
        barred(
                "update madoguchi.approval set decision = 'APPROVED', checker = ?, decided_at = clock_timestamp() where ref = ?",
                staffNo,
                approval);
        barred(
                "insert into madoguchi.audit_entry (action, outcome, staff_no, member_no) values ('MEMBER_OPENED', 'DONE', ?, ?)",
                staffNo,
                memberNo);
        // Past even the proof that a clearing wants: the two triggers ask one after the other.
        assertThatThrownBy(() -> superuser().transaction(session -> {
                    session.dsl().execute("alter table madoguchi.login_lock disable trigger guard_login_lock");
                    session.dsl().execute("""
                            update madoguchi.login_lock set cleared_at = clock_timestamp(), cleared_by = ?, cleared_place_no = ?,
                              cleared_contact_no = (select contact_no from madoguchi.contact where staff_no = ? limit 1), clear_reason = 'MISTYPED'
                            where member_no = ?""", staffNo, store.placeNo().value(), staffNo, memberNo);
                }))
                .hasMessageContaining("own record " + memberNo);
    }

    /** Every table in which staff enter, clear or decide for a member has its guard, new ones too. */
    @Test
    void no_table_of_deeds_is_without_its_guard() {
        assertThat(superuser().resultQuery("""
                        select distinct c.table_name::text from information_schema.columns c
                        join information_schema.columns s on s.table_schema = c.table_schema and s.table_name = c.table_name and s.domain_name = 'staff_no'
                        join pg_class t on t.relname = c.table_name and t.relkind = 'r' and t.relnamespace = 'madoguchi'::regnamespace
                        where c.table_schema = 'madoguchi' and c.column_name = 'member_no'
                          and not exists (select from pg_trigger g join pg_proc f on f.oid = g.tgfoid
                                          where g.tgrelid = t.oid and f.proname = 'guard_own_record')
                        order by 1""").fetchInto(String.class))
                .containsExactly("own_declaration", "own_member");
    }

    @Test
    void a_desk_never_hands_out_the_case_of_the_person() {
        var own = member();
        var request = UUID.randomUUID();
        memberSite()
                .execute(
                        "select member_site.request_limit_increase(?, ?, 600000, 'LIVING', 6000000, '試験商事', 0, 0, null)",
                        request,
                        own.memberNo().value());
        var reviewer = scene.staff(scene.store(), Role.REVIEWER);
        Scene.signIn(reviewer);
        assertThat(limits.look().lines())
                .extracting(LimitQueueState.Line::request)
                .contains(request);

        declare(reviewer, own.memberNo(), born(), null);
        Scene.signIn(reviewer);

        assertThat(limits.look().lines())
                .extracting(LimitQueueState.Line::request)
                .doesNotContain(request);
        assertThatThrownBy(() -> limits.take(OperationId.make(), request)).isInstanceOf(OwnRecord.class);
        assertThat(superuser()
                        .fetchCount(
                                DSL.table("madoguchi.review_lease"),
                                DSL.field("item_ref").eq(request)))
                .isZero();
    }

    // The screens -----------------------------------------------------------------------------------------------------

    @Test
    void an_admin_enters_and_a_second_one_confirms_on_the_page() {
        var own = member("シケン", "タロウ", born());
        Scene.signIn(admin);
        var view = new OwnDeclarationsView(declarations, work);
        UI.getCurrent().add(view);
        new DeclareDialog(line(clerk), declarations, work, () -> {}).open();
        fields("会員番号").setValue(own.memberNo().value());
        fields("電話番号").setValue("090-12");
        dialogButton("登録して確認を依頼").click();
        assertThat(fields("電話番号").isInvalid()).isTrue();
        fields("電話番号").setValue("");
        fields("生年月日").setValue(own.birthDate().toString());
        dialogButton("登録して確認を依頼").click();

        var line = line(clerk);
        assertThat(line.state()).isEqualTo(DeclarationLine.State.WAITS);
        assertThat(line.declaration().fits()).isTrue();
        assertThat(line.own()).isEqualTo(1);
        Scene.signIn(secondAdmin);
        declarations.confirm(OperationId.make(), line.declaration().ref());
        assertThat(line(clerk).state()).isEqualTo(DeclarationLine.State.CONFIRMED);
        assertThat(line(scene.staff(store, Role.CLERK)).state()).isEqualTo(DeclarationLine.State.MISSING);
    }

    // ---------------------------------------------------------------------------------------------------------------

    private TextField fields(String label) {
        return $(TextField.class).all().stream()
                .filter(field -> field.getLabel().equals(label))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private DeclarationLine line(StaffMember person) {
        Scene.signIn(admin);
        return declarations.all().stream()
                .filter(line -> line.staffNo().equals(person.staffNo()))
                .findFirst()
                .orElseThrow();
    }

    private UUID declare(StaffMember person, @Nullable MemberNo own, LocalDate birth, @Nullable String phone) {
        Scene.signIn(admin);
        var id = OperationId.make();
        declarations.declare(id, new NewDeclaration(person.staffNo(), own, birth, phone));
        return id.value();
    }

    private List<Boolean> seenBy(Role role, Workplace place, Scene.Member member) {
        Scene.signIn(scene.staff(place, role));
        return tries.latest().stream()
                .filter(each -> member.memberNo().value().equals(each.memberNo()))
                .map(OwnTries.Try::searched)
                .toList();
    }

    private ContactNo open(Scene.Member member) {
        return contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));
    }

    private static SearchVisit visit() {
        return new SearchVisit(SearchPurpose.OTHER);
    }

    private List<MemberNo> found(String typed, SearchVisit visit) {
        return ((FoundMembers) search.look(SearchTerms.of(typed), visit))
                .members().stream().map(FoundMember::memberNo).toList();
    }

    private void barred(String sql, Object... values) {
        assertThatThrownBy(() -> console.execute(sql, values)).hasMessageContaining("own record ");
    }

    private static void refused(Why why, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        DeclarationRefused.class, told -> assertThat(told.why()).isEqualTo(why));
    }

    private String tie(StaffMember person, Scene.Member member) {
        var tie = superuser()
                .fetchValue(
                        "select tie from madoguchi.own_member where staff_no = ? and member_no = ?",
                        person.staffNo().value(),
                        member.memberNo().value());
        return tie == null ? "none" : tie.toString();
    }

    /** Of a birth date and an address of its own, so that it meets nobody of another test. */
    private Scene.Member member() {
        return member("カンケイ", "ナシ", born());
    }

    private Scene.Member member(String familyKana, String givenKana, LocalDate birth) {
        var member = scene.member("試験", givenKana, familyKana, givenKana, birth);
        lives(member, "1500005", "独居9-9-9", member.memberNo().value());
        return member;
    }

    private void lives(Scene.Member member, String postalCode, String street, @Nullable String building) {
        superuser()
                .execute(
                        "update madoguchi.member_address set valid_to = clock_timestamp() where member_no = ? and valid_to is null",
                        member.memberNo().value());
        superuser().execute("""
                insert into madoguchi.member_address (member_no, postal_code, prefecture, municipality, street, building, valid_from)
                values (?, ?, '東京都', '渋谷区', ?, ?, clock_timestamp())""", member.memberNo().value(), postalCode, street, building);
    }

    private void hasPhone(Scene.Member member, String digits) {
        superuser()
                .execute(
                        "update madoguchi.member_phone set valid_to = clock_timestamp() where member_no = ? and valid_to is null",
                        member.memberNo().value());
        superuser().execute("""
                insert into madoguchi.member_phone (member_no, birth_date, kind, digits, valid_from)
                select m.member_no, m.birth_date, 'MOBILE', ?, clock_timestamp() from madoguchi.member m where m.member_no = ?""", digits, member.memberNo().value());
    }

    private static String phone() {
        return "080" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    }

    private static LocalDate born() {
        return LocalDate.of(1930, 1, 1).plusDays(ThreadLocalRandom.current().nextInt(25_000));
    }
}
