package jp.madoguchi.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.approval.NoLongerWaiting;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.ContactDataConfirmations;
import jp.madoguchi.lending.WorkplaceChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Every role and tier against every decision and amount (DOMAIN, decisions: 500,000 alone, 1,500,000 a supervisor, a manager above). */
class LimitAuthorityTest extends ConsoleTest {

    @Autowired
    BeanFactory beans;

    @Autowired
    LimitDecisions decisions;

    @Autowired
    Approvals approvals;

    private record Tier(long limit, Set<Role> agree) {}

    /** By the rulebook, written from DOMAIN and not from the code. */
    private static final Tier[] TIERS = {
        new Tier(310_000, Set.of()),
        new Tier(500_000, Set.of()),
        new Tier(510_000, Set.of(Role.SUPERVISOR, Role.MANAGER)),
        new Tier(1_500_000, Set.of(Role.SUPERVISOR, Role.MANAGER)),
        new Tier(1_510_000, Set.of(Role.MANAGER)),
        new Tier(2_000_000, Set.of(Role.MANAGER))
    };

    @TestFactory
    Stream<DynamicTest> nobody_but_a_reviewer_decides_anything() {
        return Arrays.stream(Role.values())
                .filter(role -> role != Role.REVIEWER)
                .flatMap(role -> Arrays.stream(LimitForm.Outcome.values())
                        .map(outcome -> DynamicTest.dynamicTest(role + " " + outcome, () -> {
                            var scene = scene();
                            var staff = scene.staff(scene.callCenter(), role);
                            assertThatThrownBy(() -> Counter.as(
                                            staff,
                                            () -> decisions.decide(
                                                    OperationId.make(),
                                                    UUID.randomUUID(),
                                                    new LimitForm(
                                                            outcome,
                                                            new Yen(310_000),
                                                            LimitDesk.APR,
                                                            Set.of(),
                                                            null,
                                                            null,
                                                            ""))))
                                    .isInstanceOf(AccessDeniedException.class);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> each_amount_takes_effect_by_whom_the_rulebook_says() {
        return Arrays.stream(TIERS)
                .map(tier -> DynamicTest.dynamicTest(tier.limit() + " yen", () -> {
                    var scene = scene();
                    var desk = ready(scene, new Yen(tier.limit()));
                    var seen = desk.read();
                    var apr = new java.math.BigDecimal(tier.limit() >= 1_000_000 ? "15" : "17.8");
                    var judgement = Counter.as(
                            desk.reviewer(),
                            () -> beans.getBean(LimitCases.class).judge(desk.request(), new Yen(tier.limit()), apr));
                    assertThat(judgement.carriesApproval()).isTrue();
                    var decided = Counter.as(
                            desk.reviewer(),
                            () -> decisions.decide(
                                    OperationId.make(),
                                    desk.request(),
                                    new LimitForm(
                                            LimitForm.Outcome.APPROVED,
                                            new Yen(tier.limit()),
                                            apr,
                                            Set.of(),
                                            null,
                                            null,
                                            seen.judgement().fingerprint())));
                    if (tier.agree().isEmpty()) {
                        assertThat(decided.offer()).isNotNull();
                        return;
                    }
                    assertThat(decided.offer()).isNull();
                    for (var role : Role.values()) {
                        if (!tier.agree().contains(role)) {
                            var staff = scene.staff(scene.callCenter(), role);
                            assertThatThrownBy(() -> Counter.as(staff, () -> agree(decided.approvalRequest())))
                                    .as(role + " may not")
                                    .isInstanceOfAny(AccessDeniedException.class, NoLongerWaiting.class);
                        }
                    }
                    var last = tier.agree().contains(Role.SUPERVISOR) ? Role.SUPERVISOR : Role.MANAGER;
                    assertThat(Counter.as(
                                    scene.staff(scene.callCenter(), last), () -> agree(decided.approvalRequest())))
                            .isEqualTo("APPROVED");
                }));
    }

    private String agree(UUID request) {
        return approvals.decide(OperationId.make(), request, new Decision.Approve("確認しました"));
    }

    /** Asked for and researched, with a certificate that carries it. */
    private LimitDesk ready(Scene scene, Yen limit) {
        var member = LimitDesk.member(scene);
        superuser().transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            db.execute("""
                    insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from, decision_ref, paper_on, renew_on, workplace_as_of)
                    values (?, 12000000, 'CERTIFICATE', clock_timestamp(), gen_random_uuid(), current_date - 300, current_date + 700, clock_timestamp())""", member.memberNo().value());
        });
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var request = counter.work(() -> {
            beans.getBean(ContactDataConfirmations.class)
                    .confirm(OperationId.make(), counter.contact(), member.memberNo());
            return beans.getBean(LimitRequests.class)
                    .takeIn(
                            OperationId.make(),
                            counter.contact(),
                            member.memberNo(),
                            new NewLimitRequest(
                                    limit, RequestPurpose.LIVING, new Yen(12_000_000), "試験商事", Yen.ZERO, 0));
        });
        var reviewer = scene.staff(scene.callCenter(), Role.REVIEWER);
        return Counter.as(reviewer, () -> {
            beans.getBean(LimitQueue.class).take(OperationId.make(), request);
            beans.getBean(WorkplaceChecks.class)
                    .record(
                            OperationId.make(),
                            request,
                            member.memberNo(),
                            WorkplaceChecks.Way.PHONE,
                            WorkplaceChecks.Result.CONFIRMED);
            beans.getBean(BureauInquiries.class)
                    .ask(OperationId.make(), BureauInquiries.Purpose.LIMIT_CASE, request, member.memberNo());
            return new LimitDesk(beans, counter, reviewer, request);
        });
    }
}
