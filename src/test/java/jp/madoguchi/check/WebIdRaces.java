package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.webid.Reissue;
import jp.madoguchi.webid.ReissueOutcome;
import jp.madoguchi.webid.WebIdReissue;
import org.jooq.DSLContext;
import org.springframework.beans.factory.BeanFactory;

/** Re-issues by the hundred at once, and what the contract says about an ID before, during and after one. */
final class WebIdRaces {

    /** Every Web-ID that was ever given: 12 characters without look-alikes, a digit and a letter among them. */
    static final String SHAPE = "(?=.*[2-9])(?=.*[A-Za-z])[2-9A-HJ-NP-Za-km-z]{12}";

    private final BeanFactory beans;
    private final DSLContext superuser;
    private final Scene scene;
    private final Workplace store;
    private final Scene visitor;
    private final ThreadLocal<DSLContext> site;

    /** @param as a new connection in the name of a role */
    WebIdRaces(BeanFactory beans, Function<String, DSLContext> as) {
        this.beans = beans;
        this.superuser = as.apply("postgres");
        this.scene = new Scene(superuser, as.apply("member_site"));
        this.store = scene.store();
        this.visitor = new Scene(superuser, as.apply("member_site"));
        this.site = ThreadLocal.withInitial(() -> as.apply("member_site"));
    }

    /**
     * One re-issue for each of many members, from many threads, a third by staff on a slip and the others by the members
     * themselves: each member has one Web-ID in force, no two are alike, none was ever given before, each old one is retired.
     *
     * @return all that were given
     */
    List<String> reissues(int many, int threads) throws Exception {
        var work = new ArrayList<Callable<String>>();
        var members = new ArrayList<Scene.Member>();
        var before = new HashSet<>(
                superuser.resultQuery("select web_id from madoguchi.web_id").fetchInto(String.class));
        for (var i = 0; i < many; i++) {
            var member = scene.member();
            members.add(member);
            before.add(member.webId());
            if (i % 3 == 0) {
                var counter = Counter.open(beans, scene, store, member).pass();
                work.add(() -> {
                    var outcome = reissue(counter);
                    assertThat(outcome.issuedAt()).isNotNull();
                    return current(member);
                });
            } else {
                openCardSession(member);
                work.add(() -> own(member));
            }
        }
        var given = all(work, threads);
        assertThat(given).hasSize(many).doesNotHaveDuplicates().doesNotContainAnyElementsOf(before);
        assertThat(given).allMatch(webId -> webId.matches(SHAPE));
        for (var i = 0; i < many; i++) {
            assertThat(current(members.get(i))).isEqualTo(given.get(i));
        }
        var retired = (Long) superuser.fetchValue(
                "select count(*) from madoguchi.web_id where web_id = any (?) and end_reason = 'REISSUED'",
                (Object) members.stream().map(Scene.Member::webId).toArray(String[]::new));
        assertThat(retired).isEqualTo(many);
        return given;
    }

    /** Two clicks at one member: the first re-issues, the second, minutes or microseconds later, waits for a second person. */
    void twoClerks() throws Exception {
        var member = scene.member();
        var first = Counter.open(beans, scene, store, member).pass();
        var second = Counter.open(beans, scene, store, member).pass();

        var ends = AtOnce.run(List.<Callable<ReissueOutcome>>of(() -> reissue(first), () -> reissue(second)));

        assertThat(ends).filteredOn(end -> end.request() == null).hasSize(1);
        assertThat(ends).filteredOn(end -> end.request() != null).hasSize(1);
        assertThat(rows(member)).isEqualTo(2);
    }

    /** Whoever logs in with the old one while it is replaced is let in before it or refused after it. */
    void loginDuringReissue() throws Exception {
        var member = scene.member();
        var counter = Counter.open(beans, scene, store, member).pass();

        var ends = AtOnce.run(List.<Callable<Object>>of(() -> reissue(counter), () -> visitor.attempt(member, true)));

        assertThat(ends.getLast()).isIn("SUCCESS", "RETIRED_ID");
        if (ends.getLast().equals("SUCCESS")) {
            assertThat((Boolean) superuser.fetchValue("""
                    select a.at <= w.ended_at from madoguchi.login_attempt a, madoguchi.web_id w
                    where a.member_no = ? and w.web_id = ?""", member.memberNo().value(), member.webId()))
                    .isTrue();
        }
        assertThat(scene.attempt(member, true)).isEqualTo("RETIRED_ID");
    }

    /** Each cause by its own name: unknown, retired when it was given back, the old one after a re-issue, the new one. */
    void signInNamesTheCause() {
        var member = scene.member();
        var counter = Counter.open(beans, scene, store, member).pass();
        var givenBack = scene.member();
        superuser.execute(
                "update madoguchi.web_id set ended_at = now(), end_reason = 'CONTRACT_ENDED' where web_id = ?",
                givenBack.webId());
        reissue(counter);

        assertThat(attempt("Never2Given9", true)).isEqualTo("UNKNOWN_ID");
        assertThat(attempt(givenBack.webId(), true)).isEqualTo("RETIRED_ID");
        assertThat(attempt(member.webId(), true)).isEqualTo("RETIRED_ID");
        assertThat(attempt(member.webId(), false)).isEqualTo("RETIRED_ID");
        assertThat(attempt(current(member), false)).isEqualTo("WRONG_SECRET");
        assertThat(attempt(current(member), true)).isEqualTo("SUCCESS");
    }

    /** What the database makes, asked for directly: the shape, no two alike, every character about as often as any other. */
    void evenlyDrawn(int many) {
        var made = superuser
                .resultQuery("select madoguchi.new_web_id() from generate_series(1, ?)", many)
                .fetchInto(String.class);
        assertThat(made).doesNotHaveDuplicates().allMatch(webId -> webId.matches(SHAPE));
        var counts = new int[128];
        made.forEach(webId -> webId.chars().forEach(character -> counts[character]++));
        // Of those with a digit and a letter, a digit stands at a place a little more often than one in 57.
        var none = Math.pow(49.0 / 57, 12);
        for (var character : "23456789".toCharArray()) {
            assertNear(counts[character], many * 12.0 / 57 / (1 - none));
        }
        var letter = (12.0 * 49 / 57 - none * 12) / (1 - none) / 49;
        for (var character : "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".toCharArray()) {
            assertNear(counts[character], many * letter);
        }
    }

    /** Within six standard deviations: one in a hundred million by chance. */
    private static void assertNear(int seen, double expected) {
        assertThat(Math.abs(seen - expected)).isLessThan(6 * Math.sqrt(expected));
    }

    private ReissueOutcome reissue(Counter counter) {
        var form = new Reissue(Reissue.Delivery.SLIP, Reissue.Reason.REGULAR_CHANGE);
        return counter.work(() -> beans.getBean(WebIdReissue.class)
                .reissue(OperationId.make(), counter.contact(), counter.member().memberNo(), form));
    }

    private void openCardSession(Scene.Member member) {
        assertThat(scene.superuser()
                        .fetchValue(
                                "select outcome from member_site.record_login_attempt('CARD', ?, true, 'APP')",
                                member.cardNo().value()))
                .isEqualTo("SUCCESS");
    }

    private String own(Scene.Member member) {
        var answer = site.get()
                .fetchSingle(
                        "select outcome, web_id from member_site.reissue_web_id(?, 'APP')",
                        member.cardNo().value());
        assertThat(answer.get(0)).isEqualTo("REISSUED");
        return answer.get(1, String.class);
    }

    private String attempt(String webId, boolean matched) {
        return site.get()
                .fetchSingle(
                        "select outcome from member_site.record_login_attempt('WEB_ID', ?, ?, 'APP')", webId, matched)
                .get(0, String.class);
    }

    private String current(Scene.Member member) {
        return (String) superuser.fetchValue(
                "select web_id from madoguchi.web_id where member_no = ? and ended_at is null",
                member.memberNo().value());
    }

    private long rows(Scene.Member member) {
        return (Long) superuser.fetchValue(
                "select count(*) from madoguchi.web_id where member_no = ?",
                member.memberNo().value());
    }

    private static <T> List<T> all(List<Callable<T>> work, int threads) throws Exception {
        var ends = new ArrayList<T>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var end : pool.invokeAll(work)) {
                ends.add(end.get());
            }
        }
        return ends;
    }
}
