package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE_PAPER;
import static jp.madoguchi.db.madoguchi.Tables.SEALING_KEY;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.operation.SoleRuns;
import jp.madoguchi.vault.DocumentKeys;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What has to be done to keys, step by step, each a transaction: a crash between two steps leaves something that the next
 * round finds. One node at a time makes keys and sweeps.
 */
@Component
class KeyKeeping {

    private static final int ROUND = 50;
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final String MAKING = "60s";

    private final DSLContext db;
    private final DocumentKeys keys;
    private final Keyring keyring;
    private final IncomeEffects effects;
    private final Settings settings;
    private final DatabaseTime time;
    private final AuditLog audit;
    private final SoleRuns runs;

    KeyKeeping(
            DSLContext db,
            DocumentKeys keys,
            Keyring keyring,
            IncomeEffects effects,
            Settings settings,
            DatabaseTime time,
            AuditLog audit,
            SoleRuns runs) {
        this.db = db;
        this.keys = keys;
        this.keyring = keyring;
        this.effects = effects;
        this.settings = settings;
        this.time = time;
        this.audit = audit;
        this.runs = runs;
    }

    /** Ends what stood too long: quarantine, keys that the site never used. Masked pages end with retention. */
    @Transactional
    public void end() {
        var now = time.now();
        var quarantine = Duration.ofDays(settings.number("income.quarantine_days", now));
        var expired = db.update(INCOME_CERTIFICATE)
                .set(INCOME_CERTIFICATE.STATE, CertificateState.EXPIRED.name())
                .setNull(INCOME_CERTIFICATE.CLAIMED_UNTIL)
                .where(
                        INCOME_CERTIFICATE.STATE.in(
                                CertificateState.WAITING.name(), CertificateState.QUARANTINED.name()),
                        INCOME_CERTIFICATE.RECEIVED_AT.le(now.minus(quarantine)))
                .returningResult(
                        INCOME_CERTIFICATE.REF,
                        INCOME_CERTIFICATE.MEMBER_NO,
                        INCOME_CERTIFICATE.SOURCE_KEY,
                        INCOME_CERTIFICATE.RECEIVED_AT)
                .fetch();
        for (var row : expired) {
            keyring.doom(row.value3(), DoomedBecause.EXPIRED, now);
            effects.tellGone(row.value2(), IncomeEffects.Gone.EXPIRED, row.value4(), now);
            audit.append(AuditEntry.done(AuditAction.INCOME_EXPIRED)
                    .about(row.value2())
                    .with("certificate", row.value1()));
        }
        db.update(SEALING_KEY)
                .set(SEALING_KEY.DOOMED_AT, now)
                .set(SEALING_KEY.DOOMED_BECAUSE, DoomedBecause.NEVER_USED.name())
                .where(
                        SEALING_KEY.EXPIRES_AT.le(now.minus(GRACE)),
                        SEALING_KEY.USED_AT.isNull(),
                        SEALING_KEY.DOOMED_AT.isNull())
                .execute();
    }

    /** Keys whose private half has to go. */
    @Transactional(readOnly = true)
    public List<UUID> doomed() {
        return db.select(SEALING_KEY.ID)
                .from(SEALING_KEY)
                .where(SEALING_KEY.DOOMED_AT.isNotNull(), SEALING_KEY.DESTROYED_AT.isNull())
                .orderBy(SEALING_KEY.DOOMED_AT)
                .limit(ROUND)
                .fetch(SEALING_KEY.ID);
    }

    /** Destroys a private half, records it, and empties what nobody can open any more. Done again, it does nothing. */
    @Transactional
    public void destroy(UUID key) {
        keys.destroy(key);
        var why = db.update(SEALING_KEY)
                .set(SEALING_KEY.DESTROYED_AT, time.now())
                .where(SEALING_KEY.ID.eq(key), SEALING_KEY.DOOMED_AT.isNotNull(), SEALING_KEY.DESTROYED_AT.isNull())
                .returningResult(SEALING_KEY.DOOMED_BECAUSE)
                .fetchOptional(SEALING_KEY.DOOMED_BECAUSE);
        if (why.isEmpty()) {
            return;
        }
        db.update(INCOME_CERTIFICATE_PAPER)
                .setNull(INCOME_CERTIFICATE_PAPER.SEALED)
                .where(INCOME_CERTIFICATE_PAPER.KEY_ID.eq(key), INCOME_CERTIFICATE_PAPER.SEALED.isNotNull())
                .execute();
        var certificate = db.select(INCOME_CERTIFICATE.REF, INCOME_CERTIFICATE.MEMBER_NO)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.SOURCE_KEY.eq(key).or(INCOME_CERTIFICATE.PAGES_KEY.eq(key)))
                .fetchOptional();
        certificate.ifPresent(row -> audit.append(AuditEntry.done(AuditAction.INCOME_KEY_DESTROYED)
                .about(row.value2())
                .because(why.get())
                .with("certificate", row.value1())
                .with("key", key)));
    }

    /**
     * Makes one key when fewer than the pool wants are unused.
     *
     * @return whether another one is wanted
     */
    @Transactional
    public boolean make() {
        if (!runs.take(KeyKeeping.class.getName())) {
            return false;
        }
        var now = time.now();
        var unused = db.fetchCount(
                SEALING_KEY,
                SEALING_KEY.OFFERED_AT.isNull(),
                SEALING_KEY.USED_AT.isNull(),
                SEALING_KEY.DOOMED_AT.isNull());
        var wanted = settings.number("income.key_pool", now) - unused;
        if (wanted <= 0) {
            return false;
        }
        // On a loaded machine the making of a key takes longer than a transaction may rest otherwise.
        db.setLocal(DSL.name("idle_in_transaction_session_timeout"), DSL.val(MAKING))
                .execute();
        var id = UUID.randomUUID();
        db.insertInto(SEALING_KEY)
                .set(SEALING_KEY.ID, id)
                .set(SEALING_KEY.PUBLIC_KEY, keys.create(id))
                .set(SEALING_KEY.MADE_AT, now)
                .execute();
        return wanted > 1;
    }

    /** Destroys private halves that no row knows: their maker died before its commit. */
    @Transactional
    public void sweep() {
        if (!runs.take(KeyKeeping.class.getName())) {
            return;
        }
        var nobodys = new HashSet<>(keys.kept());
        nobodys.removeAll(db.select(SEALING_KEY.ID)
                .from(SEALING_KEY)
                .where(SEALING_KEY.ID.in(nobodys))
                .fetchSet(SEALING_KEY.ID));
        nobodys.forEach(keys::destroy);
    }
}
