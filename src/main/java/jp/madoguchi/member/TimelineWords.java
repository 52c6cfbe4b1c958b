package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.Yen;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/** What happened, in words: a title of its own for each source, and what there is to say about it. */
final class TimelineWords {

    private TimelineWords() {}

    static String title(TimelineEvent event) {
        return switch (event.source()) {
            case "LOGIN" ->
                t("member.timeline.source.LOGIN." + ("SUCCESS".equals(event.what()) ? "SUCCESS" : "FAILED"));
            case "IDENTITY_CHECK" -> t("member.timeline.source.IDENTITY_CHECK." + event.result());
            case "WEB_ID" -> t("member.timeline.source.WEB_ID." + (event.what() == null ? "ISSUED" : "REISSUED"));
            case "CONTACT" -> label("contact", "channel", event.what());
            case "LOOK" -> label("audit_entry", "action", event.what());
            case "LEDGER" -> label("ledger_entry", "kind", event.what());
            case "BANK_SERVICE" -> t("debit.kind." + event.what());
            case "POINTS" -> t("member.timeline.source.POINTS." + event.how());
            default -> t("member.timeline.source." + event.source());
        };
    }

    static String about(TimelineEvent event) {
        return parts(event)
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" / "));
    }

    private static Stream<@Nullable String> parts(TimelineEvent event) {
        var what = event.what();
        var how = event.how();
        var result = event.result();
        return switch (event.source()) {
            case "LOGIN" ->
                Stream.of(
                        "SUCCESS".equals(what) ? null : label("login_attempt", "outcome", what),
                        label("login_attempt", "channel", how),
                        label("login_attempt", "id_kind", result));
            case "LOCKED" ->
                Stream.of(
                        label("login_lock", "kind", what),
                        label("login_lock", "cause", how),
                        counted("failures", event.number()));
            case "LOCK_CLEARED" ->
                Stream.of(label("login_lock", "kind", what), label("login_lock", "clear_reason", how));
            case "CARD_LOST" -> Stream.of(label("card_loss", "circumstance", what), event.id());
            case "CONTACT" ->
                Stream.of(
                        contactCause(how),
                        result == null ? t("member.contacts.open") : label("contact", "outcome", result),
                        event.number() == null ? null : t("member.timeline.minutes", (event.number() + 59) / 60));
            case "HAND_OFF" -> Stream.of(label("hand_off", "purpose", what), event.id());
            case "HAND_OFF_ENDED" ->
                Stream.of(label("hand_off", "outcome", result), label("hand_off", "purpose", what), event.id());
            case "COMPLAINT" -> Stream.of(label("complaint", "about", what), label("complaint", "outcome", result));
            case "IDENTITY_CHECK" ->
                Stream.of(label("identity_check", "method", what), label("identity_check", "fail_reason", how));
            case "WEB_ID" ->
                Stream.of(
                        label("web_id", "reason", what),
                        label("web_id", "delivery", how),
                        label("web_id", "channel", result));
            case "SECRET_CHANGED" ->
                Stream.of(
                        label("credential_reset", "secret", what),
                        label("login_attempt", "channel", how),
                        result == null ? null : t("member.timeline.after-reset"));
            case "RESET" ->
                Stream.of(
                        label("credential_reset", "secret", what),
                        label("credential_reset", "delivery", how),
                        result == null ? null : t("member.timeline.used"));
            case "CARD" -> Stream.of(t("member.timeline.last4", event.id()), label("card", "end_reason", result));
            case "INCOME_PAPER" ->
                Stream.of(
                        label("income_certificate", "kind", what),
                        label("income_certificate", "channel", how),
                        counted("pages", event.number()),
                        label("income_certificate", "state", result));
            case "INCOME_DECIDED" ->
                Stream.of(
                        t("income.happening." + result),
                        yen(event.number()),
                        label("income_certificate", "kind", what),
                        many("income.reason.", how));
            case "PAID_OFF_CERTIFICATE" -> Stream.of(event.id());
            case "LIMIT_REQUESTED" ->
                Stream.of(
                        label("limit_request", "kind", what),
                        yen(event.number()),
                        label("limit_request", "channel", how),
                        label("limit_request", "state", result));
            case "LIMIT_DECIDED" -> Stream.of(t("limit.outcome." + what), yen(event.number()));
            case "LIMIT_OFFER_ENDED" -> Stream.of(label("limit_offer", "end_reason", what), yen(event.number()));
            case "LIMIT_CHANGED" ->
                Stream.of(
                        label("limit_change", "why", what), label("limit_change", "reason", how), yen(event.number()));
            case "BORROWING_STOPPED", "BORROWING_LIFTED" -> Stream.of(label("borrowing_stop", "reason", what));
            case "LEDGER" -> Stream.of(label("ledger_entry", "channel", how), yen(event.number()));
            case "BANK_SERVICE" ->
                Stream.of(t("member.timeline.service." + result), how == null ? null : t("debit.reason." + how));
            case "POINT_SERVICE" -> Stream.of(t("member.timeline.service." + what));
            case "POINTS" ->
                Stream.of(
                        "EARNED".equals(how)
                                ? label("point_rule", "occasion", what)
                                : label("point_benefit_rule", "benefit", what),
                        event.number() == null ? null : t("points.value", event.number()));
            case "CHANGE_REPORTED" ->
                Stream.of(
                        label("change_report", "kind", what),
                        label("change_report", "channel", how),
                        t("member.timeline.report." + result));
            case "CHANGE_REPORT_ENDED" ->
                Stream.of(
                        label("change_report", "kind", what),
                        t("member.timeline.report." + result),
                        label("change_report", "turn_down_reason", how));
            case "TAKEOVER_HEARD" -> Stream.of(label("takeover_report", "kind", what));
            case "DATA_CHANGED" -> Stream.of(label("personal_data_change", "kind", what));
            case "RESTRICTION" ->
                Stream.of(label("contact_restriction", "kind", what), label("contact_restriction", "source", how));
            case "ATTENTION" ->
                Stream.of(label("attention_flag", "kind", what), label("attention_flag", "source", how));
            case "CONTRACT_ENDED" -> Stream.of(label("contract", "end_reason", what));
            case "CHARGE_WAIVED" -> Stream.of(yen(event.number()));
            case "MESSAGE" ->
                Stream.of(
                        label("outbox", "kind", what),
                        label("outbox", "channel", how),
                        label("outbox", "state", result));
            case "APPROVAL" ->
                Stream.of(
                        t("approval.operation." + what),
                        rule(how),
                        result == null ? t("member.timeline.waiting") : label("approval", "decision", result));
            case "LOOK" -> Stream.of(how == null ? null : reasonToLook(event.what(), how));
            default -> Stream.of();
        };
    }

    /** Cause where one was recorded, else the category. */
    private static @Nullable String contactCause(@Nullable String code) {
        if (code == null) {
            return null;
        }
        var category =
                List.of("LOGIN", "ACCOUNT", "CHANGE", "DOCUMENT", "OTHER").contains(code);
        return label("contact", category ? "category" : "cause", code);
    }

    private static @Nullable String rule(@Nullable String reason) {
        return Arrays.stream(Reason.values()).anyMatch(rule -> rule.name().equals(reason))
                ? t("policy." + reason)
                : null;
    }

    private static String reasonToLook(@Nullable String action, String reason) {
        return "MEMBER_OPENED".equals(action) || "FIELD_REVEALED".equals(action)
                ? label("audit_entry", "reason", reason)
                : "";
    }

    private static String label(String table, String column, @Nullable String code) {
        return code == null ? "" : code(table, column, code);
    }

    private static @Nullable String many(String prefix, @Nullable String codes) {
        return codes == null
                ? null
                : Arrays.stream(codes.split(","))
                        .map(code -> t(prefix + code))
                        .collect(Collectors.joining(t("list.separator")));
    }

    private static @Nullable String counted(String what, @Nullable Long number) {
        return number == null ? null : t("member.timeline." + what, number);
    }

    private static @Nullable String yen(@Nullable Long amount) {
        return amount == null ? null : Formats.yen(new Yen(amount));
    }

    /** How much it matters when somebody has one minute to read. */
    static Chip.Weight weight(TimelineEvent event) {
        return switch (event.source()) {
            case "LOCKED", "CARD_LOST", "BORROWING_STOPPED", "CONTRACT_ENDED", "DELINQUENT" -> Chip.Weight.STOP;
            case "LOCK_CLEARED", "BORROWING_LIFTED", "REACTIVATED", "SETTLED" -> Chip.Weight.GOOD;
            case "COMPLAINT", "RESTRICTION", "ATTENTION", "TAKEOVER_HEARD" -> Chip.Weight.CAREFUL;
            case "LOGIN" -> "SUCCESS".equals(event.what()) ? Chip.Weight.GOOD : Chip.Weight.CAREFUL;
            case "IDENTITY_CHECK" -> "PASSED".equals(event.result()) ? Chip.Weight.GOOD : Chip.Weight.CAREFUL;
            case "LOOK" -> "REFUSED".equals(event.result()) ? Chip.Weight.CAREFUL : Chip.Weight.PLAIN;
            default -> Chip.Weight.PLAIN;
        };
    }
}
