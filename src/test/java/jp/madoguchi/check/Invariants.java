package jp.madoguchi.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.madoguchi.audit.Trail;

/**
 * What must hold whatever was killed: no half of a change without its other half. Looks at contacts that the trail saw
 * opening, since demo data are written without a trail.
 */
final class Invariants {

    /** Each statement finds what breaks the sentence; none means that it holds. */
    private static final Map<String, String> BROKEN = new LinkedHashMap<>();

    static {
        BROKEN.put("I1 a contact has as many versions as changes in the trail", """
                select c.contact_no from seen c
                where c.version <> 1 + (select count(*) from done e where e.contact_no = c.contact_no
                  and e.action in ('CONTACT_MEMBER_SET', 'CONTACT_PARKED', 'CONTACT_RESUMED', 'CONTACT_CLOSED'))""");
        BROKEN.put("I1 notes and identity checks are as many as the trail says", """
                select c.contact_no from seen c
                where (select count(*) from madoguchi.contact_note n where n.contact_no = c.contact_no)
                        <> (select count(*) from done e where e.contact_no = c.contact_no and e.action = 'NOTE_ADDED')
                   or (select count(*) from madoguchi.identity_check i where i.contact_no = c.contact_no)
                        <> (select count(*) from done e where e.contact_no = c.contact_no and e.action = 'IDENTITY_CHECKED')""");
        BROKEN.put(
                "I2 a decided request has one decision in the trail, an applied one its change and its message", """
                select a.ref::text from madoguchi.approval a join seen c using (contact_no)
                where (select count(*) from done e where e.action = 'APPROVAL_DECIDED' and e.details::json ->> 'request' = a.ref::text)
                        <> case when a.decision in ('APPROVED', 'REFUSED') then 1 else 0 end
                   or (select count(*) from done e where e.action = 'LOCK_CLEARED' and e.details::json ->> 'request' = a.ref::text)
                        <> case when a.decision = 'APPROVED' then 1 else 0 end""");
        BROKEN.put(
                "I3 a cleared lock has one entry in the trail, and the same contact, reason and check stand in both",
                """
                select k.ref::text from madoguchi.login_lock k join seen c on c.contact_no = k.cleared_contact_no
                where (select count(*) from done e where e.action = 'LOCK_CLEARED' and e.member_no = k.member_no and e.contact_no = k.cleared_contact_no
                         and e.reason = k.clear_reason and (e.details::jsonb -> 'locks') ? k.ref::text
                         and (e.details::json ->> 'check_id')::bigint = k.cleared_check_id) <> 1""");
        BROKEN.put("I3 an entry of a clearing has its cleared lock, its message and its receipt", """
                select e.id::text from done e where e.action = 'LOCK_CLEARED'
                  and (not exists (select from madoguchi.login_lock k where k.member_no = e.member_no and k.cleared_contact_no = e.contact_no and (e.details::jsonb -> 'locks') ? k.ref::text)
                    or (select count(*) from madoguchi.outbox o where o.member_no = e.member_no and o.kind = 'LOCK_CLEARED')
                         <> (select count(*) from done x where x.member_no = e.member_no and x.action = 'LOCK_CLEARED')
                    or e.operation_id is not null and not exists (select from madoguchi.operation o where o.operation_id = e.operation_id and o.outcome is not null))""");
        BROKEN.put("I3 every receipt has an outcome, and a receipt of a clearing its entry", """
                select o.operation_id::text from madoguchi.operation o
                where o.outcome is null
                   or o.use_case = 'login.Locks.clear' and o.outcome::json ->> 'clearedAt' is not null
                      and (select count(*) from done e where e.action = 'LOCK_CLEARED' and e.operation_id = o.operation_id) <> 1""");
        BROKEN.put("I4 a member is locked when the last event of the trail says so", """
                select m.member_no from (select distinct member_no from done where action = 'LOCK_CLEARED') m
                where exists (select from madoguchi.login_lock k where k.member_no = m.member_no and k.cleared_at is null)
                      <> (select e.action = 'LOGIN_LOCKED' from done e where e.member_no = m.member_no and e.action in ('LOGIN_LOCKED', 'LOCK_CLEARED') order by e.at desc limit 1)""");
        BROKEN.put("I4 a member is told of each lock and each clearing, once", """
                select e.member_no from done e where e.action in ('LOGIN_LOCKED', 'LOCK_CLEARED')
                group by e.member_no, e.action
                having count(*) <> (select count(*) from madoguchi.outbox o where o.member_no = e.member_no and o.kind = e.action)""");
    }

    private static final String SEEN = """
            with done as (select * from madoguchi.audit_entry where outcome = 'DONE'),
                 seen as (select c.* from madoguchi.contact c where exists (
                            select from done e where e.contact_no = c.contact_no and e.action = 'CONTACT_OPENED'))
            """;

    private Invariants() {}

    /** The sentences that do not hold, each with what breaks it; I5 is the verification of the trail. */
    static List<String> broken(Connection superuser) throws SQLException {
        var broken = new ArrayList<String>();
        for (var invariant : BROKEN.entrySet()) {
            try (var statement = superuser.createStatement();
                    var rows = statement.executeQuery(SEEN + invariant.getValue())) {
                while (rows.next()) {
                    broken.add(invariant.getKey() + ": " + rows.getString(1));
                }
            }
        }
        Trail.verify(superuser).findings().forEach(finding -> broken.add("I5 the trail is whole: " + finding));
        return broken;
    }
}
