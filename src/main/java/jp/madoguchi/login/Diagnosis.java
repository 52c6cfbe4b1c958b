package jp.madoguchi.login;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.madoguchi.core.Tokyo;
import org.jspecify.annotations.Nullable;

/**
 * Why a member cannot log in: every cause that applies now, in the order of DOMAIN R31, and beside them what keeps nobody
 * from logging in. The four states (limit 0, locked, cancelled, dormant) stand apart, however many hold at once (R29).
 *
 * @param findings never empty: where nothing else applies, the member's own network
 */
public record Diagnosis(
        List<Finding> findings,
        boolean limitZero,
        boolean borrowingStopped,
        @Nullable LocalDate lateSince) {

    /** What waiting does not mend. */
    private static final Set<Cause> LASTING = EnumSet.of(Cause.CANCELLED, Cause.DORMANT, Cause.LOCKED);

    private static final Set<Cause> PASSING = EnumSet.of(Cause.OUTAGE, Cause.MAINTENANCE);

    public static Diagnosis of(DiagnosisFacts facts) {
        var found = new ArrayList<Finding>();
        cancelled(facts).ifPresent(found::add);
        dormant(facts).ifPresent(found::add);
        facts.openLocks().forEach(lock -> found.add(new Finding.Locked(lock)));
        ofService(facts.outages(), facts.maintenance()).forEach(found::add);
        wrongCredentials(facts).ifPresent(found::add);
        if (found.isEmpty()) {
            found.add(new Finding.OwnNetwork(facts.latestAttempt().orElse(null)));
        }
        return new Diagnosis(found, facts.limitZero(), facts.borrowingStopped(), facts.lateSince());
    }

    /** What stops everybody. */
    static List<Finding> ofService(List<Outage> outages, @Nullable Maintenance maintenance) {
        var found = new ArrayList<Finding>();
        outages.stream().filter(Outage::stopsLogin).forEach(outage -> found.add(new Finding.OutOfOrder(outage)));
        if (maintenance != null) {
            found.add(new Finding.UnderMaintenance(maintenance));
        }
        return found;
    }

    private static Optional<Finding> cancelled(DiagnosisFacts facts) {
        var contract = facts.contract();
        if (facts.isUnderContract()) {
            return Optional.empty();
        }
        return Optional.of(
                contract == null
                        ? new Finding.Cancelled(null, null)
                        : new Finding.Cancelled(contract.state(), contract.endedOn()));
    }

    private static Optional<Finding> dormant(DiagnosisFacts facts) {
        var since = facts.dormantSince();
        var contract = facts.contract();
        if (since == null || contract == null) {
            return Optional.empty();
        }
        var lastLogin = facts.lastLoginAt();
        var lastUsed = lastLogin == null ? contract.startedOn() : Tokyo.date(lastLogin);
        return Optional.of(new Finding.Dormant(since, lastUsed));
    }

    /** Only where ID and password are looked at: not after the end, not while dormant or locked for the Web-ID too. */
    private static Optional<Finding> wrongCredentials(DiagnosisFacts facts) {
        var open = facts.isUnderContract()
                && facts.dormantSince() == null
                && facts.openLocks().stream().noneMatch(Lock::stopsWebIdLogin);
        return facts.latestTyped()
                .filter(attempt -> open)
                .filter(attempt -> switch (attempt.outcome()) {
                    case WRONG_SECRET, UNKNOWN_ID, RETIRED_ID -> true;
                    case SUCCESS, LOCKED, CANCELLED, DORMANT, OUTAGE, MAINTENANCE -> false;
                })
                .map(attempt -> new Finding.WrongCredentials(attempt, facts.attemptsLeft()));
    }

    public Set<Cause> causes() {
        return findings.stream()
                .map(Finding::cause)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Cause.class)));
    }

    /**
     * Whether its sentence helps the member: after the end of the contract nothing else does, and nobody is told to wait
     * and try again whom something that stays would turn away then.
     */
    boolean isSaid(Finding finding) {
        var causes = causes();
        if (causes.contains(Cause.CANCELLED)) {
            return finding.cause() == Cause.CANCELLED;
        }
        return !PASSING.contains(finding.cause()) || causes.stream().noneMatch(LASTING::contains);
    }

    /** Whether the member can log in once ID and password are right. */
    boolean isLoginOpen() {
        return causes().stream().noneMatch(cause -> LASTING.contains(cause) || PASSING.contains(cause));
    }
}
