package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/** How a caution is said on every screen. */
public final class CautionWords {

    private CautionWords() {}

    /** Kind and particulars; source and date on hover. Loud when the member may not be reached at all. */
    public static Chip chip(Caution caution) {
        var particulars = particulars(caution);
        var words = caution.kind().words();
        var chip = new Chip(
                particulars.isEmpty() ? words : t("member.detail", words, particulars),
                caution.kind().silences() ? Chip.Weight.STOP : Chip.Weight.CAREFUL);
        chip.setTitle(origin(caution));
        return chip;
    }

    static String origin(Caution caution) {
        return t(
                "contact.caution.origin",
                Formats.dateTime(caution.since()),
                code("contact_restriction", "source", caution.source().name()));
    }

    static String particulars(Caution caution) {
        return Stream.of(hours(caution), number(caution), noticed(caution), caution.detail())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(t("list.separator")));
    }

    private static @Nullable String hours(Caution caution) {
        var from = caution.hoursFrom();
        var to = caution.hoursTo();
        return from == null || to == null ? null : t("contact.caution.hours", Formats.time(from), Formats.time(to));
    }

    private static @Nullable String number(Caution caution) {
        return caution.last4() == null ? null : t("contact.last-four", caution.last4());
    }

    private static @Nullable String noticed(Caution caution) {
        return caution.noticedOn() == null ? null : Formats.date(caution.noticedOn());
    }
}
