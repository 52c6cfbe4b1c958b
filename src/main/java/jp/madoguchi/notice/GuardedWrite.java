package jp.madoguchi.notice;

import java.util.function.Supplier;
import jp.madoguchi.notice.NoticeRefused.Why;
import org.jooq.exception.DataAccessException;

/** What the functions of the database that guard notices and rules refuse was changed by somebody else meanwhile. */
final class GuardedWrite {

    private static final String REFUSED = "MD003";

    private GuardedWrite() {}

    /** @throws NoticeRefused CHANGED */
    static <T> T ask(Supplier<T> function) {
        try {
            return function.get();
        } catch (DataAccessException failure) {
            // Spring translates what it knows; a code of our own stays jOOQ's.
            if (REFUSED.equals(failure.sqlState())) {
                throw new NoticeRefused(Why.CHANGED);
            }
            throw failure;
        }
    }
}
