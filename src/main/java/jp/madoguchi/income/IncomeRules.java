package jp.madoguchi.income;

import java.time.Instant;
import jp.madoguchi.operation.Settings;
import org.springframework.stereotype.Component;

/** The dated numbers by which income papers are judged. */
@Component
public class IncomeRules {

    private final Settings settings;

    IncomeRules(Settings settings) {
        this.settings = settings;
    }

    public Validity.Rules at(Instant moment) {
        var numbers = settings.numbers(
                moment,
                "income.withholding_from_month",
                "income.withholding_until_month",
                "income.return_until_month",
                "income.tax_paper_until_month",
                "income.report_until_month",
                "income.pay_slip_months",
                "income.bonus_slip_months",
                "income.pension_issue_month",
                "income.pension_until_month",
                "income.renewal_years");
        return new Validity.Rules(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5),
                numbers.get(6),
                numbers.get(7),
                numbers.get(8),
                numbers.get(9));
    }
}
