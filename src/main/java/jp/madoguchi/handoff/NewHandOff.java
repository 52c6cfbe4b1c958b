package jp.madoguchi.handoff;

import java.time.LocalDate;
import jp.madoguchi.core.PlaceNo;
import org.jspecify.annotations.Nullable;

/**
 * What a hand-off is made of.
 *
 * @param placeNo the store or machine that was named to the member
 * @param expectedOn from today on, or null when the member did not say
 * @param message whether the member wishes a message with number, place and documents
 */
public record NewHandOff(
        HandOff.Purpose purpose,
        @Nullable PlaceNo placeNo,
        @Nullable LocalDate expectedOn,
        @Nullable String note,
        boolean message) {}
