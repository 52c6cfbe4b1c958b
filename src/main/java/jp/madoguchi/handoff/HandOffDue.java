package jp.madoguchi.handoff;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** That somebody is to come, without a word about the person. @param taken whether the member is being served */
public record HandOffDue(
        HandOffNo no,
        HandOff.Purpose purpose,
        String placeName,
        @Nullable LocalDate expectedOn,
        LocalDate dueOn,
        boolean overdue,
        boolean taken) {}
