package jp.madoguchi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** A table of reviewed cases among the test resources: cells apart by tabs, the first line tells what stands in them. */
public final class ReviewedTable {

    private ReviewedTable() {}

    /**
     * @param kind what it is put to
     * @param given in the words of its kind
     * @param what why it stands there
     */
    public record Case(String kind, String given, String expected, String what) {

        @Override
        public String toString() {
            return kind + " «" + given + "» (" + what + ")";
        }
    }

    /** Of a table with these four columns. */
    public static List<Case> cases(String resource) {
        return rows(resource).stream()
                .map(cells -> new Case(cells[0], cells[1], cells[2], cells[3]))
                .toList();
    }

    /** The cells of every line but the first. */
    public static List<String[]> rows(String resource) {
        return lines(resource).stream().skip(1).toList();
    }

    /** The cells of every line, the first with the names of the columns. */
    public static List<String[]> lines(String resource) {
        try (var stream = Objects.requireNonNull(ReviewedTable.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
