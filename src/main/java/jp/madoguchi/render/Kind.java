package jp.madoguchi.render;

import java.util.Locale;
import java.util.Set;

/** The kinds of file that are taken. */
public enum Kind {
    JPEG("jpg", "jpeg"),
    PNG("png"),
    PDF("pdf");

    private final Set<String> endings;

    Kind(String... endings) {
        this.endings = Set.of(endings);
    }

    /** Whether a file of this kind may be called so; capitals do not matter. */
    boolean fits(String fileName) {
        return endings.contains(
                fileName.substring(fileName.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT));
    }
}
