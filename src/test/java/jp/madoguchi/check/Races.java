package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.login.AlreadyCleared;
import jp.madoguchi.login.ClearingOutcome;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.beans.factory.BeanFactory;

/** What must come of it when two or two hundred meet at one lock; each method is one round, with a member of its own. */
final class Races {

    private final BeanFactory beans;
    private final Function<String, DSLContext> as;
    private final DSLContext superuser;
    private final Scene scene;
    private final Workplace store;
    private final List<Scene> visitors = new ArrayList<>();

    /** @param as a new connection in the name of a role */
    Races(BeanFactory beans, Function<String, DSLContext> as) {
        this.beans = beans;
        this.as = as;
        this.superuser = as.apply("postgres");
        this.scene = new Scene(superuser, as.apply("member_site"));
        this.store = scene.store();
    }

    /** Two clerks clear the same lock: one does, the other is told who did and when. */
    void twoClerks() throws Exception {
        var member = scene.locked();
        var first = Counter.open(beans, scene, store, member).pass();
        var second = Counter.open(beans, scene, store, member).pass();

        var ends = AtOnce.run(List.of(() -> clear(first, OperationId.make()), () -> clear(second, OperationId.make())));

        assertThat(ends).anyMatch(ClearingOutcome.class::isInstance).anyMatch(AlreadyCleared.class::isInstance);
        var winner = ends.getFirst() instanceof ClearingOutcome ? first : second;
        var outcome = (ClearingOutcome) (winner == first ? ends.getFirst() : ends.getLast());
        var told = (AlreadyCleared) (winner == first ? ends.getLast() : ends.getFirst());
        assertThat(told.staffName()).isEqualTo(winner.clerk().name());
        assertThat(told.at()).isEqualTo(micros(outcome.clearedAt()));
        assertClearedOnce(member, winner);
        assertThat(scene.trail(member.memberNo())).containsOnlyOnce("OPERATION_REFUSED REFUSED");
    }

    /** The same click sent twice: one effect, the same answer. */
    void sameClick() throws Exception {
        var member = scene.locked();
        var counter = Counter.open(beans, scene, store, member).pass();
        var id = OperationId.make();

        var ends = AtOnce.run(List.of(() -> clear(counter, id), () -> clear(counter, id)));

        assertThat(ends).allMatch(ClearingOutcome.class::isInstance);
        assertThat(ends.getFirst()).isEqualTo(ends.getLast());
        assertClearedOnce(member, counter);
    }

    /** Many wrong passwords at once: the fifth locks, once, and the others find it locked. */
    void failures(int many) throws Exception {
        var member = scene.member();
        var attempts = IntStream.range(0, many)
                .mapToObj(i -> attempt(i, member, false))
                .toList();

        var ends = AtOnce.run(attempts).stream()
                .map(Object::toString)
                .collect(Collectors.groupingBy(end -> end, Collectors.counting()));

        assertThat(ends).isEqualTo(Map.of("WRONG_SECRET", 5L, "LOCKED", many - 5L));
        var stored = superuser.fetchSingle(
                """
                select (select count(*) from madoguchi.login_attempt where member_no = ? and counted),
                       (select count(*) from madoguchi.login_attempt where member_no = ?),
                       (select string_agg(attempts_left::text, '' order by at) from madoguchi.login_attempt where member_no = ? and counted),
                       (select count(*) from madoguchi.login_lock where member_no = ?),
                       (select count(*) from madoguchi.outbox where member_no = ? and kind = 'LOGIN_LOCKED')""", Collections.nCopies(5, member.memberNo().value()).toArray());
        assertThat(stored.intoList()).isEqualTo(List.of(5L, (long) many, "43210", 1L, 1L));
        assertThat(scene.trail(member.memberNo())).containsExactly("LOGIN_LOCKED DONE");
    }

    /** The member tries while the clerk clears: stopped before it or let through after it, and the times say the same. */
    void attemptDuringClearing(boolean matched) throws Exception {
        var member = scene.locked();
        var counter = Counter.open(beans, scene, store, member).pass();

        var ends = AtOnce.run(List.of(() -> clear(counter, OperationId.make()), attempt(0, member, matched)));

        assertThat(ends.getFirst()).isInstanceOf(ClearingOutcome.class);
        var clearedAt = micros(((ClearingOutcome) ends.getFirst()).clearedAt());
        var last = superuser.fetchSingle(
                "select outcome, at, attempts_left::integer from madoguchi.login_attempt where member_no = ? order by at desc, id desc limit 1",
                member.memberNo().value());
        assertThat(last.get(0)).isEqualTo(ends.getLast());
        if (ends.getLast().equals("LOCKED")) {
            assertThat(at(last)).isBefore(clearedAt);
        } else {
            assertThat(ends.getLast()).isEqualTo(matched ? "SUCCESS" : "WRONG_SECRET");
            assertThat(at(last)).isAfter(clearedAt);
            assertThat(last.get(2)).isEqualTo(matched ? null : 4);
            assertThat(scene.attempt(member, false)).isEqualTo("WRONG_SECRET");
            assertThat(superuser.fetchValue(
                            "select attempts_left::integer from madoguchi.login_attempt where member_no = ? order by at desc, id desc limit 1",
                            member.memberNo().value()))
                    .isEqualTo(matched ? 4 : 3);
        }
        assertClearedOnce(member, counter);
    }

    private void assertClearedOnce(Scene.Member member, Counter winner) {
        var locks = superuser.fetch(
                "select cleared_by::text, cleared_contact_no::text from madoguchi.login_lock where member_no = ?",
                member.memberNo().value());
        assertThat(locks).hasSize(1);
        assertThat(locks.getFirst().get(0)).isEqualTo(winner.clerk().staffNo().value());
        assertThat(locks.getFirst().get(1)).isEqualTo(winner.contact().value());
        assertThat(superuser
                        .resultQuery(
                                "select kind from madoguchi.outbox where member_no = ? order by id",
                                member.memberNo().value())
                        .fetchInto(String.class))
                .containsExactly("LOGIN_LOCKED", "LOCK_CLEARED");
        assertThat(scene.trail(member.memberNo())).containsOnlyOnce("LOCK_CLEARED DONE");
    }

    private static Object clear(Counter counter, OperationId id) {
        try {
            return counter.clear(id);
        } catch (AlreadyCleared told) {
            return told;
        }
    }

    /** On the n-th connection of the member site, open before the race begins. */
    private Callable<Object> attempt(int n, Scene.Member member, boolean matched) {
        while (visitors.size() <= n) {
            visitors.add(new Scene(superuser, as.apply("member_site")));
        }
        var visitor = visitors.get(n);
        return () -> visitor.attempt(member, matched);
    }

    private static Instant at(Record attempt) {
        return attempt.get(1, Instant.class);
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
