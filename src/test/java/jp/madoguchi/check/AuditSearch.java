package jp.madoguchi.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jp.madoguchi.InProcess;
import jp.madoguchi.Scene;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.auditdesk.MemberLooks;
import jp.madoguchi.auditdesk.TrailFilter;
import jp.madoguchi.auditdesk.TrailSearch;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.DatabaseTime;

/**
 * The audit desk over three years of entries: every kind of search within 5 s, from the use case, with its own entry in the trail.
 * Argument: how many entries (10000000). They are made once in .data/audit-search and kept; the hashes are not real, which no search
 * looks at. The trail is that of 400 people at 40 places and 200,000 members; one member is looked at as often as any may be.
 */
class AuditSearch {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String BUSY_MEMBER = "900000007";

    private static final String ENTRIES = """
            insert into madoguchi.audit_entry (at, chain, seq, previous, hash, action, outcome, staff_no, place_no, contact_no, member_no, reason, details)
            select at, 15, n, '\\x00', '\\x00', a.action, case when n %% 97 = 0 then 'REFUSED' else 'DONE' end,
                   'S' || lpad((n * 7919 %% 400)::text, 5, '0'), 'P' || lpad((n * 7919 %% 40)::text, 4, '0'),
                   case when n %% 5 > 0 then 'C' || lpad((n / 8)::text, 10, '0') end,
                   case when a.action <> 'MEMBERS_SEARCHED' then m.no end,
                   case a.action when 'MEMBER_OPENED' then case when n %% 5 = 0 then 'OTHER' end end,
                   case a.action
                     when 'MEMBERS_SEARCHED' then '{"terms":"x","hits":3,"members":["' || m.no || '","' || lpad((900000000 + n * 31 %% 200000)::text, 9, '0') || '"]}'
                     when 'MEMBER_OPENED' then '{"shown":"' || case n %% 3 when 0 then 'MASKED' else 'AFTER_CHECK' end || '"}'
                     when 'FIELD_REVEALED' then '{"field":"' || (array['ADDRESS', 'PHONE', 'EMAIL', 'EMPLOYER'])[1 + n %% 4] || '"}'
                     else '{}' end
            from generate_series(%d::bigint, %d::bigint) n
            cross join lateral (select now() - interval '3 years' + n * (interval '3 years' / %d) as at) t
            cross join lateral (select (array['MEMBERS_SEARCHED', 'MEMBER_OPENED', 'LOGIN_STATE_READ', 'HISTORY_READ', 'CONTACT_READ', 'CONTACT_OPENED',
                                              'CONTACT_CLOSED', 'IDENTITY_CHECKED', 'CONTRACT_READ', 'FIELD_REVEALED'])[1 + n %% 10] as action) b
            cross join lateral (select case when n %% 100000 = 3 then 'WEB_ID_REISSUED' else b.action end as action) a
            cross join lateral (select case when n %% 2000 = 1 then '%s' else (900000000 + n * 104729 %% 200000)::text end as no) m""";

    private AuditSearch() {}

    public static void main(String[] args) throws Exception {
        var entries = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000L;
        var folder = Path.of(".data", "audit-search");
        Files.createDirectories(folder);
        var tally = new Tally();
        try (var console = InProcess.start(
                "--madoguchi.database.directory=" + folder.toAbsolutePath(), "--madoguchi.database.fast=true")) {
            try (var superuser = DriverManager.getConnection(console.url("postgres"))) {
                fill(superuser, entries, tally);
            }
            search(console, tally);
        }
        tally.end();
    }

    private static void fill(Connection superuser, long entries, Tally tally) throws SQLException {
        try (var s = superuser.createStatement()) {
            long there;
            try (var rows =
                    s.executeQuery("select count(*) from madoguchi.audit_entry where chain = 15 and hash = '\\x00'")) {
                rows.next();
                there = rows.getLong(1);
            }
            s.execute("select madoguchi.ensure_partitions_between((now() - interval '37 months')::date, now()::date)");
            s.execute("set session_replication_role = replica");
            s.execute("set synchronous_commit = off");
            var step = 500_000L;
            for (var first = there + 1; first <= entries; first += step) {
                s.execute(ENTRIES.formatted(first, Math.min(entries, first + step - 1), entries, BUSY_MEMBER));
                tally.progress(Math.min(entries, first + step - 1) + " entries");
            }
            s.execute("reset session_replication_role");
            s.execute("vacuum (analyze) madoguchi.audit_entry");
        }
    }

    private static void search(InProcess console, Tally tally) {
        var scene = new Scene(console.as("postgres"), console.as("member_site"));
        var place = scene.callCenter();
        var auditor = scene.staff(place, Role.AUDITOR);
        var beans = console.beans();
        var trail = beans.getBean(TrailSearch.class);
        var looks = beans.getBean(MemberLooks.class);
        var today = Tokyo.date(beans.getBean(DatabaseTime.class).now());
        var from = today.minusYears(3);
        var member = new MemberNo(BUSY_MEMBER);
        Scene.signIn(auditor);
        record Search(String name, Supplier<List<?>> work) {}
        var filters = new ArrayList<Search>();
        filters.add(new Search("who saw the member looked at most, and which fields", () -> looks.of(member)));
        filters.add(new Search("who saw another member", () -> looks.of(new MemberNo("900104729"))));
        record Asked(String name, TrailFilter filter) {}
        for (var asked : List.of(
                new Asked("member looked at most", new TrailFilter(member, null, null, null, null, from, null)),
                new Asked(
                        "another member",
                        new TrailFilter(new MemberNo("900104729"), null, null, null, null, from, null)),
                new Asked("a person", new TrailFilter(null, new StaffNo("S00007"), null, null, null, from, null)),
                new Asked(
                        "a person and a rare action",
                        new TrailFilter(
                                null, new StaffNo("S00007"), AuditAction.WEB_ID_REISSUED, null, null, from, null)),
                new Asked(
                        "a common action",
                        new TrailFilter(null, null, AuditAction.MEMBER_OPENED, null, null, from, null)),
                new Asked(
                        "a rare action",
                        new TrailFilter(null, null, AuditAction.WEB_ID_REISSUED, null, null, from, null)),
                new Asked(
                        "an action nobody did",
                        new TrailFilter(null, null, AuditAction.CONTRACT_CANCELLED, null, null, from, null)),
                new Asked(
                        "a contact", new TrailFilter(null, null, null, null, new ContactNo("C0000400000"), from, null)),
                new Asked("three years of everything", new TrailFilter(null, null, null, null, null, from, null)),
                new Asked(
                        "a day long ago",
                        new TrailFilter(null, null, null, null, null, from.plusDays(100), from.plusDays(101))))) {
            filters.add(new Search(asked.name(), () -> trail.page(asked.filter(), null)));
        }
        for (var search : filters) {
            for (var time : List.of("first", "again")) {
                var started = System.nanoTime();
                tally.prove(search.name() + ", " + time, () -> {
                    var found = search.work().get();
                    var took = Duration.ofNanos(System.nanoTime() - started);
                    tally.progress("%-55s %-6s %5d ms %4d lines"
                            .formatted(search.name(), time, took.toMillis(), found.size()));
                    if (took.compareTo(LIMIT) > 0) {
                        throw new AssertionError("took " + took);
                    }
                });
            }
        }
        Scene.signOut();
    }
}
