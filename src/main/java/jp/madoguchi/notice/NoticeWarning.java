package jp.madoguchi.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.core.Message;

/** Something about the clocks of a form that is allowed and seldom meant. */
public record NoticeWarning(Code code, Message message) {

    /** What it is about. */
    public enum Code {
        /** The time affected is over already. */
        PAST_END,
        /** Members stop seeing it while services are still affected. */
        HIDDEN_TOO_SOON,
        /** Members see it only after the services are affected. */
        SHOWN_LATE,
        /** Another notice tells of a service at the same time. */
        OVERLAP
    }

    static NoticeWarning overlap(String title) {
        return new NoticeWarning(Code.OVERLAP, Message.of("notice.warning.OVERLAP", title));
    }

    /** What can be told from the form alone. */
    static List<NoticeWarning> of(NoticeForm form, Instant now) {
        var warnings = new ArrayList<NoticeWarning>();
        var until = form.shownUntil();
        var end = form.affectedTo();
        var begin = form.affectedFrom();
        if (form.kind().stopsSomething() && end != null && !end.isAfter(now)) {
            warnings.add(plain(Code.PAST_END));
        }
        if (form.kind().stopsSomething() && until != null && begin != null && (end == null || until.isBefore(end))) {
            warnings.add(plain(Code.HIDDEN_TOO_SOON));
        }
        if (form.kind() == NoticeKind.MAINTENANCE
                && begin != null
                && form.shownFrom() != null
                && form.shownFrom().isAfter(begin)) {
            warnings.add(plain(Code.SHOWN_LATE));
        }
        return warnings;
    }

    private static NoticeWarning plain(Code code) {
        return new NoticeWarning(code, Message.of("notice.warning." + code));
    }
}
