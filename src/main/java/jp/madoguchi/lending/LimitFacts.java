package jp.madoguchi.lending;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * All that a decision about a limit rests on, as the type {@code madoguchi.limit_facts} describes it. Amounts are yen, rates
 * per cent a year; null is "not known" or "never". Nothing in it changes by itself as time goes by, so two readings are equal
 * when nothing was changed between them.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LimitFacts(
        String memberNo,
        LocalDate birthDate,
        @Nullable String productVersion,
        @Nullable Long contractId,
        @Nullable String contractState,
        @Nullable Integer contractVersion,
        @Nullable LocalDate startedOn,
        @Nullable Long creditLimit,
        @Nullable BigDecimal apr,
        @Nullable Long balance,
        long ownOtherLoans,
        @Nullable Long annualIncome,
        @Nullable String incomeSource,
        @Nullable Instant incomeFrom,
        @Nullable LocalDate incomePaperOn,
        @Nullable LocalDate incomeRenewOn,
        boolean incomeReopened,
        int papersOpen,
        @Nullable Instant newestPaperAt,
        @Nullable Long othersBalance,
        @Nullable Integer othersLenders,
        @Nullable String othersSource,
        @Nullable Instant othersReportedAt,
        @Nullable Instant bureauAnsweredAt,
        @Nullable Boolean defaultOnFile,
        boolean selfExcluded,
        @Nullable LocalDate delinquentSince,
        List<String> locks,
        boolean takeoverSuspected,
        List<String> borrowingStops,
        List<String> restrictions,
        List<String> restrictedFlags,
        @Nullable Instant identityProvedAt,
        @Nullable Instant contactDataConfirmedAt,
        @Nullable Instant addressChangedAt,
        @Nullable Instant phoneChangedAt,
        @Nullable Instant emailChangedAt,
        @Nullable Instant workplaceChangedAt,
        boolean workplaceOnFile,
        @Nullable String workplaceResult,
        @Nullable Instant workplaceCheckedAt) {

    public LimitFacts {
        locks = List.copyOf(locks);
        borrowingStops = List.copyOf(borrowingStops);
        restrictions = List.copyOf(restrictions);
        restrictedFlags = List.copyOf(restrictedFlags);
    }

    /** Names of the facts that are not as they were, in their order; words are {@code lending.fact.NAME}. */
    public List<String> changedSince(LimitFacts earlier) {
        return Stream.of(LimitFacts.class.getRecordComponents())
                .filter(fact -> !Objects.equals(value(fact, this), value(fact, earlier)))
                .map(RecordComponent::getName)
                .toList();
    }

    /** The same, as if no borrowing stop were in force. */
    public LimitFacts withoutBorrowingStops() {
        return new LimitFacts(
                memberNo,
                birthDate,
                productVersion,
                contractId,
                contractState,
                contractVersion,
                startedOn,
                creditLimit,
                apr,
                balance,
                ownOtherLoans,
                annualIncome,
                incomeSource,
                incomeFrom,
                incomePaperOn,
                incomeRenewOn,
                incomeReopened,
                papersOpen,
                newestPaperAt,
                othersBalance,
                othersLenders,
                othersSource,
                othersReportedAt,
                bureauAnsweredAt,
                defaultOnFile,
                selfExcluded,
                delinquentSince,
                locks,
                takeoverSuspected,
                List.of(),
                restrictions,
                restrictedFlags,
                identityProvedAt,
                contactDataConfirmedAt,
                addressChangedAt,
                phoneChangedAt,
                emailChangedAt,
                workplaceChangedAt,
                workplaceOnFile,
                workplaceResult,
                workplaceCheckedAt);
    }

    private static @Nullable Object value(RecordComponent fact, LimitFacts facts) {
        try {
            return fact.getAccessor().invoke(facts);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
