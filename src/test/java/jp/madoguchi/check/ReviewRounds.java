package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.income.AskReason;
import jp.madoguchi.income.CertificateDecision;
import jp.madoguchi.income.CertificateKind;
import jp.madoguchi.income.Decided;
import jp.madoguchi.income.DecisionForm;
import jp.madoguchi.income.NothingToReview;
import jp.madoguchi.income.ReviewQueue;
import jp.madoguchi.income.Reviews;
import jp.madoguchi.income.Sendings;
import jp.madoguchi.income.Typed;
import jp.madoguchi.review.NoLongerYours;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.springframework.beans.factory.BeanFactory;

/** What must come of it when reviewers meet at the queue or at one case; each method is one round with papers of its own. */
final class ReviewRounds {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ReviewQueue queue;
    private final Reviews reviews;
    private final CertificateDecision decisions;
    private final DSLContext superuser;
    private final Scene scene;
    private final Sendings sendings;
    private final Workplace office;

    ReviewRounds(BeanFactory beans, Function<String, DSLContext> as) {
        queue = beans.getBean(ReviewQueue.class);
        reviews = beans.getBean(Reviews.class);
        decisions = beans.getBean(CertificateDecision.class);
        superuser = as.apply("postgres");
        scene = new Scene(superuser, as.apply("member_site"));
        sendings = new Sendings(superuser);
        office = scene.callCenter();
        // Somebody has masked the papers.
        reviewers(1);
    }

    /** Reviewers press "next" at the same moment: each gets papers, nobody the same. */
    void next(int reviewers) throws Exception {
        IntStream.range(0, reviewers).forEach(i -> paper());
        var staff = reviewers(reviewers);

        var got = AtOnce.run(staff.stream()
                .<Callable<Object>>map(one ->
                        () -> as(one, () -> queue.next(OperationId.make())).orElseThrow())
                .toList());

        assertThat(new HashSet<>(got)).hasSize(reviewers);
        assertThat(superuser.fetchValue("""
                        select count(*) from (select item_ref from madoguchi.review_lease
                          where ended_at is null group by item_ref having count(*) > 1) twice""")).isEqualTo(0L);
        staff.forEach(one -> got.forEach(sending -> as(one, () -> {
            queue.release((UUID) sending);
            return sending;
        })));
    }

    /** One decides while another takes over: either the decision stands, or the other has the papers. */
    void decidedOrTakenOver() throws Exception {
        var sending = paper();
        var staff = reviewers(2);
        var holder = staff.getFirst();
        var taker = staff.getLast();
        as(holder, () -> queue.take(OperationId.make(), sending));
        var fingerprint = as(holder, () -> reviews.read(sending)).fingerprint();

        var ends = AtOnce.run(List.of(
                () -> told(() -> as(holder, () -> decide(OperationId.make(), sending, fingerprint))),
                () -> told(() -> as(taker, () -> queue.takeOver(OperationId.make(), sending, "交代します")))));

        var decided = ends.getFirst() instanceof Decided;
        assertThat(ends.getFirst()).isInstanceOf(decided ? Decided.class : NoLongerYours.class);
        assertThat(ends.getLast()).isInstanceOf(decided ? NothingToReview.class : UUID.class);
        assertThat(decisionsOf(sending)).isEqualTo(decided ? 1L : 0L);
    }

    /** The same click twice: one decision, one message, the same answer. */
    void sameClick() throws Exception {
        var sending = paper();
        var reviewer = reviewers(1).getFirst();
        as(reviewer, () -> queue.take(OperationId.make(), sending));
        var fingerprint = as(reviewer, () -> reviews.read(sending)).fingerprint();
        var id = OperationId.make();
        Callable<Object> click = () -> told(() -> as(reviewer, () -> decide(id, sending, fingerprint)));

        var ends = AtOnce.run(List.of(click, click));

        assertThat(ends).allMatch(Decided.class::isInstance);
        assertThat(ends.getFirst()).isEqualTo(ends.getLast());
        assertThat(decisionsOf(sending)).isEqualTo(1L);
    }

    /** Two clicks of two tabs of one reviewer: one decision. */
    void twoTabs() throws Exception {
        var sending = paper();
        var reviewer = reviewers(1).getFirst();
        as(reviewer, () -> queue.take(OperationId.make(), sending));
        var fingerprint = as(reviewer, () -> reviews.read(sending)).fingerprint();
        Callable<Object> click = () -> told(() -> as(reviewer, () -> decide(OperationId.make(), sending, fingerprint)));

        var ends = AtOnce.run(List.of(click, click));

        assertThat(ends).filteredOn(Decided.class::isInstance).hasSize(1);
        assertThat(ends).filteredOn(NoLongerYours.class::isInstance).hasSize(1);
        assertThat(decisionsOf(sending)).isEqualTo(1L);
    }

    /**
     * The tab goes on and keeps the papers beyond their time; then it dies, the time runs out by the clock, and whoever comes
     * next finds all that was typed.
     */
    void deadTab(Duration lease) {
        var sending = paper();
        var staff = reviewers(2);
        var dying = staff.getFirst();
        var next = staff.getLast();
        var typed = new Typed(CertificateKind.WITHHOLDING_SLIP, "2025", "42135", "", false, "R8.1.20", Set.of());
        as(dying, () -> queue.take(OperationId.make(), sending));
        as(dying, () -> {
            reviews.keep(sending, typed);
            return typed;
        });
        var until = System.nanoTime() + lease.multipliedBy(2).toNanos();
        Awaitility.await()
                .pollInterval(lease.dividedBy(4))
                .atMost(lease.multipliedBy(4))
                .until(() -> {
                    assertThat(as(dying, () -> queue.renew(sending))).isPresent();
                    assertThat(told(() -> as(next, () -> queue.take(OperationId.make(), sending))))
                            .isInstanceOf(Refused.class);
                    return System.nanoTime() > until;
                });

        Awaitility.await()
                .pollInterval(Duration.ofMillis(100))
                .atMost(lease.multipliedBy(3))
                .until(() -> told(() -> as(next, () -> queue.take(OperationId.make(), sending))) instanceof UUID);

        assertThat(as(next, () -> reviews.read(sending)).typed()).isEqualTo(typed);
        assertThat(as(dying, () -> queue.renew(sending))).isEmpty();
        assertThat(told(() -> as(dying, () -> {
                    reviews.keep(sending, Typed.of(null));
                    return typed;
                })))
                .isInstanceOf(NoLongerYours.class);
    }

    /** Reviews last so long from now on. */
    void leaseOf(Duration lease) {
        superuser.execute(
                "insert into madoguchi.setting (key, effective_from, value, made_by) values ('income.review_seconds', clock_timestamp(), ?::jsonb, 'check')",
                String.valueOf(lease.toSeconds()));
    }

    private UUID paper() {
        return sendings.ready(scene.member().memberNo(), CertificateKind.WITHHOLDING_SLIP, 1, HOUR);
    }

    private List<StaffMember> reviewers(int many) {
        return Stream.generate(() -> scene.staff(office, Role.REVIEWER))
                .limit(many)
                .toList();
    }

    private Decided decide(OperationId id, UUID sending, String fingerprint) {
        var form = new DecisionForm(
                DecisionForm.Outcome.ASK_AGAIN, Typed.of(null), Set.of(AskReason.BLURRED), fingerprint);
        return decisions.decide(id, sending, form);
    }

    private Object decisionsOf(UUID sending) {
        return superuser.fetchValue("select count(*) from madoguchi.income_decision where sending_ref = ?", sending);
    }

    private static Object told(Supplier<?> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            return refused;
        }
    }

    private static <T> T as(StaffMember staff, Supplier<T> work) {
        return Counter.as(staff, work);
    }
}
