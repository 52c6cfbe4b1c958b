package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.RECOVERY_CODE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_AUTHENTICATOR;

import jakarta.annotation.security.PermitAll;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Authenticator apps and recovery codes. Every try is counted before its code is looked at, as with passwords; a code works
 * once, because the step that it belongs to is moved on by the statement that accepts it.
 */
@Service
@PermitAll
class SecondFactors {

    static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;
    private static final Pattern CODE = Pattern.compile("[0-9]{" + Totp.DIGITS + "}");
    private static final Pattern RECOVERY = Pattern.compile("[A-Z2-7]{16}");
    private static final Condition OPEN = STAFF_AUTHENTICATOR.ENDED_AT.isNull();
    private static final Condition IN_FORCE = OPEN.and(STAFF_AUTHENTICATOR.CONFIRMED_AT.isNotNull());
    private static final Condition BEGUN = OPEN.and(STAFF_AUTHENTICATOR.CONFIRMED_AT.isNull());

    /** What the code is asked for. */
    enum Purpose {
        SIGN_IN,
        UNLOCK,
        FRESH
    }

    /**
     * A secret that was made just now.
     *
     * @param address what the QR code says
     * @param secret the same for typing, in groups of four
     */
    record Enrolment(String address, String secret) {}

    private final DSLContext db;
    private final Throttle throttle;
    private final Accounts accounts;
    private final FactorKey key;
    private final DatabaseTime time;
    private final Clock clock;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    SecondFactors(
            DSLContext db,
            Throttle throttle,
            Accounts accounts,
            FactorKey key,
            DatabaseTime time,
            Clock clock,
            AuditLog audit,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.throttle = throttle;
        this.accounts = accounts;
        this.key = key;
        this.time = time;
        this.clock = clock;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Transactional(readOnly = true)
    public boolean has(StaffNo staffNo) {
        return db.fetchExists(STAFF_AUTHENTICATOR, STAFF_AUTHENTICATOR.STAFF_NO.eq(staffNo), IN_FORCE);
    }

    /** How many recovery codes are left. */
    @Transactional(readOnly = true)
    public int recoveryCodesLeft(StaffNo staffNo) {
        return db.fetchCount(
                RECOVERY_CODE,
                RECOVERY_CODE.USED_AT.isNull(),
                RECOVERY_CODE.AUTHENTICATOR_ID.in(DSL.select(STAFF_AUTHENTICATOR.ID)
                        .from(STAFF_AUTHENTICATOR)
                        .where(STAFF_AUTHENTICATOR.STAFF_NO.eq(staffNo), IN_FORCE)));
    }

    /** Makes a secret; one whose enrolment was not finished ends. The app in force stays so until the new one is confirmed. */
    @Transactional
    public Enrolment begin(StaffNo staffNo, String signInName) {
        var now = time.now();
        end(staffNo, BEGUN, "ABANDONED");
        var secret = Totp.newSecret();
        db.insertInto(STAFF_AUTHENTICATOR)
                .set(STAFF_AUTHENTICATOR.STAFF_NO, staffNo)
                .set(STAFF_AUTHENTICATOR.SEALED, key.seal(secret, staffNo))
                .set(STAFF_AUTHENTICATOR.KEY_NAME, key.name())
                .set(STAFF_AUTHENTICATOR.MADE_AT, now)
                .execute();
        return new Enrolment(
                Totp.address(secret, signInName), Totp.base32(secret).replaceAll("(.{4})(?=.)", "$1 "));
    }

    /**
     * Puts the app in force that {@link #begin} made, by its first right code.
     *
     * @return the recovery codes, which are never shown again
     * @throws FactorRefused when the code is wrong or there were too many tries
     */
    public List<String> confirm(StaffNo staffNo, String typed) {
        count(staffNo, "ENROLMENT");
        var codes = Stream.generate(SecondFactors::newRecoveryCode)
                .limit(RECOVERY_CODES)
                .toList();
        var done = transaction.execute(running -> {
            var begun = db.select(STAFF_AUTHENTICATOR.ID, STAFF_AUTHENTICATOR.SEALED)
                    .from(STAFF_AUTHENTICATOR)
                    .where(STAFF_AUTHENTICATOR.STAFF_NO.eq(staffNo), BEGUN)
                    .forUpdate()
                    .fetchOptional();
            if (begun.isEmpty()) {
                return false;
            }
            var step = Totp.match(key.open(begun.get().value2(), staffNo), cleaned(typed), clock.instant());
            if (step.isEmpty()) {
                return false;
            }
            end(staffNo, IN_FORCE, "REPLACED");
            db.update(STAFF_AUTHENTICATOR)
                    .set(STAFF_AUTHENTICATOR.CONFIRMED_AT, time.now())
                    .set(STAFF_AUTHENTICATOR.LAST_STEP, step.getAsLong())
                    .where(STAFF_AUTHENTICATOR.ID.eq(begun.get().value1()))
                    .execute();
            codes.forEach(code -> db.insertInto(RECOVERY_CODE)
                    .set(RECOVERY_CODE.AUTHENTICATOR_ID, begun.get().value1())
                    .set(RECOVERY_CODE.DIGEST, digest(staffNo, code))
                    .execute());
            throttle.forget(staffNo);
            append(AuditEntry.done(AuditAction.FACTOR_ENROLLED), staffNo);
            return true;
        });
        if (!Boolean.TRUE.equals(done)) {
            refuse(staffNo, "WRONG", "ENROLMENT");
        }
        return codes.stream().map(code -> code.replaceAll("(.{4})(?=.)", "$1-")).toList();
    }

    /**
     * Takes a code of the app or a recovery code, once.
     *
     * @throws FactorRefused when it is wrong, was used before, or there were too many tries
     */
    public void verify(StaffNo staffNo, String typed, Purpose purpose) {
        count(staffNo, purpose.name());
        var code = cleaned(typed);
        var taken = transaction.execute(running -> {
            var kind = CODE.matcher(code).matches() && takeCode(staffNo, code)
                    ? "APP"
                    : RECOVERY.matcher(code).matches() && takeRecoveryCode(staffNo, code) ? "RECOVERY_CODE" : null;
            if (kind == null) {
                return false;
            }
            throttle.forget(staffNo);
            append(
                    AuditEntry.done(AuditAction.FACTOR_GIVEN)
                            .because(purpose.name())
                            .with("kind", kind),
                    staffNo);
            return true;
        });
        if (!Boolean.TRUE.equals(taken)) {
            refuse(staffNo, "WRONG", purpose.name());
        }
    }

    private boolean takeCode(StaffNo staffNo, String code) {
        return db.select(STAFF_AUTHENTICATOR.ID, STAFF_AUTHENTICATOR.SEALED)
                .from(STAFF_AUTHENTICATOR)
                .where(STAFF_AUTHENTICATOR.STAFF_NO.eq(staffNo), IN_FORCE)
                .fetchOptional()
                .map(app -> {
                    var step = Totp.match(key.open(app.value2(), staffNo), code, clock.instant());
                    return step.isPresent()
                            && db.update(STAFF_AUTHENTICATOR)
                                            .set(STAFF_AUTHENTICATOR.LAST_STEP, step.getAsLong())
                                            .where(
                                                    STAFF_AUTHENTICATOR.ID.eq(app.value1()),
                                                    OPEN,
                                                    STAFF_AUTHENTICATOR.LAST_STEP.lt(step.getAsLong()))
                                            .execute()
                                    == 1;
                })
                .orElse(false);
    }

    private boolean takeRecoveryCode(StaffNo staffNo, String code) {
        return db.update(RECOVERY_CODE)
                        .set(RECOVERY_CODE.USED_AT, time.now())
                        .where(
                                RECOVERY_CODE.DIGEST.eq(digest(staffNo, code)),
                                RECOVERY_CODE.USED_AT.isNull(),
                                RECOVERY_CODE.AUTHENTICATOR_ID.in(DSL.select(STAFF_AUTHENTICATOR.ID)
                                        .from(STAFF_AUTHENTICATOR)
                                        .where(STAFF_AUTHENTICATOR.STAFF_NO.eq(staffNo), IN_FORCE)))
                        .execute()
                == 1;
    }

    private void end(StaffNo staffNo, Condition which, String reason) {
        db.update(STAFF_AUTHENTICATOR)
                .set(STAFF_AUTHENTICATOR.ENDED_AT, time.now())
                .set(STAFF_AUTHENTICATOR.END_REASON, reason)
                .where(STAFF_AUTHENTICATOR.STAFF_NO.eq(staffNo), which)
                .execute();
    }

    private void count(StaffNo staffNo, String purpose) {
        if (!throttle.countFactor(staffNo)) {
            refuse(staffNo, "WAITS", purpose);
        }
    }

    /** What was typed is not recorded. */
    private void refuse(StaffNo staffNo, String why, String purpose) {
        transaction.executeWithoutResult(running ->
                append(AuditEntry.refused(AuditAction.FACTOR_REFUSED, why).with("purpose", purpose), staffNo));
        throw new FactorRefused(why);
    }

    private void append(AuditEntry entry, StaffNo staffNo) {
        audit.append(entry, accounts.withoutSession(staffNo).orElse(null));
    }

    private static String cleaned(String typed) {
        return typed.length() > 100
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .replaceAll("[\\s-]", "")
                        .toUpperCase(Locale.ROOT);
    }

    private static String newRecoveryCode() {
        var bytes = new byte[RECOVERY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Totp.base32(bytes);
    }

    private static String digest(StaffNo staffNo, String code) {
        return Sha256.hex(staffNo.value() + ":" + code);
    }
}
