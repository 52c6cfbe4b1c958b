package jp.madoguchi.income;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.core.MemberNo;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Puts papers of a member into the queue as intake leaves them: from the site, one page each, masked. */
public final class Sendings {

    private final DSLContext superuser;

    public Sendings(DSLContext superuser) {
        this.superuser = superuser;
    }

    /** One paper of a sending of its own. */
    public UUID ready(MemberNo memberNo, @Nullable CertificateKind kind, int priority, Duration ago) {
        var sending = UUID.randomUUID();
        add(sending, memberNo, kind, CertificateState.READY, priority, ago);
        return sending;
    }

    /** The same, and not among the share that is looked at by a second person whoever sent it. */
    public UUID decidedByOne(MemberNo memberNo, CertificateKind kind) {
        var percent = (Integer)
                superuser.fetchValue(
                        "select value::int from madoguchi.setting where key = 'income.second_look_percent' and effective_from <= current_date order by effective_from desc limit 1");
        var sending = Stream.generate(UUID::randomUUID)
                .filter(any -> Math.floorMod(any.hashCode(), 100) >= percent)
                .findFirst()
                .orElseThrow();
        add(sending, memberNo, kind, CertificateState.READY, 1, Duration.ZERO);
        return sending;
    }

    /** One more paper of a sending, in whatever state. */
    public UUID add(
            UUID sending,
            MemberNo memberNo,
            @Nullable CertificateKind kind,
            CertificateState state,
            int priority,
            Duration ago) {
        var ref = UUID.randomUUID();
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            var source = key(db);
            var masked = state == CertificateState.READY;
            var pages = masked ? key(db) : null;
            db.execute(
                    """
                    insert into madoguchi.income_certificate (ref, member_no, sending_ref, channel, received_at, kind, priority, state, extension, source_key,
                      pages_key, page_count, rendered_at, masked_at)
                    select ?, ?, ?, 'SITE', at, ?, ?, ?, 'pdf', ?, ?, ?, case when ? then at end, case when ? then at end
                    from (select clock_timestamp() - make_interval(secs => ?) as at) moment""",
                    ref,
                    memberNo.value(),
                    sending,
                    kind == null ? null : kind.name(),
                    priority,
                    state.name(),
                    source,
                    pages,
                    state == CertificateState.WAITING ? null : (short) 1,
                    state != CertificateState.WAITING,
                    masked,
                    (double) ago.toSeconds());
            if (masked) {
                db.execute("""
                        insert into madoguchi.income_certificate_paper (certificate_ref, role, page_no, key_id, sealed_key, nonce, sealed, sha256, width, height)
                        values (?, 'PAGE', 1, ?, decode(repeat('00', 384), 'hex'), decode(repeat('00', 12), 'hex'), decode(repeat('00', 64), 'hex'),
                                sha256(''), 800, 1100)""", ref, pages);
                db.execute("""
                        insert into madoguchi.income_masking (certificate_ref, page_no, boxes, suspected, looked_through, masked_by, masked_at)
                        select ?, 1, '[]', '[]', true, staff_no, clock_timestamp() from madoguchi.staff order by staff_no limit 1""", ref);
                db.execute(
                        "update madoguchi.sealing_key set doomed_at = clock_timestamp(), doomed_because = 'MASKED' where id = ?",
                        source);
            }
        });
        return ref;
    }

    private static UUID key(DSLContext db) {
        var id = UUID.randomUUID();
        db.execute(
                "insert into madoguchi.sealing_key (id, public_key, made_at, used_at) values (?, decode(repeat('00', 400), 'hex'), clock_timestamp(), clock_timestamp())",
                id);
        return id;
    }

    /** Lets the time of a review run out, as when the tab of the reviewer died. */
    public void letRunOut(UUID sending) {
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            db.execute(
                    "update madoguchi.review_lease set taken_at = taken_at - interval '1 hour', until_at = clock_timestamp() - interval '1 second' where item_ref = ? and ended_at is null",
                    sending);
        });
    }

    /** Lets the time to undo run out. */
    public void letTakeEffect(UUID decision) {
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            for (var table : new String[] {"income_decision", "income_second_look"}) {
                db.execute(
                        "update madoguchi." + table
                                + " set effective_at = clock_timestamp() - interval '1 second' where "
                                + (table.equals("income_decision") ? "ref" : "decision_ref")
                                + " = ? and effective_at is not null",
                        decision);
            }
            db.execute(
                    "update madoguchi.income_on_file set valid_from = clock_timestamp() - interval '1 second' where decision_ref = ?",
                    decision);
        });
    }
}
