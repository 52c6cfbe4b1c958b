package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;

/** What keeps a member from logging in, made in the database by its name. */
final class Hindrances {

    private final Scene scene;

    Hindrances(Scene scene) {
        this.scene = scene;
    }

    /** @param step as in diagnosis/cases.tsv; what is cleared is locked first */
    void befall(Scene.Member member, String step) {
        var no = member.memberNo().value();
        switch (step) {
            case "fine" -> {}
            case "success" -> scene.attempt(member, true);
            case "wrong" -> scene.attempt(member, false);
            case "success_long_ago" -> attempt("WEB_ID", member.webId(), true, "APP", 30);
            case "wrong_long_ago" -> attempt("WEB_ID", member.webId(), false, "APP", 7);
            case "atm_wrong" -> attempt("CARD", member.cardNo().value(), false, "ATM", 0);
            case "retired" -> {
                change("update madoguchi.web_id set ended_at = now(), end_reason = 'REISSUED' where member_no = ?", no);
                scene.attempt(member, true);
            }
            case "locked", "cleared" -> scene.lock(member);
            case "atm_locked" -> {
                for (var i = 0; i < 5; i++) {
                    attempt("CARD", member.cardNo().value(), false, "ATM", 0);
                }
            }
            case "lost" -> lock(no, "LOSS", "REPORTED_BY_MEMBER", false);
            case "takeover" -> lock(no, "TAKEOVER", "SUSPECTED_BY_STAFF", true);
            case "dormant" ->
                change(
                        "update madoguchi.contract set started_on = current_date - interval '5 years' where member_no = ?",
                        no);
            case "cancelled_by_lender" ->
                change(
                        "update madoguchi.contract set state = 'CANCELLED_BY_LENDER', ended_on = current_date, end_reason = 'LONG_DELINQUENCY' where member_no = ?",
                        no);
            case "cancelled_by_member" -> {
                scene.owes(member.memberNo(), 0);
                change(
                        "update madoguchi.contract set state = 'CANCELLED_BY_MEMBER', ended_on = current_date, end_reason = 'MEMBER_REQUEST' where member_no = ?",
                        no);
            }
            case "no_contract" -> scene.neverContracted(member.memberNo());
            case "limit_0" -> change("update madoguchi.contract set credit_limit = 0 where member_no = ?", no);
            case "paid_off" -> scene.owes(member.memberNo(), 0);
            case "stopped" ->
                change(
                        "insert into madoguchi.borrowing_stop (member_no, reason, stopped_at) values (?, 'REVIEW', now())",
                        no);
            case "late" ->
                change(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 20, 8000)",
                        no);
            case "outage" -> outage("MEMBER_PAGE");
            case "outage_app" -> outage("APP");
            case "outage_atm" -> outage("ATM");
            case "outage_over" ->
                scene.superuser()
                        .execute(
                                "update madoguchi.notice set affected_to = clock_timestamp() where affected_to is null");
            case "maintenance" -> scene.superuser().execute("""
                        insert into madoguchi.maintenance_rule (kind, on_date, starts, lasts, effective_from)
                        values ('ONE_OFF', (clock_timestamp() at time zone 'Asia/Tokyo')::date, '00:00', interval '48 hours', '2000-01-01 00:00+09')""");
            default -> throw new IllegalArgumentException(step);
        }
    }

    private void change(String sql, String memberNo) {
        assertThat(scene.superuser().execute(sql, memberNo)).isEqualTo(1);
    }

    private void attempt(String idKind, String id, boolean matched, String channel, int daysAgo) {
        scene.superuser()
                .execute(
                        "select madoguchi.record_login_attempt(?, ?, ?, ?, 'test', null, clock_timestamp() - make_interval(days => ?))",
                        idKind,
                        id,
                        matched,
                        channel,
                        daysAgo);
    }

    private void lock(String memberNo, String kind, String cause, boolean stopsWebIdLogin) {
        scene.superuser()
                .execute(
                        """
                insert into madoguchi.login_lock (member_no, kind, cause, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login, locked_at, locked_by)
                values (?, ?, ?, true, true, true, true, ?, clock_timestamp(), ?)""",
                        memberNo,
                        kind,
                        cause,
                        stopsWebIdLogin,
                        scene.staff(scene.store(), Role.CLERK).staffNo().value());
    }

    private void outage(String service) {
        scene.superuser().execute("""
                with posted as (
                  insert into madoguchi.notice (ref, kind, severity, title, body, shown_from, affected_from)
                  values (gen_random_uuid(), 'OUTAGE', 'HIGH', '会員ページにつながりにくい状況', '復旧まで今しばらくお待ちください。', clock_timestamp(), clock_timestamp())
                  returning id)
                insert into madoguchi.notice_service (notice_id, service) select id, ? from posted""", service);
    }

    /** Ends what hinders everybody. */
    void liftOfService() {
        scene.superuser()
                .execute("update madoguchi.notice set withdrawn_at = clock_timestamp() where withdrawn_at is null");
        scene.superuser().execute("delete from madoguchi.maintenance_rule where kind = 'ONE_OFF'");
    }
}
