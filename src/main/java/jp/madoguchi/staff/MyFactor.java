package jp.madoguchi.staff;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
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
    private final FreshFactor fresh;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Throttle throttle;

    MyFactor(SecondFactors factors, FreshFactor fresh, Accounts accounts, Passwords passwords, Throttle throttle) {
        this.factors = factors;
        this.fresh = fresh;
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /**
     * @param inUse whether staff need a second factor here
     * @param enrolled whether an app is in force
     * @param recoveryCodes how many are left
     */
    public record State(boolean inUse, boolean enrolled, int recoveryCodes) {}

    @Transactional(readOnly = true)
    public State state() {
        var me = CurrentStaff.get().staffNo();
        return new State(fresh.inUse(), factors.has(me), factors.recoveryCodesLeft(me));
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
