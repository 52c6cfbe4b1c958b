package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Certificates that wait to be rendered, as their renderers see them. One is held by a lease and a fence number: whoever
 * comes back after the lease ran out and another took it can write nothing any more.
 */
@Component
class Renderings {

    /** Code of what was interrupted too often (docs/errors.md). */
    static final String INTERRUPTED = "INCOME-006";

    private static final Duration REST = Duration.ofSeconds(10);

    private final DSLContext db;
    private final Papers papers;
    private final Keyring keyring;
    private final Settings settings;
    private final IncomeEffects effects;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;

    Renderings(
            DSLContext db,
            Papers papers,
            Keyring keyring,
            Settings settings,
            IncomeEffects effects,
            Announcements announcements,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.papers = papers;
        this.keyring = keyring;
        this.settings = settings;
        this.effects = effects;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
    }

    /** One that is held. */
    record Held(UUID ref, MemberNo memberNo, UUID sourceKey, String extension, int tries, int fence) {}

    /** Takes the certificate that waits longest and that nobody holds. */
    @Transactional
    public Optional<Held> next() {
        var now = time.now();
        var limits = settings.numbers(now, "income.lease_seconds", "income.tries");
        var found = db.select(
                        INCOME_CERTIFICATE.REF,
                        INCOME_CERTIFICATE.MEMBER_NO,
                        INCOME_CERTIFICATE.SOURCE_KEY,
                        INCOME_CERTIFICATE.EXTENSION,
                        INCOME_CERTIFICATE.TRIES.convertFrom(Short::intValue),
                        INCOME_CERTIFICATE.FENCE)
                .from(INCOME_CERTIFICATE)
                .where(
                        INCOME_CERTIFICATE.STATE.eq(CertificateState.WAITING.name()),
                        INCOME_CERTIFICATE.CLAIMED_UNTIL.isNull().or(INCOME_CERTIFICATE.CLAIMED_UNTIL.le(now)))
                .orderBy(INCOME_CERTIFICATE.PRIORITY, INCOME_CERTIFICATE.RECEIVED_AT)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(row -> new Held(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5() + 1, row.value6() + 1));
        if (found.isEmpty()) {
            return found;
        }
        var held = found.get();
        if (held.tries() > limits.get(1)) {
            end(held, INTERRUPTED, INCOME_CERTIFICATE.REF.eq(held.ref()), now);
            return Optional.empty();
        }
        db.update(INCOME_CERTIFICATE)
                .set(INCOME_CERTIFICATE.FENCE, held.fence())
                .set(INCOME_CERTIFICATE.TRIES, (short) held.tries())
                .set(INCOME_CERTIFICATE.CLAIMED_UNTIL, now.plusSeconds(limits.get(0)))
                .where(INCOME_CERTIFICATE.REF.eq(held.ref()))
                .execute();
        return found;
    }

    /** Into quarantine, its pages sealed under the key of the original. Nothing happens when it is no longer held. */
    @Transactional
    public void rendered(Held held, List<UnmaskedPage> pages) {
        var mine = db.update(INCOME_CERTIFICATE)
                .set(INCOME_CERTIFICATE.STATE, CertificateState.QUARANTINED.name())
                .set(INCOME_CERTIFICATE.PAGE_COUNT, (short) pages.size())
                .set(INCOME_CERTIFICATE.RENDERED_AT, time.now())
                .setNull(INCOME_CERTIFICATE.CLAIMED_UNTIL)
                .where(mine(held))
                .execute();
        if (mine == 1) {
            var key = keyring.find(held.sourceKey());
            pages.forEach(page -> papers.keepRaw(held.ref(), page, key));
            announcements.tell(Announcements.Kind.INCOME);
        }
    }

    /** It cannot be read, for the reason of this code: what is left of it is destroyed. */
    @Transactional
    public void unreadable(Held held, String code) {
        end(held, code, mine(held), time.now());
    }

    /** Later again, without counting this try. */
    @Transactional
    public void putOff(Held held) {
        db.update(INCOME_CERTIFICATE)
                .set(INCOME_CERTIFICATE.TRIES, (short) (held.tries() - 1))
                .set(INCOME_CERTIFICATE.CLAIMED_UNTIL, time.now().plus(REST))
                .where(mine(held))
                .execute();
    }

    /** Later again, as one of its tries: what the node was too busy for may be drawn then. */
    @Transactional
    public void again(Held held) {
        db.update(INCOME_CERTIFICATE)
                .set(INCOME_CERTIFICATE.CLAIMED_UNTIL, time.now().plus(REST))
                .where(mine(held))
                .execute();
    }

    private void end(Held held, String code, Condition which, Instant now) {
        db.update(INCOME_CERTIFICATE)
                .set(INCOME_CERTIFICATE.STATE, CertificateState.REFUSED_UNREAD.name())
                .set(INCOME_CERTIFICATE.UNREAD_CODE, code)
                .setNull(INCOME_CERTIFICATE.CLAIMED_UNTIL)
                .where(which)
                .returningResult(INCOME_CERTIFICATE.RECEIVED_AT)
                .fetchOptional(INCOME_CERTIFICATE.RECEIVED_AT)
                .ifPresent(receivedAt -> {
                    keyring.doom(held.sourceKey(), DoomedBecause.UNREAD, now);
                    effects.tellGone(held.memberNo(), IncomeEffects.Gone.UNREAD, receivedAt, now);
                    audit.append(AuditEntry.done(AuditAction.INCOME_UNREAD)
                            .about(held.memberNo())
                            .because(code)
                            .with("certificate", held.ref()));
                    announcements.tell(Announcements.Kind.INCOME);
                });
    }

    private static Condition mine(Held held) {
        return INCOME_CERTIFICATE
                .REF
                .eq(held.ref())
                .and(INCOME_CERTIFICATE.STATE.eq(CertificateState.WAITING.name()))
                .and(INCOME_CERTIFICATE.FENCE.eq(held.fence()));
    }
}
