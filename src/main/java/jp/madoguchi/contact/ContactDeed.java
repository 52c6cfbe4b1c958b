package jp.madoguchi.contact;

import java.time.Instant;
import jp.madoguchi.contact.Closing.Category;
import jp.madoguchi.contact.Closing.Cause;

/** Something that was carried out in a contact for the member, besides clearing a lock. */
record ContactDeed(Kind kind, Instant at) {

    /** What it was, and what a contact with it is about. */
    enum Kind {
        CARD_STOPPED(Category.ACCOUNT, Cause.NOT_A_LOGIN_MATTER),
        CARD_ORDERED(Category.ACCOUNT, Cause.NOT_A_LOGIN_MATTER),
        REACTIVATED(Category.LOGIN, Cause.DORMANT),
        CONTRACT_CANCELLED(Category.ACCOUNT, Cause.NOT_A_LOGIN_MATTER),
        PAID_OFF_CERTIFIED(Category.DOCUMENT, Cause.NOT_A_LOGIN_MATTER),
        LATE_CHARGE_WAIVED(Category.ACCOUNT, Cause.NOT_A_LOGIN_MATTER),
        WEB_ID_REISSUED(Category.LOGIN, Cause.WRONG_CREDENTIALS),
        RESET_STARTED(Category.LOGIN, Cause.WRONG_CREDENTIALS);

        private final Category category;
        private final Cause cause;

        Kind(Category category, Cause cause) {
            this.category = category;
            this.cause = cause;
        }

        Category category() {
            return category;
        }

        Cause cause() {
            return cause;
        }
    }
}
