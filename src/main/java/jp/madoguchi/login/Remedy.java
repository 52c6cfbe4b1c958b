package jp.madoguchi.login;

import jp.madoguchi.core.Channel;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import org.jspecify.annotations.Nullable;

/** What mends a cause, as it presents itself to one person on one channel (DOMAIN R21-R27, R31c). */
public enum Remedy {
    HAND_OVER,
    NEW_APPLICATION,
    REACTIVATE_HERE,
    REACTIVATE_ELSEWHERE,
    CLEAR_HERE,
    CLEAR_AT_COUNTER,
    CLEAR_BY_CLERK,
    NEW_CARD,
    TO_SUPERVISOR,
    WAIT_FOR_RECOVERY,
    WAIT_FOR_THE_END,
    TYPE_SLOWLY,
    CHECK_THE_ID,
    USE_THE_NEW_ID,
    TRY_ANOTHER_LINE,
    TRY_AGAIN;

    /** @param channel of the contact in front; null outside a contact */
    public static Remedy of(Finding finding, StaffMember staff, @Nullable Channel channel) {
        return switch (finding) {
            case Finding.Cancelled(var state, var endedOn) ->
                "CANCELLED_BY_LENDER".equals(state) ? HAND_OVER : NEW_APPLICATION;
            case Finding.Dormant dormant ->
                channel != null && channel != Channel.LETTER && staff.may(Permission.ACCOUNT_REACTIVATE)
                        ? REACTIVATE_HERE
                        : REACTIVATE_ELSEWHERE;
            case Finding.Locked(var lock) -> ofLock(lock, staff, channel);
            case Finding.OutOfOrder outage -> WAIT_FOR_RECOVERY;
            case Finding.UnderMaintenance maintenance -> WAIT_FOR_THE_END;
            case Finding.WrongCredentials(var latest, var left) ->
                switch (latest.outcome()) {
                    case UNKNOWN_ID -> CHECK_THE_ID;
                    case RETIRED_ID -> USE_THE_NEW_ID;
                    case WRONG_SECRET, SUCCESS, LOCKED, CANCELLED, DORMANT, OUTAGE, MAINTENANCE -> TYPE_SLOWLY;
                };
            case Finding.OwnNetwork(var latest) ->
                latest == null || latest.outcome() == Attempt.Outcome.SUCCESS ? TRY_ANOTHER_LINE : TRY_AGAIN;
        };
    }

    private static Remedy ofLock(Lock lock, StaffMember staff, @Nullable Channel channel) {
        return switch (lock.kind()) {
            case LOGIN, ATM_PIN -> {
                if (channel == null || !channel.inPerson()) {
                    yield CLEAR_AT_COUNTER;
                }
                yield staff.may(Permission.LOCK_CLEAR) ? CLEAR_HERE : CLEAR_BY_CLERK;
            }
            case LOSS -> NEW_CARD;
            case TAKEOVER -> TO_SUPERVISOR;
        };
    }
}
