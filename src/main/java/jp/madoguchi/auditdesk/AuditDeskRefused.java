package jp.madoguchi.auditdesk;

import jp.madoguchi.core.Refused;

/** What cannot be done at the audit desk. */
public final class AuditDeskRefused extends Refused {

    private final Why why;

    /** The one reason. */
    public enum Why {
        NOT_WAITING("AUDITDESK-001"),
        TOO_MANY("AUDITDESK-002"),
        OWN("AUDITDESK-003"),
        REASON_MISSING("AUDITDESK-004");

        private final String code;

        Why(String code) {
            this.code = code;
        }
    }

    AuditDeskRefused(Why why, Object... arguments) {
        super(why.code, arguments);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
