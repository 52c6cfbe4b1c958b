package jp.madoguchi.login;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One cause that applies now, with the fact by which it is seen. */
public sealed interface Finding {

    Cause cause();

    /**
     * No contract is in force.
     *
     * @param state code of contract.state; null when there never was a contract
     * @param endedOn last day of the contract
     */
    record Cancelled(@Nullable String state, @Nullable LocalDate endedOn) implements Finding {
        @Override
        public Cause cause() {
            return Cause.CANCELLED;
        }
    }

    /** @param lastUsed day of the last login; of the contract's start when there was none */
    record Dormant(Instant since, LocalDate lastUsed) implements Finding {
        @Override
        public Cause cause() {
            return Cause.DORMANT;
        }
    }

    record Locked(Lock lock) implements Finding {
        @Override
        public Cause cause() {
            return Cause.LOCKED;
        }
    }

    record OutOfOrder(Outage outage) implements Finding {
        @Override
        public Cause cause() {
            return Cause.OUTAGE;
        }
    }

    record UnderMaintenance(Maintenance maintenance) implements Finding {
        @Override
        public Cause cause() {
            return Cause.MAINTENANCE;
        }
    }

    /** @param latest its outcome tells an unknown or retired ID from a wrong password; the member is not told which */
    record WrongCredentials(Attempt latest, int attemptsLeft) implements Finding {
        @Override
        public Cause cause() {
            return Cause.WRONG_CREDENTIALS;
        }
    }

    /**
     * None of the others.
     *
     * @param latest the latest attempt that reached us; null when none did
     */
    record OwnNetwork(@Nullable Attempt latest) implements Finding {
        @Override
        public Cause cause() {
            return Cause.OWN_NETWORK;
        }
    }
}
