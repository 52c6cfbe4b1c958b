package jp.madoguchi.auditdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.member.Members;
import jp.madoguchi.member.RevealReason;
import jp.madoguchi.member.RevealedField;
import jp.madoguchi.member.Reveals;
import jp.madoguchi.ui.Texts;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** The trail is searched by each of its keys, within what the reader may see, and says who saw a member and which fields. */
class TrailSearchTest extends ConsoleTest {

    @Autowired
    BeanFactory beans;

    @Autowired
    TrailSearch trail;

    @Autowired
    MemberLooks looks;

    private Scene scene;
    private Workplace store;
    private StaffMember auditor;

    @BeforeEach
    void a_store() {
        scene = scene();
        store = scene.store();
        auditor = scene.staff(scene.callCenter(), Role.AUDITOR);
    }

    @Test
    void by_member_person_action_outcome_contact_and_day_and_a_page_goes_on_where_the_last_one_ended() {
        var member = scene.locked();
        var counter = Counter.open(beans, scene, store, member).pass();
        counter.clear(OperationId.make());
        var day = scene.today();
        var all = filter(member.memberNo(), null, null, null, null, day.minusDays(1), null);

        var found = Counter.as(auditor, () -> trail.page(all, null));

        assertThat(found).extracting(TrailLine::action).contains("LOCK_CLEARED", "IDENTITY_CHECKED", "LOGIN_LOCKED");
        assertThat(found).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
        assertThat(found.stream().filter(line -> line.action().equals("LOCK_CLEARED")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.staffName()).isEqualTo(counter.clerk().name());
                    assertThat(line.placeName()).isEqualTo(store.name());
                    assertThat(line.contactNo()).isEqualTo(counter.contact().value());
                });
        var clerk = counter.clerk().staffNo();
        for (var narrowed : Map.of(
                        filter(null, clerk.value(), null, null, null, day, null), "CONTACT_OPENED",
                        filter(member.memberNo(), null, AuditAction.LOCK_CLEARED, null, null, day, null),
                                "LOCK_CLEARED",
                        filter(null, null, null, null, counter.contact(), day, null), "IDENTITY_CHECKED",
                        filter(null, clerk.value(), AuditAction.LOCK_CLEARED, null, counter.contact(), day, day),
                                "LOCK_CLEARED")
                .entrySet()) {
            assertThat(Counter.as(auditor, () -> trail.page(narrowed.getKey(), null)))
                    .as(narrowed.getKey().query())
                    .extracting(TrailLine::action)
                    .contains(narrowed.getValue());
        }
        assertThat(Counter.as(
                        auditor,
                        () -> trail.page(
                                filter(member.memberNo(), null, null, null, null, day.minusDays(9), day.minusDays(3)),
                                null)))
                .isEmpty();
        var rest = Counter.as(auditor, () -> trail.page(all, found.get(1)));
        assertThat(rest.stream().filter(found::contains)).containsExactlyElementsOf(found.subList(2, found.size()));
        assertThat(scene.trail(member.memberNo())).endsWith("TRAIL_SEARCHED DONE");
    }

    @Test
    void a_supervisor_reads_the_own_place_and_nobody_else_the_trail_at_all() {
        var member = scene.member();
        var counter = Counter.open(beans, scene, store, member);
        counter.work(() -> beans.getBean(Members.class).open(member.memberNo(), null));
        var own = scene.staff(store, Role.SUPERVISOR);
        var foreign = scene.staff(scene.store(), Role.SUPERVISOR);
        var all =
                filter(member.memberNo(), null, null, null, null, scene.today().minusDays(1), null);

        var seen = Counter.as(own, () -> trail.page(all, null));

        assertThat(seen).extracting(TrailLine::action).contains("MEMBER_OPENED");
        assertThat(Counter.as(foreign, () -> trail.page(all, null))).isEmpty();
        var entry = seen.getFirst();
        assertThat(Counter.as(foreign, () -> trail.open(entry.id(), entry.at())))
                .isEmpty();
        assertThat(Counter.as(foreign, () -> looks.of(member.memberNo()))).isEmpty();
        assertThat(Counter.as(
                        foreign, () -> trail.people(counter.clerk().staffNo().value())))
                .isEmpty();
        assertThat(Counter.as(own, () -> trail.people(counter.clerk().staffNo().value())))
                .extracting(TrailSearch.Person::name)
                .containsExactly(counter.clerk().name());
        assertThatThrownBy(() -> counter.work(() -> trail.page(all, null))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> counter.work(() -> looks.of(member.memberNo())))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void who_saw_a_member_and_which_fields_lists_included() {
        var member = scene.member();
        var counter = Counter.open(beans, scene, store, member).pass();
        counter.work(() -> beans.getBean(Members.class).open(member.memberNo(), null));
        counter.work(() -> beans.getBean(Reveals.class)
                .reveal(member.memberNo(), RevealedField.ADDRESS, RevealReason.values()[0]));
        var lister = scene.staff(store, Role.CLERK);
        console.execute(
                "insert into madoguchi.audit_entry (action, outcome, staff_no, place_no, details) values ('MEMBERS_SEARCHED', 'DONE', ?, ?, ?)",
                lister.staffNo().value(),
                store.placeNo().value(),
                "{\"terms\":\"x\",\"hits\":2,\"members\":[\"000000001\",\"" + member.memberNo() + "\"]}");
        console.execute(
                "insert into madoguchi.audit_entry (action, outcome, staff_no, member_no, reason) values ('MEMBER_OPENED', 'REFUSED', 'S99998', ?, 'RIGHT_MISSING')",
                member.memberNo().value());

        var told = Counter.as(auditor, () -> looks.of(member.memberNo()));

        assertThat(told)
                .extracting(MemberLooks.Looker::staffName)
                .containsExactlyInAnyOrder(counter.clerk().name(), lister.name());
        assertThat(of(told, counter.clerk())).satisfies(clerk -> {
            assertThat(clerk.fields()).contains(Shown.NAME, Shown.BIRTH_DATE, Shown.FIGURES, Shown.ADDRESS);
            assertThat(clerk.fields()).doesNotContain(Shown.PHONE, Shown.EMAIL);
            assertThat(clerk.withoutContact()).isZero();
        });
        assertThat(of(told, lister)).satisfies(found -> {
            assertThat(found.fields()).isEqualTo(Set.of(Shown.NAME, Shown.ADDRESS_AREA, Shown.PHONE_LAST4));
            assertThat(found.lists()).isEqualTo(1);
            assertThat(found.withoutContact()).isEqualTo(1);
        });
        assertThat(scene.trail(member.memberNo())).endsWith("LOOKS_READ DONE");
    }

    private static MemberLooks.Looker of(List<MemberLooks.Looker> told, StaffMember staff) {
        return told.stream()
                .filter(looker -> looker.staffNo().equals(staff.staffNo().value()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_entry_tells_before_and_after_by_its_details_or_by_the_history_that_it_names() {
        console.execute(
                "insert into madoguchi.audit_entry (action, outcome, staff_no, place_no, details) values ('PREFERENCE_CHANGED', 'DONE', 'S00001', ?, ?)",
                store.placeNo().value(),
                "{\"what\":\"x\",\"limit\":5,\"before\":{\"theme\":\"LIGHT\"},\"after\":{\"theme\":\"DARK\",\"language\":\"en\"}}");
        var supervisor = scene.staff(store, Role.SUPERVISOR);
        var line = Counter.as(
                        supervisor,
                        () -> trail.page(
                                filter(null, null, AuditAction.PREFERENCE_CHANGED, null, null, scene.today(), null),
                                null))
                .getFirst();

        var opened =
                Counter.as(supervisor, () -> trail.open(line.id(), line.at())).orElseThrow();

        assertThat(opened.changes())
                .extracting(
                        change -> change.what().arguments().getFirst() + " " + change.before() + " " + change.after())
                .containsExactly("language null en", "theme LIGHT DARK");
        assertThat(opened.facts()).containsEntry("what", "x").containsEntry("limit", "***");
        assertThat(Counter.as(auditor, () -> trail.open(line.id(), line.at()))
                        .orElseThrow()
                        .facts())
                .containsEntry("limit", "5");
    }

    @Test
    void the_desk_shows_what_the_address_asks_for_and_an_entry_opens_beside_the_list() {
        var member = scene.locked();
        var counter = Counter.open(beans, scene, store, member).pass();
        counter.work(() -> beans.getBean(Members.class).open(member.memberNo(), null));
        counter.clear(OperationId.make());
        Scene.signIn(auditor);

        UI.getCurrent()
                .navigate(
                        "audit/trail",
                        QueryParameters.of("member", member.memberNo().value()));

        var page = find(TrailView.class).single();
        assertThat(words(page)).contains("ロック解除", counter.clerk().name(), store.name());
        assertThat(find(TextField.class, page).all())
                .anyMatch(field -> field.getValue().equals(member.memberNo().value()));
        test(button("ロック解除")).click();
        assertThat(words(find(TrailPanel.class).single()))
                .contains(counter.contact().value(), "鎖の位置", "記録の内容");
        UI.getCurrent().navigate("audit/looks/" + member.memberNo());
        assertThat(words(find(NativeTable.class, find(LookersTable.class).single())
                        .single()))
                .contains(counter.clerk().name(), "住所(市区町村まで)");
    }

    @Test
    void every_search_reads_an_index_and_every_action_has_words() {
        superuser().execute("analyze madoguchi.audit_entry");
        for (var condition : List.of(
                "member_no = '900000000'",
                "staff_no = 'S00001'",
                "action = 'LOCK_CLEARED'",
                "contact_no = 'C0000000001'",
                "place_no = 'P0001'",
                "member_no is null and details like '%\"members\":[%' and madoguchi.members_listed(details) @> array['900000000']")) {
            String plan = superuser().connectionResult(connection -> {
                var db = DSL.using(connection, SQLDialect.POSTGRES);
                db.execute("set enable_seqscan = off");
                return String.join(
                        "\n",
                        db.resultQuery("explain select * from madoguchi.audit_entry where " + condition
                                        + " and at > now() - interval '3 years' order by at desc, id desc limit 50")
                                .fetchInto(String.class));
            });
            assertThat(Pattern.compile("Seq Scan").matcher(plan).find())
                    .as(plan)
                    .isFalse();
        }
        for (var action : AuditAction.values()) {
            assertThat(Texts.code("audit_entry", "action", action.name()))
                    .as(action.name())
                    .doesNotContain("!");
        }
        for (var field : Shown.values()) {
            assertThat(Texts.t("auditdesk.shown." + field)).as(field.name()).doesNotContain("!");
        }
    }

    private static TrailFilter filter(
            @Nullable MemberNo member,
            @Nullable String staff,
            @Nullable AuditAction action,
            AuditEntry.@Nullable Outcome outcome,
            @Nullable ContactNo contact,
            LocalDate from,
            @Nullable LocalDate to) {
        return new TrailFilter(member, staff == null ? null : new StaffNo(staff), action, outcome, contact, from, to);
    }
}
