package jp.madoguchi.debit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Banks and branches by their codes and names, from the list that is packed in (zengin/banks.tsv, made by script/banks). */
@Component
public class Banks {

    private static final String LIST = "/zengin/banks.tsv";
    private static final String SMALL = "ァィゥェォッャュョヮ";
    private static final String LARGE = "アイウエオツヤユヨワ";

    private static final class Held {
        static final List<Bank> ALL = read();
    }

    /** In the order of their codes. */
    public List<Bank> all() {
        return Held.ALL;
    }

    public Optional<Bank> bank(String code) {
        return all().stream().filter(bank -> bank.code().equals(code)).findFirst();
    }

    /** Whether a name, reading or code begins with, or a name holds, what was typed; in any width, hiragana too. */
    static boolean fits(String typed, String code, String name, String kana) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        return code.startsWith(text) || name.contains(text) || kana.startsWith(reading(text));
    }

    /** As the list reads: katakana without small ones. */
    private static String reading(String text) {
        var read = new StringBuilder();
        text.chars()
                .map(letter -> letter >= 'ぁ' && letter <= 'ゖ' ? letter + 'ァ' - 'ぁ' : letter)
                .map(letter -> SMALL.indexOf(letter) < 0 ? letter : LARGE.charAt(SMALL.indexOf(letter)))
                .forEach(letter -> read.append((char) letter));
        return read.toString();
    }

    private static List<Bank> read() {
        var banks = new ArrayList<Bank>();
        String @Nullable [] open = null;
        var branches = new ArrayList<Bank.Branch>();
        for (var line : lines()) {
            var cells = line.split("\t", -1);
            if (line.startsWith("#")) {
                continue;
            }
            if (cells[0].isEmpty()) {
                branches.add(new Bank.Branch(cells[1], cells[2], cells[3]));
                continue;
            }
            close(banks, open, branches);
            open = cells;
            branches.clear();
        }
        close(banks, open, branches);
        return List.copyOf(banks);
    }

    private static void close(List<Bank> banks, String @Nullable [] open, List<Bank.Branch> branches) {
        if (open != null) {
            banks.add(new Bank(open[0], open[1], open[2], branches));
        }
    }

    private static List<String> lines() {
        try (var stream = Objects.requireNonNull(Banks.class.getResourceAsStream(LIST))) {
            return new String(stream.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
