package jp.madoguchi.ownrecord;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/**
 * An account with the declaration that waits, else with the one in force.
 *
 * @param declaration null where nothing was declared yet
 * @param own how many members are the person, declared or matched
 * @param household how many members are of the household
 */
public record DeclarationLine(
        StaffNo staffNo,
        String name,
        @Nullable String places,
        @Nullable Declaration declaration,
        int own,
        int household) {

    /** Where a declaration stands. */
    public enum State {
        MISSING,
        WAITS,
        CONFIRMED
    }

    /**
     * @param fits whether reading and birth date are those of the declared member; null where no member was declared
     * @param maker who entered it
     */
    public record Declaration(
            UUID ref,
            @Nullable MemberNo memberNo,
            LocalDate birthDate,
            @Nullable String phone,
            @Nullable Boolean fits,
            StaffNo madeBy,
            String maker,
            Instant madeAt,
            boolean waits) {}

    public State state() {
        return declaration == null ? State.MISSING : declaration.waits() ? State.WAITS : State.CONFIRMED;
    }
}
