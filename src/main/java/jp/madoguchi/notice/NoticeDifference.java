package jp.madoguchi.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which a version differs from the one before.
 *
 * @param field key of its label after {@code notice.field.}
 */
public record NoticeDifference(String field, String before, String after) {

    /** In the order of the form. */
    static List<NoticeDifference> between(NoticeForm before, NoticeForm after) {
        var all = new ArrayList<NoticeDifference>();
        add(all, "kind", NoticeWords.kind(before.kind()), NoticeWords.kind(after.kind()));
        add(all, "severity", NoticeWords.severity(before.severity()), NoticeWords.severity(after.severity()));
        add(all, "services", NoticeWords.services(before.services()), NoticeWords.services(after.services()));
        add(all, "banks", before.banks(), after.banks());
        add(all, "title", before.title(), after.title());
        add(all, "body", before.body(), after.body());
        add(all, "to-say", before.toSay(), after.toSay());
        add(all, "title-en", before.titleEn(), after.titleEn());
        add(all, "body-en", before.bodyEn(), after.bodyEn());
        add(all, "affected-from", NoticeWords.clock(before.affectedFrom()), NoticeWords.clock(after.affectedFrom()));
        add(all, "affected-to", NoticeWords.clock(before.affectedTo()), NoticeWords.clock(after.affectedTo()));
        add(all, "shown-from", NoticeWords.clock(before.shownFrom()), NoticeWords.clock(after.shownFrom()));
        add(all, "shown-until", NoticeWords.clock(before.shownUntil()), NoticeWords.clock(after.shownUntil()));
        return all;
    }

    private static void add(List<NoticeDifference> all, String field, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            all.add(new NoticeDifference(
                    field, Objects.requireNonNullElse(before, ""), Objects.requireNonNullElse(after, "")));
        }
    }
}
