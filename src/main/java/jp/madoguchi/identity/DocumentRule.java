package jp.madoguchi.identity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A document that is accepted today, and on what conditions. */
public record DocumentRule(
        DocumentKind kind,
        boolean photo,
        boolean hasExpiry,
        boolean needsSecond,
        @Nullable LocalDate issuedAfter,
        @Nullable LocalDate issuedBefore,
        @Nullable Integer maxAgeMonths,
        boolean chipRequired) {}
