package jp.madoguchi.member;

import java.time.LocalDate;
import jp.madoguchi.core.CardNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/** One term as it was understood. */
public sealed interface SearchKey {

    record MemberNumber(MemberNo memberNo) implements SearchKey {}

    record CardNumber(CardNo cardNo) implements SearchKey {}

    /** @param orCard whether the same digits may be a card number: the box cannot tell, a named field can */
    record PhoneNumber(String digits, boolean orCard) implements SearchKey {}

    record WebId(String webId) implements SearchKey {}

    record Email(String address) implements SearchKey {}

    record BirthDate(LocalDate date) implements SearchKey {}

    record LastFour(String digits, Of of) implements SearchKey {
        public enum Of {
            PHONE,
            CARD,
            EITHER
        }
    }

    record PostalCode(String digits) implements SearchKey {}

    /** @param written in kanji, or in letters @param kana in hiragana or katakana; at least one is given, both hold together */
    record Name(@Nullable String written, @Nullable String kana) implements SearchKey {

        /** How much is known of the reading, without long-vowel marks; 0 when none was given. */
        int kanaLength() {
            return kana == null
                    ? 0
                    : Math.toIntExact(kana.codePoints().filter(c -> !isMark(c)).count());
        }

        static boolean isMark(int codePoint) {
            return codePoint == 'ー' || codePoint == '・' || codePoint == 0x3099 || codePoint == 0x309A;
        }
    }

    /** Whether it points at one person all by itself. */
    default boolean isIdentifier() {
        return switch (this) {
            case MemberNumber any -> true;
            case CardNumber any -> true;
            case PhoneNumber any -> true;
            case WebId any -> true;
            case Email any -> true;
            case BirthDate any -> false;
            case LastFour any -> false;
            case PostalCode any -> false;
            case Name any -> false;
        };
    }
}
