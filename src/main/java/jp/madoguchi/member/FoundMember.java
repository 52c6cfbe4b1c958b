package jp.madoguchi.member;

import java.util.List;
import java.util.Set;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/**
 * A row of the answer: what tells two people apart, masked as before an identity check (DOMAIN R31d).
 *
 * @param name today's legal name
 * @param municipality null when no address is on file, as prefecture and phone
 * @param contractState code of contract.state of the latest contract
 * @param locks kinds of open locks, codes of login_lock.kind
 * @param found what fitted where it is not exactly what holds today; empty when it is
 * @param foundName the former name or the alias that fitted
 */
public record FoundMember(
        MemberNo memberNo,
        String name,
        String kana,
        @Nullable String prefecture,
        @Nullable String municipality,
        @Nullable String phoneLast4,
        @Nullable String contractState,
        List<String> locks,
        Set<Found> found,
        @Nullable String foundName) {

    /** What fitted, where it is not what holds today. */
    public enum Found {
        /** 異体字: another form of a character than was typed. */
        VARIANT,
        /** Sounds alike: long and short vowels, readings in letters. */
        SIMILAR_READING,
        FORMER_NAME,
        ALIAS,
        FORMER_PHONE,
        FORMER_CARD,
        RETIRED_WEB_ID,
        FORMER_EMAIL,
        FORMER_ADDRESS
    }
}
