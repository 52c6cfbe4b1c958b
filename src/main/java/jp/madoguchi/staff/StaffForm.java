package jp.madoguchi.staff;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.staff.StaffRefused.Why;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is to be, whole.
 *
 * @param validTo first day on which it is over; null = open
 * @param roles from effectiveOn on, all of them
 * @param places from effectiveOn on, all of them
 * @param effectiveOn today or later
 * @param resetsAccess password and authenticator app end, a link to begin anew may be drawn
 * @param reason up to 200 characters
 */
public record StaffForm(
        @Nullable String signInName,
        @Nullable String family,
        @Nullable String given,
        @Nullable String familyKana,
        @Nullable String givenKana,
        StaffState state,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        Set<Role> roles,
        Set<PlaceNo> places,
        @Nullable LocalDate effectiveOn,
        boolean resetsAccess,
        @Nullable String reason) {

    static final int REASON = 200;
    static final int NAME = 40;
    private static final Pattern SIGN_IN_NAME = Pattern.compile("[a-z][a-z0-9._-]{1,31}");

    public StaffForm {
        roles = Set.copyOf(roles);
        places = Set.copyOf(places);
    }

    /** Family and given name, as far as they are there. */
    String name() {
        return Stream.of(family, given).filter(part -> part != null).collect(Collectors.joining(" "));
    }

    /** The reading of it. */
    String kana() {
        return Stream.of(familyKana, givenKana).filter(part -> part != null).collect(Collectors.joining(" "));
    }

    StaffForm cleaned() {
        return new StaffForm(
                signInName == null
                        ? null
                        : Normalizer.normalize(signInName, Normalizer.Form.NFKC)
                                .strip()
                                .toLowerCase(Locale.ROOT),
                FreeText.line(family, NAME),
                FreeText.line(given, NAME),
                FreeText.line(familyKana, NAME),
                FreeText.line(givenKana, NAME),
                state,
                validFrom,
                validTo,
                roles,
                places,
                effectiveOn,
                resetsAccess,
                FreeText.line(reason, REASON));
    }

    /** @throws StaffRefused INCOMPLETE, or REASON_MISSING */
    void require(LocalDate today) {
        if (reason == null) {
            throw new StaffRefused(Why.REASON_MISSING);
        }
        var open = state == StaffState.ACTIVE;
        if (signInName == null
                || !SIGN_IN_NAME.matcher(signInName).matches()
                || family == null
                || given == null
                || familyKana == null
                || givenKana == null
                || validFrom == null
                || validTo != null && !validTo.isAfter(validFrom)
                || effectiveOn == null
                || effectiveOn.isBefore(today)
                || open && (roles.isEmpty() || places.isEmpty())) {
            throw new StaffRefused(Why.INCOMPLETE);
        }
    }

    /** The same account with other roles from a day on; without any it is disabled. */
    StaffForm with(Set<Role> others, LocalDate from, String why) {
        return new StaffForm(
                signInName,
                family,
                given,
                familyKana,
                givenKana,
                others.isEmpty() ? StaffState.DISABLED : state,
                validFrom,
                validTo,
                others,
                places,
                from,
                false,
                why);
    }
}
