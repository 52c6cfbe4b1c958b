package jp.madoguchi.limit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitFacts;
import jp.madoguchi.lending.LimitJudgement;
import org.jspecify.annotations.Nullable;

/**
 * All that a reviewer has in front, unmasked, at one moment.
 *
 * @param promisedBy the answer is promised until the end of this day
 * @param consented the terms were consented to with the request: an approval of exactly what was asked is accepted in advance
 * @param judgement of the limit asked for at the present APR; its fingerprint binds a decision
 */
public record LimitCase(
        UUID request,
        RequestKind kind,
        MemberNo memberNo,
        String name,
        String kana,
        Instant receivedAt,
        String channel,
        LocalDate promisedBy,
        RequestState state,
        Yen askedLimit,
        RequestPurpose purpose,
        Yen declaredIncome,
        @Nullable String declaredEmployer,
        Yen othersBalance,
        int othersLenders,
        boolean consented,
        LimitFacts facts,
        LimitJudgement judgement) {}
