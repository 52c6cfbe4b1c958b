package jp.madoguchi.takeover;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import java.time.Instant;
import java.time.OffsetDateTime;
import jp.madoguchi.core.Yen;
import jp.madoguchi.ui.Formats;

/** A sign and its evidence in words, for staff only. */
final class SignWords {

    private SignWords() {}

    static String name(Sign sign) {
        return code("takeover_signs", "sign", sign.name());
    }

    static String evidence(TakeoverSign sign) {
        return switch (sign.sign()) {
            case FLAGGED -> t("takeover.evidence.FLAGGED", code("attention_flag", "source", fact(sign, "source")));
            case LOCKED -> t("takeover.evidence.LOCKED");
            case LOGIN_DENIED, CALL_BACK_REFUSED, CHANGE_DENIED ->
                t("takeover.evidence.heard", fact(sign, "contact"), fact(sign, "times"));
            case NEW_DEVICE_THEN_DRAW ->
                t(
                        "takeover.evidence.NEW_DEVICE_THEN_DRAW",
                        fact(sign, "device"),
                        moment(sign, "login_at"),
                        moment(sign, "draw_at"),
                        yen(sign),
                        fact(sign, "percent"));
            case CHANGED_THEN_DRAW ->
                t(
                        "takeover.evidence.CHANGED_THEN_DRAW",
                        what(sign),
                        moment(sign, "changed_at"),
                        moment(sign, "draw_at"),
                        yen(sign));
            case MANY_MEMBERS_ONE_ADDRESS ->
                t("takeover.evidence.MANY_MEMBERS_ONE_ADDRESS", fact(sign, "address"), fact(sign, "members"));
            case WEB_ID_AND_PIN_ONE_DAY ->
                t("takeover.evidence.WEB_ID_AND_PIN_ONE_DAY", moment(sign, "web_id_at"), moment(sign, "pin_at"));
            case CONTACT_DATA_CHANGED -> t("takeover.evidence.CONTACT_DATA_CHANGED", what(sign), moment(sign, "until"));
        };
    }

    private static String fact(TakeoverSign sign, String name) {
        return sign.evidence().getOrDefault(name, "");
    }

    private static String what(TakeoverSign sign) {
        return t("takeover.what." + fact(sign, "what"));
    }

    private static String yen(TakeoverSign sign) {
        return Formats.yen(new Yen(Long.parseLong(fact(sign, "amount"))));
    }

    private static String moment(TakeoverSign sign, String name) {
        Instant at = OffsetDateTime.parse(fact(sign, name)).toInstant();
        return Formats.dateTime(at);
    }
}
