package jp.madoguchi.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.BureauInquiries.Outcome;
import jp.madoguchi.lending.BureauInquiries.Purpose;
import jp.madoguchi.lending.WorkplaceChecks.Way;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class BureauTest extends ConsoleTest {

    @Autowired
    BureauInquiries inquiries;

    @Autowired
    WorkplaceChecks workplaceChecks;

    @Autowired
    BureauRecords records;

    @Autowired
    Settings settings;

    @Autowired
    LimitLaw law;

    @Autowired
    Simulations simulations;

    @Autowired
    DatabaseTime time;

    @Autowired
    PlatformTransactionManager transactions;

    private final Bureau demo = new DemoBureau();

    @ParameterizedTest
    @CsvSource({
        "100000000, 0, 0, false, false",
        "100000001, 181000, 1, false, false",
        "100000012, 384000, 2, false, false",
        "100000094, 274000, 1, false, true",
        "100000095, 550000, 2, true, false"
    })
    void the_demo_bureau_always_answers_the_same(
            String member, long balance, int lenders, boolean defaulted, boolean excluded) throws Exception {
        assertThat(demo.ask(question(member)))
                .isEqualTo(demo.ask(question(member)))
                .isEqualTo(new Bureau.Report(new Yen(balance), lenders, defaulted, excluded));
    }

    @ParameterizedTest
    @CsvSource({"100000098", "100000099"})
    void the_demo_bureau_cannot_always_be_reached(String member) {
        assertThatThrownBy(() -> demo.ask(question(member))).isInstanceOf(Bureau.Unavailable.class);
    }

    private static Bureau.Question question(String member) {
        return new Bureau.Question(
                UUID.randomUUID(), new MemberNo(member), "試験 太郎", "シケン タロウ", LocalDate.of(1985, 4, 1));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void there_is_no_free_inquiry(Purpose purpose) {
        var scene = scene();
        var member = scene.member().memberNo();
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));

        assertThatThrownBy(() -> inquiries.ask(OperationId.make(), purpose, UUID.randomUUID(), member))
                .isInstanceOf(NoOccasion.class);
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.bureau_inquiry where member_no = ?", member.value()))
                .isEqualTo(0L);
    }

    @Test
    void an_inquiry_for_an_open_case_puts_the_answer_on_file_and_leaves_a_trace() {
        var scene = scene();
        var member = scene.member().memberNo();
        var request = openRequest(member);
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));
        var click = OperationId.make();
        var asked = new AtomicInteger();
        var bureau = asking(question -> {
            asked.incrementAndGet();
            return new Bureau.Report(new Yen(450_000), 2, false, true);
        });

        var answer = bureau.ask(click, Purpose.LIMIT_CASE, request, member);

        assertThat(bureau.ask(click, Purpose.LIMIT_CASE, request, member)).isEqualTo(answer);
        assertThat(asked).hasValue(1);
        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(inquiries.of(request)).containsExactly(answer);
        var facts = law.facts(member, time.now()).orElseThrow();
        assertThat(facts.bureauAnsweredAt()).isEqualTo(answer.answeredAt());
        assertThat(facts.othersBalance()).isEqualTo(450_000);
        assertThat(facts.othersSource()).isEqualTo("BUREAU");
        assertThat(facts.selfExcluded()).isTrue();
        assertThat(facts.defaultOnFile()).isFalse();
        assertThat(scene.trail(member))
                .containsSubsequence("BUREAU_ASKED DONE", "BUREAU_ANSWERED DONE", "BUREAU_READ DONE");
    }

    @Test
    void the_inquiry_is_on_file_while_the_bureau_is_asked() {
        var scene = scene();
        var member = scene.member().memberNo();
        var request = openRequest(member);
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));
        var seen = new AtomicReference<Object>();

        asking(question -> {
                    seen.set(superuser()
                            .fetchValue(
                                    "select occasion_ref from madoguchi.bureau_inquiry where ref = ?", question.ref()));
                    return new Bureau.Report(Yen.ZERO, 0, false, false);
                })
                .ask(OperationId.make(), Purpose.LIMIT_CASE, request, member);

        assertThat(seen).hasValue(request);
    }

    @Test
    void a_bureau_that_cannot_be_reached_changes_no_fact() {
        var scene = scene();
        var member = scene.member().memberNo();
        var request = openRequest(member);
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));
        var unavailable = asking(question -> {
            throw new Bureau.Unavailable();
        });

        assertThat(unavailable
                        .ask(OperationId.make(), Purpose.LIMIT_CASE, request, member)
                        .outcome())
                .isEqualTo(Outcome.UNAVAILABLE);
        assertThat(law.facts(member, time.now()).orElseThrow().bureauAnsweredAt())
                .isNull();
    }

    @Test
    void whoever_is_interrupted_while_waiting_leaves_no_inquiry_open() {
        var scene = scene();
        var member = scene.member().memberNo();
        var request = openRequest(member);
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));
        var waiting = Thread.currentThread();
        var slow = asking(question -> {
            waiting.interrupt();
            new CountDownLatch(1).await();
            throw new IllegalStateException("it never answers");
        });

        var answer = slow.ask(OperationId.make(), Purpose.LIMIT_CASE, request, member);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void no_transaction_waits_for_a_bureau() {
        var transaction = new TransactionTemplate(transactions);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> asking(demo)
                        .ask(OperationId.make(), Purpose.LIMIT_CASE, UUID.randomUUID(), new MemberNo("900000001"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void another_members_case_or_one_that_ended_is_no_occasion() {
        var scene = scene();
        var request = openRequest(scene.member().memberNo());
        var ended = scene.member().memberNo();
        var over = openRequest(ended);
        superuser()
                .execute(
                        "update madoguchi.limit_request set state = 'WITHDRAWN', ended_at = clock_timestamp() where ref = ?",
                        over);
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));

        assertThatThrownBy(() -> inquiries.ask(OperationId.make(), Purpose.LIMIT_CASE, request, ended))
                .isInstanceOf(NoOccasion.class);
        assertThatThrownBy(() -> inquiries.ask(OperationId.make(), Purpose.LIMIT_CASE, over, ended))
                .isInstanceOf(NoOccasion.class);
    }

    @Test
    void a_workplace_check_in_the_case_is_a_fact() {
        var scene = scene();
        var member = scene.member().memberNo();
        var request = openRequest(member);
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));

        assertThatThrownBy(() -> workplaceChecks.record(
                        OperationId.make(), request, member, Way.PHONE, WorkplaceChecks.Result.NO_WORKPLACE))
                .isInstanceOf(UnfitWorkplaceCheck.class);
        workplaceChecks.record(OperationId.make(), request, member, Way.PHONE, WorkplaceChecks.Result.NOT_REACHED);
        workplaceChecks.record(OperationId.make(), request, member, Way.PAPER, WorkplaceChecks.Result.CONFIRMED);

        assertThat(law.facts(member, time.now()).orElseThrow().workplaceResult())
                .isEqualTo("CONFIRMED");
        assertThat(scene.trail(member).stream().filter("WORKPLACE_CHECKED DONE"::equals))
                .hasSize(2);
    }

    @Test
    void no_workplace_is_checked_without_a_case() {
        var scene = scene();
        var member = scene.member().memberNo();
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));

        assertThatThrownBy(() -> workplaceChecks.record(
                        OperationId.make(), UUID.randomUUID(), member, Way.PHONE, WorkplaceChecks.Result.CONFIRMED))
                .isInstanceOf(NoOccasion.class);
    }

    private BureauInquiries asking(Bureau bureau) {
        return new BureauInquiries(bureau, records, settings);
    }

    /** From the member site, without a decision. */
    private UUID openRequest(MemberNo member) {
        var ref = UUID.randomUUID();
        superuser().execute("""
                insert into madoguchi.limit_request (ref, member_no, contract_id, channel, received_at, asked_limit, purpose, declared_income, others_balance, others_lenders, promised_by)
                select ?, member_no, id, 'SITE', clock_timestamp(), 600000, 'LIVING', 4000000, 0, 0, current_date + 3
                from madoguchi.contract where member_no = ?""", ref, member.value());
        return ref;
    }
}
