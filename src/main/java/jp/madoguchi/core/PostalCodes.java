package jp.madoguchi.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Postal codes (郵便番号) by the list of the post, as the npm package japan-postal-code 0.3.0 has it ({@code script/postal-codes});
 * about 140,000, read when the first is asked for. Towns that were renamed since have their old name: what is filled in is a
 * proposal, never a check.
 */
public final class PostalCodes {

    private static final String RESOURCE = "/postal/codes.tsv.gz";
    private static final String NOTHING = "-";
    private static final int DIGITS = 7;

    /**
     * What a code stands for.
     *
     * @param municipality with its ward (区)
     * @param town may be empty
     */
    public record Area(String prefecture, String municipality, String town) {}

    private record Municipality(String prefecture, String name) {}

    /** Loaded once, by the class loader's own lock. */
    private static final class Book {

        private static final Book OPEN = read();

        private final int[] codes;
        private final List<Municipality> municipalities;
        private final List<String> towns;

        private Book(int[] codes, List<Municipality> municipalities, List<String> towns) {
            this.codes = codes;
            this.municipalities = municipalities;
            this.towns = towns;
        }

        private static Book read() {
            try (var stream = Objects.requireNonNull(PostalCodes.class.getResourceAsStream(RESOURCE));
                    var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(stream), UTF_8))) {
                var codes = new ArrayList<Integer>();
                var municipalities = new ArrayList<Municipality>();
                var towns = new ArrayList<String>();
                var known = new HashMap<Municipality, Municipality>();
                var before = new String[] {"", "", ""};
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    var cells = line.split("\t", -1);
                    for (var cell = 0; cell < before.length; cell++) {
                        if (!cells[cell + 1].isEmpty()) {
                            before[cell] = cells[cell + 1].equals(NOTHING) ? "" : cells[cell + 1];
                        }
                    }
                    codes.add(Integer.parseInt(cells[0]));
                    var municipality = new Municipality(before[0], before[1]);
                    municipalities.add(known.computeIfAbsent(municipality, same -> municipality));
                    towns.add(before[2]);
                }
                return new Book(
                        codes.stream().mapToInt(Integer::intValue).toArray(),
                        List.copyOf(municipalities),
                        List.copyOf(towns));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private PostalCodes() {}

    /** @param code seven half-width digits; anything else has no area */
    public static Optional<Area> find(String code) {
        if (code.length() != DIGITS || !code.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.empty();
        }
        var at = Arrays.binarySearch(Book.OPEN.codes, Integer.parseInt(code));
        if (at < 0) {
            return Optional.empty();
        }
        var municipality = Book.OPEN.municipalities.get(at);
        return Optional.of(new Area(municipality.prefecture(), municipality.name(), Book.OPEN.towns.get(at)));
    }
}
