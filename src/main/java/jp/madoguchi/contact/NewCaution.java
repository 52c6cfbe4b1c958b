package jp.madoguchi.contact;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What is said when a caution is recorded.
 *
 * @param detail at most {@link Cautions#DETAIL_LIMIT} code points; for LAWYER_NOTICE the office, required
 * @param number for NO_NUMBER, 10 or 11 digits beginning with 0
 * @param hoursFrom for HOURS, with hoursTo: not to be called between them
 * @param noticedOn for LAWYER_NOTICE required, for DEBT_SETTLEMENT, DECEASED and GUARDIAN possible; not after today
 */
public record NewCaution(
        CautionKind kind,
        Caution.Source source,
        @Nullable String detail,
        @Nullable String number,
        @Nullable LocalTime hoursFrom,
        @Nullable LocalTime hoursTo,
        @Nullable LocalDate noticedOn) {}
