package jp.madoguchi.limit;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.ContactDataConfirmations;
import jp.madoguchi.lending.WorkplaceChecks;
import org.springframework.beans.factory.BeanFactory;

/** A member who asks for more at a counter, and a reviewer who has done all that comes before the decision. */
public record LimitDesk(BeanFactory beans, Counter counter, StaffMember reviewer, UUID request) {

    /** What is asked for; a reviewer decides it alone. */
    public static final Yen LIMIT = new Yen(400_000);

    public static final BigDecimal APR = new BigDecimal("17.8");

    /** Nobody to whom the demo bureau has bad news. */
    public static Scene.Member member(Scene scene) {
        var member = Stream.generate(scene::member)
                .filter(made -> Integer.parseInt(made.memberNo().value()) % 100 < 90)
                .findFirst()
                .orElseThrow();
        scene.superuser()
                .execute(
                        "update madoguchi.contract set credit_limit = 300000 where member_no = ?",
                        member.memberNo().value());
        return member;
    }

    /**
     * The last month makes a review of the member due: 60,000 yen drawn, 150,000 owed.
     *
     * @param income a year, as declared
     * @return the review
     */
    public static UUID due(Scene scene, MemberNo memberNo, long income) {
        var superuser = scene.superuser();
        var month = scene.today().withDayOfMonth(1).minusMonths(1);
        superuser.execute(
                "insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (?, ?, 'DECLARED', clock_timestamp())",
                memberNo.value(),
                income);
        superuser.execute(
                "insert into madoguchi.month_end (contract_id, month, drawn, balance) select id, ?, 60000, 150000 from madoguchi.contract where member_no = ?",
                month,
                memberNo.value());
        superuser.fetch("select * from madoguchi.open_periodic_reviews(?, 0, 1000000)", month);
        return (UUID) Objects.requireNonNull(superuser.fetchValue(
                "select ref from madoguchi.periodic_review where member_no = ?", memberNo.value()));
    }

    /** The same, and nobody else is due: the bureau of the demo leaves some without an answer for long. */
    public static void onlyDue(Scene scene, MemberNo memberNo, long income) {
        due(scene, memberNo, income);
        scene.superuser()
                .execute(
                        "update madoguchi.periodic_review set state = 'ENDED', outcome = 'CONTRACT_ENDED', ended_at = clock_timestamp() where state = 'DUE' and member_no <> ?",
                        memberNo.value());
    }

    /**
     * Asked for and researched.
     *
     * @param income a year, as declared
     */
    public static LimitDesk ready(BeanFactory beans, Scene scene, Yen income) {
        var member = member(scene);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var request = counter.work(() -> {
            beans.getBean(ContactDataConfirmations.class)
                    .confirm(OperationId.make(), counter.contact(), member.memberNo());
            return beans.getBean(LimitRequests.class)
                    .takeIn(
                            OperationId.make(),
                            counter.contact(),
                            member.memberNo(),
                            new NewLimitRequest(LIMIT, RequestPurpose.LIVING, income, "試験商事", Yen.ZERO, 0));
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

    public LimitCase read() {
        return Counter.as(reviewer, () -> beans.getBean(LimitCases.class).read(request));
    }

    /** Approves what was asked for. */
    public LimitDecided approve(LimitCase seen) {
        return Counter.as(
                reviewer,
                () -> beans.getBean(LimitDecisions.class)
                        .decide(
                                OperationId.make(),
                                request,
                                new LimitForm(
                                        LimitForm.Outcome.APPROVED,
                                        LIMIT,
                                        APR,
                                        Set.of(),
                                        null,
                                        null,
                                        seen.judgement().fingerprint())));
    }
}
