package jp.madoguchi.staff;

import static jp.madoguchi.db.workspace.Tables.THROTTLE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down guessing. Every attempt is counted before its password is looked at, so that however many come at once,
 * no more than the setting allows are looked at. Waiting times are short: locking people out is no use to anybody.
 */
@Service
@PermitAll
class Throttle {

    enum Admission {
        OPEN,
        ACCOUNT_WAITS,
        ADDRESS_WAITS,
        /** The first attempt that this address has to wait for. */
        ADDRESS_STARTS_WAITING
    }

    private final DSLContext db;
    private final DatabaseTime time;
    private final Settings settings;

    Throttle(DSLContext db, DatabaseTime time, Settings settings) {
        this.db = db;
        this.time = time;
        this.settings = settings;
    }

    /** Counts the attempt. While an address waits, it counts against no account: one attacker locks out few people. */
    @Transactional
    public Admission count(String name, String address) {
        var now = time.now();
        var wait = settings.minutes("sign_in.wait_minutes", now);
        var ofAddress = settings.number("sign_in.address_failures", now);
        var fromAddress = raise(address(address), ofAddress, now, wait);
        if (fromAddress > ofAddress) {
            return fromAddress == ofAddress + 1 ? Admission.ADDRESS_STARTS_WAITING : Admission.ADDRESS_WAITS;
        }
        var ofAccount = settings.number("sign_in.account_failures", now);
        return raise(account(name), ofAccount, now, wait) > ofAccount ? Admission.ACCOUNT_WAITS : Admission.OPEN;
    }

    /** Counts a try that names nobody yet, against its address alone. False while that waits. */
    @Transactional
    public boolean countAddress(String address) {
        return within("sign_in.address_failures", address(address));
    }

    /** Counts a try of the second factor, against the account alone: whoever tries knew the password. False while it waits. */
    @Transactional
    public boolean countFactor(StaffNo staffNo) {
        return within("sign_in.account_failures", factor(staffNo));
    }

    /** A right code forgets the tries before it. */
    @Transactional
    public void forget(StaffNo staffNo) {
        db.deleteFrom(THROTTLE).where(THROTTLE.KEY.eq(factor(staffNo))).execute();
    }

    /** A success forgets the failures of the account, and takes back what it counted against its address. */
    @Transactional
    public void succeeded(String name, String address) {
        db.deleteFrom(THROTTLE).where(THROTTLE.KEY.eq(account(name))).execute();
        db.update(THROTTLE)
                .set(THROTTLE.FAILURES, THROTTLE.FAILURES.minus(1))
                .setNull(THROTTLE.BLOCKED_UNTIL)
                .where(THROTTLE.KEY.eq(address(address)), THROTTLE.FAILURES.gt(0))
                .execute();
    }

    private boolean within(String setting, String key) {
        var now = time.now();
        var limit = settings.number(setting, now);
        return raise(key, limit, now, settings.minutes("sign_in.wait_minutes", now)) <= limit;
    }

    /** One statement: what is counted is counted before anybody else can look. */
    private int raise(String key, int limit, Instant now, Duration wait) {
        var over = coalesce(THROTTLE.BLOCKED_UNTIL, val(now, THROTTLE.BLOCKED_UNTIL))
                .le(now)
                .and(THROTTLE.BLOCKED_UNTIL.isNotNull().or(THROTTLE.FIRST_AT.le(now.minus(wait))));
        return db.insertInto(THROTTLE)
                .set(THROTTLE.KEY, key)
                .set(THROTTLE.FAILURES, 1)
                .set(THROTTLE.FIRST_AT, now)
                .onConflict(THROTTLE.KEY)
                .doUpdate()
                .set(THROTTLE.FAILURES, when(over, inline(1)).otherwise(THROTTLE.FAILURES.plus(1)))
                .set(THROTTLE.FIRST_AT, when(over, val(now, THROTTLE.FIRST_AT)).otherwise(THROTTLE.FIRST_AT))
                .set(
                        THROTTLE.BLOCKED_UNTIL,
                        when(over, val(null, THROTTLE.BLOCKED_UNTIL))
                                .when(THROTTLE.FAILURES.plus(1).eq(limit), val(now.plus(wait), THROTTLE.BLOCKED_UNTIL))
                                .otherwise(THROTTLE.BLOCKED_UNTIL))
                .returning(THROTTLE.FAILURES)
                .fetchSingle(THROTTLE.FAILURES);
    }

    private static String factor(StaffNo staffNo) {
        return "factor:" + staffNo.value();
    }

    private static String account(String name) {
        return "account:" + name;
    }

    private static String address(String address) {
        return "address:" + address;
    }
}
