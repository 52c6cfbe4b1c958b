package jp.madoguchi.income;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Settings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The numbers by which a desk shows a case, as of the moment at which the case was read. */
@Service
@RolesAllowed({Permission.INCOME_DECIDE, SecondLooks.RIGHT})
public class CaseRules {

    private final IncomeRules rules;
    private final Settings settings;

    CaseRules(IncomeRules rules, Settings settings) {
        this.rules = rules;
        this.settings = settings;
    }

    /**
     * Numbers of the trade.
     *
     * @param capDivisor the cap is the annual income divided by this
     */
    public record Numbers(Validity.Rules validity, int capDivisor) {}

    @Transactional(readOnly = true)
    public Numbers at(Instant moment) {
        return new Numbers(rules.at(moment), settings.number("income.cap_divisor", moment));
    }
}
