package jp.madoguchi.member;

import jp.madoguchi.core.Message;
import jp.madoguchi.core.Refused;

/** A piece of what was typed cannot be anything that members are found by. */
public final class UnreadableTerm extends Refused {

    private static final int SHOWN = 30;

    /** The fields of the form, as their labels name them. */
    enum Field {
        MEMBER_NUMBER,
        CARD,
        PHONE,
        WEB_ID,
        EMAIL,
        BIRTH_DATE,
        POSTAL_CODE;

        Message label() {
            return Message.of("member.search.field." + this);
        }

        Message format() {
            return Message.of("member.search.format." + this);
        }
    }

    private UnreadableTerm(String code, Object... arguments) {
        super(code, arguments);
    }

    static UnreadableTerm anywhere(String piece) {
        return new UnreadableTerm("MEMBER-002", cut(piece));
    }

    static UnreadableTerm noSuchDay(String piece, boolean wrongEra) {
        return new UnreadableTerm(wrongEra ? "MEMBER-004" : "MEMBER-003", cut(piece));
    }

    static UnreadableTerm digits(String piece, int count) {
        return new UnreadableTerm("MEMBER-005", cut(piece), count);
    }

    static UnreadableTerm in(Field field, String typed) {
        return new UnreadableTerm("MEMBER-006", cut(typed), field.label(), field.format());
    }

    private static String cut(String text) {
        var length = text.codePointCount(0, text.length());
        return length <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
