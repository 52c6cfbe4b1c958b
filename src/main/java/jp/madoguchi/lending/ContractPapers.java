package jp.madoguchi.lending;

import java.time.Instant;
import java.time.LocalDate;
import jp.madoguchi.operation.Settings;
import org.springframework.stereotype.Component;

/** What stands on the paper of every contract, from the settings of a moment. */
@Component
public class ContractPapers {

    private final Settings settings;

    ContractPapers(Settings settings) {
        this.settings = settings;
    }

    public Lender lender(Instant at) {
        return new Lender(
                settings.words("company.name", at),
                settings.words("company.address", at),
                settings.words("company.registration_no", at));
    }

    /** The last day of the term that runs on a day; it renews itself (DOMAIN R35). */
    public LocalDate termUntil(LocalDate contractedOn, LocalDate day, Instant at) {
        var years = settings.number("contract.term_years", at);
        var terms = 1;
        while (!contractedOn.plusYears((long) years * terms).isAfter(day)) {
            terms++;
        }
        return contractedOn.plusYears((long) years * terms).minusDays(1);
    }
}
