package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.router.QueryParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Complaint;
import jp.madoguchi.contact.Complaints;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.core.Yen;
import jp.madoguchi.limit.LimitDesk;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** What happened to a member in one stream: its order, its pages, its cost, and who may see what of it. */
class TimelinesTest extends ConsoleTest {

    private static final Set<TimelineKind> ALL = EnumSet.allOf(TimelineKind.class);

    @Autowired
    BeanFactory beans;

    @Autowired
    Timelines timelines;

    @Autowired
    Looks looks;

    private Scene scene;
    private Workplace store;

    @BeforeEach
    void a_store() {
        scene = scene();
        store = scene.store();
    }

    @Test
    void a_lock_that_is_cleared_at_the_counter_is_told_from_end_to_end_and_the_reading_is_recorded() {
        var member = scene.locked();
        var counter = Counter.open(beans, scene, store, member).pass();
        counter.clear(OperationId.make());
        scene.attempt(member, true);
        counter.close();

        var page = counter.work(() -> timelines.of(member.memberNo(), TimelineKind.deeds(), null));

        assertThat(sources(page.events().stream()
                        .filter(event -> event.kind() != TimelineKind.MESSAGE && event.kind() != TimelineKind.MONEY)
                        .toList()))
                .containsExactly(
                        "LOGIN SUCCESS",
                        "LOCK_CLEARED LOGIN",
                        "IDENTITY_CHECK IN_PERSON",
                        "CONTACT STORE",
                        "LOGIN WRONG_SECRET",
                        "LOCKED LOGIN",
                        "LOGIN WRONG_SECRET",
                        "LOGIN WRONG_SECRET",
                        "LOGIN WRONG_SECRET",
                        "LOGIN WRONG_SECRET",
                        "WEB_ID null",
                        "CARD null",
                        "BANK_SERVICE BANK_ACCOUNT",
                        "CONTRACT_STARTED null");
        assertThat(sources(page.events())).contains("MESSAGE LOGIN_LOCKED", "MESSAGE LOCK_CLEARED");
        assertThat(page.events().stream()
                        .filter(event -> event.source().equals("LOCK_CLEARED"))
                        .toList())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.staffName()).isEqualTo(counter.clerk().name());
                    assertThat(event.placeName()).isEqualTo(store.name());
                    assertThat(event.contactNo()).isEqualTo(counter.contact());
                });
        assertThat(page.next()).isNull();
        assertThat(scene.trail(member.memberNo())).endsWith("HISTORY_READ DONE");
    }

    @Test
    void what_is_asked_for_and_decided_about_a_limit_waits_for_the_check() {
        var desk = LimitDesk.ready(beans, scene, new Yen(6_000_000));
        desk.approve(desk.read());
        var member = desk.counter().member().memberNo();
        var other = scene.staff(store, Role.CLERK);

        var checked = desk.counter().work(() -> timelines.of(member, ALL, null));
        var masked = Counter.as(other, () -> timelines.of(member, ALL, null));

        assertThat(sources(checked.events())).contains("LIMIT_DECIDED APPROVED", "LIMIT_REQUESTED RAISE");
        assertThat(masked.masked()).isTrue();
        assertThat(masked.events()).noneMatch(event -> event.source().startsWith("LIMIT_"));
        assertThat(sources(masked.events())).contains("CONTACT STORE", "CONTRACT_STARTED null");
    }

    @Test
    void complaints_and_looks_are_of_the_own_place_and_the_auditor_reads_all_looks() {
        var member = scene.member();
        var counter = Counter.open(beans, scene, store, member);
        counter.work(() -> beans.getBean(Members.class).open(member.memberNo(), null));
        counter.work(() -> {
            beans.getBean(Complaints.class)
                    .raise(OperationId.make(), counter.contact(), Complaint.About.STAFF, "待ち時間が長い");
            return true;
        });
        var own = scene.staff(store, Role.SUPERVISOR);
        var foreign = scene.staff(scene.store(), Role.SUPERVISOR);
        var auditor = scene.staff(scene.callCenter(), Role.AUDITOR);

        assertThat(read(own, member)).contains("LOOK MEMBER_OPENED", "COMPLAINT STAFF");
        assertThat(read(foreign, member))
                .contains("CONTACT STORE")
                .doesNotContain("LOOK MEMBER_OPENED", "COMPLAINT STAFF");
        assertThat(counter.work(
                        () -> sources(timelines.of(member.memberNo(), ALL, null).events())))
                .contains("COMPLAINT STAFF")
                .noneMatch(source -> source.startsWith("LOOK"));
        var seen = Counter.as(auditor, () -> looks.of(member.memberNo(), null)).events();
        assertThat(seen)
                .anyMatch(look -> look.contactNo() != null
                        && look.contactNo().equals(counter.contact())
                        && counter.clerk().name().equals(look.staffName()));
        assertThat(Counter.as(foreign, () -> looks.of(member.memberNo(), null)).events())
                .noneMatch(look -> counter.clerk().name().equals(look.staffName()));
        assertThatThrownBy(() -> Counter.as(auditor, () -> timelines.of(member.memberNo(), ALL, null)))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> counter.work(() -> looks.of(member.memberNo(), null)))
                .isInstanceOf(AccessDeniedException.class);
    }

    /** Seven tables full of one member, 3,000 events of which many share a moment. */
    @Test
    void pages_follow_each_other_without_gap_or_repetition_and_cost_little_however_much_there_is() {
        var member = scene.member().memberNo().value();
        var clerk = scene.staff(store, Role.CLERK);
        superuser().execute("""
                insert into madoguchi.contact (channel, place_no, staff_no, member_no, opened_at, closed_at, category, cause, outcome)
                select 'STORE', ?, ?, ?, now() - n / 3 * interval '1 hour', now(), 'LOGIN', 'LOCKED', 'EXPLAINED'
                from generate_series(1, 1000) n\
                """, store.placeNo().value(), clerk.staffNo().value(), member);
        superuser().execute("""
                insert into madoguchi.outbox (ref, member_no, kind, payload, created_at, due_at)
                select gen_random_uuid(), ?, 'LOCK_CLEARED', '{}', now() - n * interval '3 hours', now() + interval '9 years'
                from generate_series(1, 1000) n\
                """, member);
        superuser().execute("""
                insert into madoguchi.login_attempt (at, member_no, id_kind, id_digest, id_shown, channel, outcome, counted)
                select now() - n * interval '1 second', ?, 'CARD', sha256('x'), '*', 'APP', 'SUCCESS', false
                from generate_series(1, 1000) n\
                """, member);
        Scene.signIn(clerk);

        var told = new ArrayList<TimelineEvent>();
        @Nullable Instant before = null;
        do {
            var page = timelines.of(new jp.madoguchi.core.MemberNo(member), TimelineKind.deeds(), before);
            assertThat(page.events()).hasSizeBetween(1, TimelineRows.PAGE + 5);
            told.addAll(page.events());
            before = page.next();
        } while (before != null);

        assertThat(told).hasSize(3004).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
        superuser().execute("analyze madoguchi.contact, madoguchi.outbox, madoguchi.login_attempt");
        assertThat(buffers(member, "now()")).isLessThanOrEqualTo(200);
        assertThat(buffers(member, "now() - interval '30 days'")).isLessThanOrEqualTo(200);
    }

    /** Of the second call on a connection: the first reads the catalogue to make its plan. */
    private long buffers(String member, String before) {
        var sources = new ArrayList<String>();
        TimelineKind.deeds().forEach(kind -> sources.addAll(kind.sources()));
        var explain =
                "explain (analyze, buffers, format text) select * from madoguchi.member_timeline('%s', %s, '{%s}', null)"
                        .formatted(member, before, String.join(",", sources));
        return as("console_app").connectionResult(connection -> {
            var db = org.jooq.impl.DSL.using(connection, org.jooq.SQLDialect.POSTGRES);
            plan(db, explain);
            var plan = plan(db, explain);
            var blocks = Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?").matcher(plan);
            assertThat(blocks.find()).as(plan).isTrue();
            return Long.parseLong(blocks.group(1)) + (blocks.group(2) == null ? 0 : Long.parseLong(blocks.group(2)));
        });
    }

    private static String plan(DSLContext db, String explain) {
        return String.join("\n", db.resultQuery(explain).fetchInto(String.class));
    }

    @Test
    void equal_attempts_fold_into_one_line_and_the_chosen_kinds_stand_in_the_address() {
        var member = scene.locked();
        var counter = Counter.open(beans, scene, store, member);
        Scene.signIn(counter.clerk());
        var tab = "members/" + member.memberNo() + "/timeline";

        UI.getCurrent().navigate(tab);
        var all = words(find(TimelineList.class).single());
        UI.getCurrent().navigate(tab, QueryParameters.of("kind", "LOCK,NONSENSE,LOOK"));
        var locks = words(find(TimelineList.class).single());

        assertThat(all).contains("ログイン失敗", "×4", "不一致 / 会員ページ / Web-ID", "契約開始", "本人確認後に表示します");
        assertThat(locks).contains("入力の連続不一致 / 5回").doesNotContain("契約開始", "ログイン失敗", "ログイン情報を閲覧");
        assertThat(find(H3.class, find(TimelineList.class).single()).all()).hasSize(1);
    }

    @Test
    void the_auditor_has_the_looks_under_an_address_of_their_own() {
        var member = scene.member();
        var counter = Counter.open(beans, scene, store, member);
        counter.work(() -> beans.getBean(Members.class).open(member.memberNo(), null));
        Scene.signIn(scene.staff(scene.callCenter(), Role.AUDITOR));

        UI.getCurrent().navigate("audit/looks/" + member.memberNo());

        assertThat(words(find(TimelineList.class).single()))
                .contains(counter.clerk().name(), counter.contact().value(), store.name());
        assertThat(scene.trail(member.memberNo())).endsWith("LOOKS_READ DONE");
    }

    private List<String> read(StaffMember staff, Scene.Member member) {
        return sources(Counter.as(staff, () -> timelines.of(member.memberNo(), ALL, null))
                .events());
    }

    private static List<String> sources(List<TimelineEvent> events) {
        return events.stream().map(event -> event.source() + " " + event.what()).toList();
    }
}
