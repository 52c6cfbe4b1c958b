package jp.madoguchi.member;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.CardNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/** One term as it was understood. */
public sealed interface SearchKey {

    record MemberNumber(MemberNo memberNo) implements SearchKey {}

    record CardNumber(CardNo cardNo) implements SearchKey {}

    /** @param orCard whether the same digits may be a card number: the box cannot tell, a named field can */
    record PhoneNumber(String digits, boolean orCard) implements SearchKey {}

    /**
     * The first six to nine digits of a telephone number.
     *
     * @param orPostal whether the same seven digits may be a postal code
     */
    record PhoneBeginning(String digits, boolean orPostal) implements SearchKey {}

    record WebId(String webId) implements SearchKey {}

    record Email(String address) implements SearchKey {}

    record BirthDate(LocalDate date) implements SearchKey {}

    /** A year or a month of birth, from its first to its last day. */
    record BirthPeriod(LocalDate first, LocalDate last) implements SearchKey {}

    record LastFour(String digits, Of of) implements SearchKey {
        public enum Of {
            PHONE,
            CARD,
            EITHER
        }
    }

    record PostalCode(String digits) implements SearchKey {}

    /**
     * A name or parts of one; at least one way of telling it is given, and all that are given hold together.
     *
     * @param written in kanji, perhaps with kana among them
     * @param kana in hiragana or katakana only
     * @param latin in Latin letters, with the blanks: as written, or as read
     */
    record Name(
            @Nullable String written,
            @Nullable String kana,
            @Nullable String latin) implements SearchKey {

        private static final Pattern WRITTEN_THEN_KANA = Pattern.compile("(.*[^ぁ-ゖァ-ヺー])([ぁ-ゖァ-ヺー]+)");

        /** Whether too little of it was said to look for: a single kana or letter. */
        boolean isTooShort() {
            return written == null && length(kana) + length(latin) < 2;
        }

        /** What was heard of it, in kana or in letters; null when it was given as written only. */
        @Nullable
        String heard() {
            return kana == null && latin == null
                    ? null
                    : Stream.of(kana, latin).filter(part -> part != null).collect(Collectors.joining());
        }

        /** 田中たろう may be a given name in hiragana, or one that was only heard: 田中 read タロウ. */
        Optional<Name> asHeardInPart() {
            if (written == null || heard() != null) {
                return Optional.empty();
            }
            var parts = WRITTEN_THEN_KANA.matcher(written);
            return parts.matches() ? Optional.of(new Name(parts.group(1), parts.group(2), null)) : Optional.empty();
        }

        /** Letters without the marks. */
        private static int length(@Nullable String text) {
            return text == null
                    ? 0
                    : Math.toIntExact(text.codePoints().filter(c -> !isMark(c)).count());
        }

        static boolean isMark(int codePoint) {
            return codePoint == 'ー' || codePoint == '・' || codePoint == 0x3099 || codePoint == 0x309A;
        }
    }

    /** What the text of a statement depends on: keys of one kind differ in their values alone. Of a name it takes its folded form. */
    default Object kind() {
        return switch (this) {
            case PhoneNumber(var digits, var orCard) -> List.of(PhoneNumber.class, orCard);
            case PhoneBeginning(var digits, var orPostal) ->
                List.of(PhoneBeginning.class, orPostal, Probe.isShortBeginning(digits));
            case LastFour(var digits, var of) -> of;
            case MemberNumber any -> MemberNumber.class;
            case CardNumber any -> CardNumber.class;
            case WebId any -> WebId.class;
            case Email any -> Email.class;
            case BirthDate any -> BirthDate.class;
            case BirthPeriod any -> BirthPeriod.class;
            case PostalCode any -> PostalCode.class;
            case Name any -> throw new IllegalStateException("a name is folded first");
        };
    }

    /** Whether it points at one person all by itself. */
    default boolean isIdentifier() {
        return switch (this) {
            case MemberNumber any -> true;
            case CardNumber any -> true;
            case PhoneNumber any -> true;
            case WebId any -> true;
            case Email any -> true;
            case PhoneBeginning any -> false;
            case BirthDate any -> false;
            case BirthPeriod any -> false;
            case LastFour any -> false;
            case PostalCode any -> false;
            case Name any -> false;
        };
    }
}
