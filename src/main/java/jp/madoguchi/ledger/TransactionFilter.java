package jp.madoguchi.ledger;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions: as the address of the page says.
 *
 * @param kind null = all
 * @param channel null = all
 * @param from first value date; null = from the beginning
 * @param to last value date; null = up to now
 */
public record TransactionFilter(
        @Nullable TransactionKind kind,
        @Nullable TransactionChannel channel,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    private static final String ALL = "all";

    /** What is shown first: the last twelve months. */
    public static TransactionFilter ofLastYear(LocalDate today) {
        return new TransactionFilter(null, null, today.minusYears(1), null);
    }

    /** Read from an address; what makes no sense there is left out. */
    public static TransactionFilter read(Map<String, List<String>> asked, LocalDate today) {
        var from = first(asked, "from");
        return new TransactionFilter(
                one(asked, "kind", TransactionKind.values()),
                one(asked, "channel", TransactionChannel.values()),
                from.equals(ALL) ? null : date(from, ofLastYear(today).from()),
                date(first(asked, "to"), null));
    }

    /** As it stands in an address. */
    public String query() {
        var parts = new ArrayList<String>();
        if (kind != null) {
            parts.add("kind=" + kind);
        }
        if (channel != null) {
            parts.add("channel=" + channel);
        }
        parts.add("from=" + (from == null ? ALL : from));
        if (to != null) {
            parts.add("to=" + to);
        }
        return String.join("&", parts);
    }

    /** Whether no day can lie in it. */
    public boolean isReversed() {
        return from != null && to != null && to.isBefore(from);
    }

    private static String first(Map<String, List<String>> asked, String name) {
        return asked.getOrDefault(name, List.of("")).getFirst();
    }

    private static @Nullable LocalDate date(String text, @Nullable LocalDate otherwise) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            return otherwise;
        }
    }

    private static <T> @Nullable T one(Map<String, List<String>> asked, String name, T[] values) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(first(asked, name)))
                .findFirst()
                .orElse(null);
    }
}
