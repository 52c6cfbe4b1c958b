package jp.madoguchi.staff;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import org.jspecify.annotations.Nullable;

/**
 * An account in the list.
 *
 * @param roles of today
 * @param places of today
 * @param waiting whether a change of it waits for a second administrator
 * @param factor whether an authenticator app is in force
 */
public record StaffLine(
        StaffNo staffNo,
        String signInName,
        String name,
        String kana,
        StaffState state,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Set<Role> roles,
        List<Workplace> places,
        boolean waiting,
        boolean factor) {}
