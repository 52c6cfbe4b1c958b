package jp.madoguchi.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * The account of a member's latest contract: its figures, how the minimum repayment comes about, its terms, what is on or off.
 *
 * @param available what may be borrowed now, 0 while anything stands against it
 * @param apr per cent a year
 * @param dueDay day of the month; 31 = month end
 * @param obstacles what stands against a borrowing, the gravest first; none = borrowing is on
 * @param transfer how an instant transfer reaches the registered account; null without one
 * @param debit direct debit; null = off
 * @param mail due-date mail; null = off
 * @param pointsSince since when the member takes part in the point service; null = not
 */
public record Account(
        Yen creditLimit,
        Yen available,
        BigDecimal apr,
        int dueDay,
        Yen lastBorrowingBalance,
        Product product,
        List<Obstacle> obstacles,
        @Nullable InstantTransfer transfer,
        @Nullable Debit debit,
        @Nullable Mail mail,
        @Nullable Instant pointsSince) {

    public Account {
        obstacles = List.copyOf(obstacles);
    }

    /** Since when something stands against a borrowing; null when it does not, or where no moment says it. */
    @Nullable
    Instant since(Obstacle.Code code) {
        return obstacles.stream()
                .filter(obstacle -> obstacle.code() == code)
                .map(Obstacle::since)
                .findFirst()
                .orElse(null);
    }

    /** The terms of a product version (DOMAIN R34), as they were made. */
    public record Product(
            String version,
            LocalDate effectiveFrom,
            BigDecimal aprLowest,
            BigDecimal aprHighest,
            Yen limitLowest,
            Yen limitHighest,
            int ageLowest,
            int ageHighest,
            Terms terms) {}

    /**
     * What stands against a borrowing.
     *
     * @param code of madoguchi.borrowing_obstacles
     * @param since null where no moment says it
     */
    public record Obstacle(Code code, @Nullable Instant since) {

        /** In the order in which the member site answers them. */
        public enum Code {
            CANCELLED,
            DORMANT,
            LOCKED,
            LATE,
            STOPPED,
            LIMIT_ZERO,
            LIMIT_REACHED
        }
    }

    /**
     * Instant transfer (即時振込) to the registered account (DOMAIN R7).
     *
     * @param aroundTheClock at any hour, else in business hours only
     * @param open whether it would be paid out at once now
     */
    public record InstantTransfer(String bank, boolean aroundTheClock, boolean open) {}

    /**
     * Direct debit (口座振替, DOMAIN R12).
     *
     * @param dueDay day of the month; 31 = month end
     */
    public record Debit(String bank, int dueDay, Instant since) {}

    /**
     * Due-date mail (返済日お知らせメール, DOMAIN R13).
     *
     * @param daysBefore the due date
     * @param reaches whether an e-mail address is registered
     */
    public record Mail(int daysBefore, Instant since, boolean reaches) {}
}
