package jp.madoguchi.staff;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.FreshFactor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a signed-in person does with their own second factor. Another app needs the present one, given a moment ago. */
@Service
@RolesAllowed(Permission.SIGNED_IN)
class MyFactor {

    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final FreshFactor fresh;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Throttle throttle;

    MyFactor(
            SecondFactors factors,
            Passkeys passkeys,
            FreshFactor fresh,
            Accounts accounts,
            Passwords passwords,
            Throttle throttle) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.fresh = fresh;
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /**
     * @param inUse whether staff need a second factor here
     * @param enrolled whether an app is in force
     * @param recoveryCodes how many are left
     * @param passkeysOffered whether this console has an address that passkeys are good for
     * @param passkeys those in force
     */
    public record State(
            boolean inUse,
            boolean enrolled,
            int recoveryCodes,
            boolean passkeysOffered,
            List<Passkeys.Passkey> passkeys) {}

    @Transactional(readOnly = true)
    public State state() {
        var me = CurrentStaff.get().staffNo();
        return new State(
                fresh.inUse(), factors.has(me), factors.recoveryCodesLeft(me), passkeys.offered(), passkeys.of(me));
    }

    /** Whether one of their passkeys can be asked for here. */
    @Transactional(readOnly = true)
    public boolean hasPasskey() {
        return passkeys.has(CurrentStaff.get().staffNo());
    }

    /** @throws jp.madoguchi.core.FactorNeeded unless a factor was given a moment ago */
    @Transactional
    public PasskeyAsk newPasskey() {
        fresh.require();
        var me = CurrentStaff.get();
        return passkeys.toAdd(me.staffNo(), me.signInName(), me.name());
    }

    /**
     * Keeps a new passkey.
     *
     * @param name what the person calls it, at most 60 characters
     * @throws PasskeyRefused when the answer does not fit what was asked
     */
    @Transactional
    public void addPasskey(PasskeyAsk ask, String answer, String name) {
        fresh.require();
        passkeys.add(CurrentStaff.get().staffNo(), ask, answer, name);
    }

    /** @throws jp.madoguchi.core.FactorNeeded unless a factor was given a moment ago */
    @Transactional
    public void removePasskey(UUID ref) {
        fresh.require();
        passkeys.remove(CurrentStaff.get().staffNo(), ref);
    }

    /** Asks for one of their passkeys, to prove that it is still them. */
    @Transactional(readOnly = true)
    public PasskeyAsk askForPasskey() {
        return passkeys.toProve(CurrentStaff.get().staffNo());
    }

    /** Proves that it is still the person. @throws PasskeyRefused when the answer does not count */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void proveByPasskey(PasskeyAsk ask, String answer, SecondFactors.Purpose purpose) {
        passkeys.verify(CurrentStaff.get().staffNo(), ask, answer, purpose);
    }

    /** @throws jp.madoguchi.core.FactorNeeded unless the present factor was given a moment ago */
    @Transactional
    public SecondFactors.Enrolment begin() {
        fresh.require();
        var me = CurrentStaff.get();
        return factors.begin(me.staffNo(), me.signInName());
    }

    /** @return new recovery codes; the former ones are void. @throws FactorRefused when the code is wrong */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public List<String> confirm(String code) {
        fresh.require();
        return factors.confirm(CurrentStaff.get().staffNo(), code);
    }

    /**
     * Proves that it is still the person: by the second factor, in a demo without one by the password.
     *
     * @throws FactorRefused when it is wrong
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void prove(String typed, SecondFactors.Purpose purpose) {
        var me = CurrentStaff.get().staffNo();
        if (fresh.inUse()) {
            factors.verify(me, typed, purpose);
            return;
        }
        var hash = throttle.countFactor(me) ? accounts.of(me).map(Account::hash).orElse(null) : null;
        if (!passwords.match(typed, hash)) {
            throw new FactorRefused("WRONG");
        }
        throttle.forget(me);
    }
}
