package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Yen;
import jp.madoguchi.limit.LimitDecided;
import jp.madoguchi.limit.LimitDecidedBefore;
import jp.madoguchi.limit.LimitDesk;
import org.jooq.DSLContext;
import org.springframework.beans.factory.BeanFactory;

/** What must come of it when a decision about a limit meets another act at the same moment; each method is one round. */
final class LimitRounds {

    private static final Yen INCOME = new Yen(6_000_000);

    private final BeanFactory beans;
    private final Function<String, DSLContext> as;
    private final DSLContext superuser;
    private final Scene scene;

    LimitRounds(BeanFactory beans, Function<String, DSLContext> as) {
        this.beans = beans;
        this.as = as;
        superuser = as.apply("postgres");
        scene = new Scene(superuser, as.apply("member_site"));
    }

    /** Two tabs of the reviewer approve: one decision, one offer. */
    void decideTwice() throws Exception {
        var desk = LimitDesk.ready(beans, scene, INCOME);
        var seen = desk.read();
        Callable<Object> click = () -> told(() -> desk.approve(seen));

        var ends = AtOnce.<Object>run(List.of(click, click));

        assertThat(ends).filteredOn(LimitDecided.class::isInstance).hasSize(1);
        assertThat(ends)
                .filteredOn(Refused.class::isInstance)
                .singleElement()
                .satisfies(loser -> toldWho(loser, desk.reviewer().staffNo().value()));
        assertThat(count("limit_decision", desk)).isEqualTo(1);
        assertThat(count("limit_offer", desk)).isEqualTo(1);
    }

    /** The member takes the request back while it is approved: in the end nothing is open and nothing was raised. */
    void decideOrWithdraw() throws Exception {
        var desk = LimitDesk.ready(beans, scene, INCOME);
        var seen = desk.read();
        var site = as.apply("member_site");

        var ends = AtOnce.<Object>run(List.of(
                () -> told(() -> desk.approve(seen)),
                () -> site.fetchValue(
                        "select member_site.withdraw_limit_request(?, ?)", desk.request(), memberNo(desk))));

        assertThat(ends.getLast()).isEqualTo("WITHDRAWN");
        if (!(ends.getFirst() instanceof LimitDecided)) {
            toldWho(ends.getFirst(), "limit.by.member");
        }
        assertThat(superuser.fetchValue(
                        "select count(*) from madoguchi.limit_offer where request_ref = ? and ended_at is null",
                        desk.request()))
                .isEqualTo(0L);
        assertThat(limit(desk)).isEqualTo(300_000L);
    }

    /** A new certificate proves less while it is approved and accepted: never more than the cap of whichever counted. */
    void decideOrLessIncome() throws Exception {
        var desk = LimitDesk.ready(beans, scene, INCOME);
        var seen = desk.read();
        var site = as.apply("member_site");

        AtOnce.<Object>run(List.of(
                () -> told(() -> accept(site, desk, desk.approve(seen).offer())), () -> {
                    lessIncome(desk);
                    return "LESS";
                }));

        var raised = limit(desk) == 400_000L;
        var acceptedAt = superuser.fetchValue(
                "select count(*) from madoguchi.limit_change c join madoguchi.income_on_file i on i.member_no = c.member_no and i.source = 'CERTIFICATE' and i.valid_from <= c.at where c.member_no = ?",
                memberNo(desk));
        assertThat(acceptedAt).as("raised after the smaller income counted").isEqualTo(0L);
        assertThat(count("limit_change", desk)).isEqualTo(raised ? 1 : 0);
    }

    /** One offer accepted many times at once, at the very cap: one raise, one paper, and the answer is the same for all. */
    void acceptMany(int callers) throws Exception {
        var desk = LimitDesk.ready(beans, scene, INCOME);
        var offer = desk.approve(desk.read()).offer();
        var sites = Collections.nCopies(callers, (Callable<Object>) () -> accept(as.apply("member_site"), desk, offer));

        var ends = AtOnce.<Object>run(sites);

        assertThat(ends).containsOnly("ACCEPTED");
        assertThat(limit(desk)).isEqualTo(400_000L);
        assertThat(count("limit_change", desk)).isEqualTo(1);
        assertThat(count("contract_paper", desk)).isEqualTo(1);
    }

    /** Whoever is slower reads who was quicker, and when. */
    private static void toldWho(Object end, String who) {
        assertThat(end).isInstanceOfSatisfying(LimitDecidedBefore.class, slower -> {
            assertThat(slower.what().arguments().getFirst().toString()).contains(who);
            assertThat(slower.what().arguments().get(1).toString()).matches("\\d\\d:\\d\\d:\\d\\d");
        });
    }

    private Object accept(DSLContext site, LimitDesk desk, UUID offer) {
        return site.fetchValue("select member_site.accept_limit_offer(?, ?)", offer, memberNo(desk));
    }

    /** As a decision on a certificate that proves 900,000 yen leaves it, with the member's row locked as that does. */
    private void lessIncome(LimitDesk desk) {
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            db.execute("select from madoguchi.member where member_no = ? for no key update", memberNo(desk));
            db.execute("""
                    insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from, decision_ref, paper_on, renew_on, workplace_as_of)
                    values (?, 900000, 'CERTIFICATE', clock_timestamp(), gen_random_uuid(), current_date - 30, current_date + 900, clock_timestamp())""", memberNo(desk));
        });
    }

    private long count(String table, LimitDesk desk) {
        return (Long) superuser.fetchValue(
                "select count(*) from madoguchi." + table + " where member_no = ?", memberNo(desk));
    }

    private long limit(LimitDesk desk) {
        return (Long) superuser.fetchValue(
                "select credit_limit::bigint from madoguchi.contract where member_no = ?", memberNo(desk));
    }

    private static String memberNo(LimitDesk desk) {
        return desk.counter().member().memberNo().value();
    }

    private static Object told(Callable<Object> act) throws Exception {
        try {
            return act.call();
        } catch (Refused refused) {
            return refused;
        }
    }
}
