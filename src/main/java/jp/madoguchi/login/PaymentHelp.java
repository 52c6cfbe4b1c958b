package jp.madoguchi.login;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.contract.Reckoned;

/**
 * What a member who cannot log in has to pay today, and how that can be done in this state (DOMAIN R31b).
 *
 * @param dueOn the due date that was missed, else the one to come; of a contract that ended, its end
 * @param ended nothing is due by instalments any more: the whole debt is
 */
public record PaymentHelp(Reckoned today, LocalDate dueOn, boolean ended, List<Way> ways) {

    /** Ways of paying that need no login. */
    public enum Way {
        TRANSFER,
        COUNTER,
        MACHINE,
        ATM
    }

    /**
     * Only when something is due within the days, or late.
     *
     * @param days until the due date (setting diagnosis.payment_days)
     */
    static Optional<PaymentHelp> of(Reckoned today, DiagnosisFacts facts, int days) {
        var contract = facts.contract();
        var nextDue = today.nextDue();
        if (contract == null || today.dueNow().isZero()) {
            return Optional.empty();
        }
        var endedOn = contract.endedOn();
        if (endedOn != null) {
            return Optional.of(new PaymentHelp(today, endedOn, true, ways(facts)));
        }
        if (today.isLate()) {
            return Optional.of(new PaymentHelp(today, today.day().minusDays(today.daysLate()), false, ways(facts)));
        }
        return nextDue == null || nextDue.isAfter(today.day().plusDays(days))
                ? Optional.empty()
                : Optional.of(new PaymentHelp(today, nextDue, false, ways(facts)));
    }

    /** The card serves only under a contract in use, without a lock over ATMs; a machine takes it as an ATM does. */
    private static List<Way> ways(DiagnosisFacts facts) {
        var ways = new ArrayList<>(List.of(Way.TRANSFER, Way.COUNTER));
        var cardServes = facts.isUnderContract()
                && facts.dormantSince() == null
                && facts.openLocks().stream().noneMatch(Lock::stopsAtm);
        if (cardServes) {
            ways.add(Way.MACHINE);
            if (facts.outages().stream().noneMatch(outage -> outage.service().equals("ATM"))) {
                ways.add(Way.ATM);
            }
        }
        return ways;
    }
}
