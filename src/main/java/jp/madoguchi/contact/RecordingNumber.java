package jp.madoguchi.contact;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number of a call's recording (録音番号), as it is read off the telephone. */
final class RecordingNumber {

    /** Letters and digits, parted by hyphens, 4 to 30 of them; as the database has it. */
    private static final Pattern WELL_FORMED = Pattern.compile("[0-9A-Z][0-9A-Z-]{3,29}");

    private RecordingNumber() {}

    /**
     * As it is kept; null when nothing was typed.
     *
     * @throws IncompleteContact when it is none
     */
    static @Nullable String of(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var plain = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s_]", "")
                .replaceAll("[\\p{Pd}\u2212\u30fc]", "-")
                .toUpperCase(Locale.ROOT);
        if (!WELL_FORMED.matcher(plain).matches()) {
            throw IncompleteContact.recordingNumber();
        }
        return plain;
    }
}
