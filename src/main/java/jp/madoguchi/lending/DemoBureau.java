package jp.madoguchi.lending;

import java.time.Duration;
import java.util.Map;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import org.springframework.stereotype.Component;

/**
 * A bureau that is not there: it answers by the last two digits of the member number, always the same. 94 tells of
 * self-exclusion, 95 of a default; 96 answers after three seconds, 97 never; 98 and 99 cannot be reached. Everybody else owes to as
 * many lenders as the last digit leaves when divided by three, 180,000 yen and 1,000 more for each of the two digits to each.
 */
@Component
class DemoBureau implements Bureau {

    private static final int SELF_EXCLUDED = 94;
    private static final int DEFAULT_ON_FILE = 95;
    private static final Map<Integer, Duration> SLOW = Map.of(96, Duration.ofSeconds(3), 97, Duration.ofDays(1));
    private static final int UNAVAILABLE_FROM = 98;
    private static final int LENDERS = 3;
    private static final long EACH = 180_000;
    private static final long MORE = 1_000;

    @Override
    public Report ask(Question question) throws Unavailable, InterruptedException {
        var ending = ending(question.memberNo());
        if (ending >= UNAVAILABLE_FROM) {
            throw new Unavailable();
        }
        Thread.sleep(SLOW.getOrDefault(ending, Duration.ZERO));
        var lenders = ending % 10 % LENDERS;
        return new Report(
                new Yen(lenders * (EACH + ending * MORE)), lenders, ending == DEFAULT_ON_FILE, ending == SELF_EXCLUDED);
    }

    private static int ending(MemberNo memberNo) {
        return Integer.parseInt(memberNo.value().substring(7));
    }
}
