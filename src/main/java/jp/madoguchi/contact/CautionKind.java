package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;

/** What staff must mind: limits on how a member may be reached (連絡制限) and what to know when serving (注意情報). */
public enum CautionKind {
    NO_HOME_PHONE(false, true),
    NO_WORK_PHONE(false, true),
    NO_NUMBER(false, true),
    HOURS(false, true),
    NO_HOME_MAIL(false, true),
    FAMILY_NOT_INFORMED(false, true),
    LAWYER_NOTICE(false, true),
    DEBT_SETTLEMENT(false, true),
    DECEASED(false, true),
    GUARDIAN(false, true),
    LANGUAGE(true, true),
    HEARING(true, true),
    SIGHT(true, true),
    SELF_EXCLUSION(true, false),
    TAKEOVER_SUSPECTED(true, false),
    AML(true, false),
    ANTI_SOCIAL(true, false);

    private final boolean flag;
    private final boolean recordedInContact;

    CautionKind(boolean flag, boolean recordedInContact) {
        this.flag = flag;
        this.recordedInContact = recordedInContact;
    }

    /** Whether it stands in attention_flag; else in contact_restriction. */
    boolean isFlag() {
        return flag;
    }

    /** Whether whoever serves the member records and ends it; the others come from elsewhere. */
    boolean isRecordedInContact() {
        return recordedInContact;
    }

    /** Changes in law who may be spoken to: ended by a supervisor only. */
    boolean isGrave() {
        return switch (this) {
            case LAWYER_NOTICE, DEBT_SETTLEMENT, DECEASED, GUARDIAN -> true;
            default -> false;
        };
    }

    /** Forbids reaching the member at all (DOMAIN §6). */
    public boolean silences() {
        return this == LAWYER_NOTICE || this == DECEASED;
    }

    public String words() {
        return code(flag ? "attention_flag" : "contact_restriction", "kind", name());
    }
}
