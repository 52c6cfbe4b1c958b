package jp.madoguchi.auditdesk;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a member an entry of the trail says was on the screen or handed over: fields, as DOMAIN R31d names them. */
public enum Shown {
    NAME,
    BIRTH_DATE,
    ADDRESS_AREA,
    ADDRESS,
    PHONE_LAST4,
    PHONE,
    EMAIL_HINT,
    EMAIL,
    EMPLOYER,
    BANK,
    BANK_ACCOUNT,
    FIGURES,
    TRANSACTIONS,
    CARD_LAST4,
    WEB_ID_PART,
    LOGIN_STATE,
    RESTRICTIONS,
    CONTACTS,
    HISTORY,
    MESSAGES,
    COMPLAINTS,
    INCOME_PAPERS,
    INCOME_UNMASKED,
    INCOME_FIGURES,
    CASE_FACTS,
    BUREAU,
    TAKEOVER_SIGNS,
    POINTS,
    CONTRACT,
    CHANGE_REPORTS,
    REQUEST,
    CHANGE,
    /** A reading whose fields are not listed one by one. */
    OTHER;

    /**
     * The fields that an action shows.
     *
     * @param action code of the trail
     * @param how what its details say was shown (a field, MASKED, AFTER_CHECK, …); null when they say nothing
     * @return empty when it shows nothing of the person
     */
    public static Set<Shown> by(String action, @Nullable String how) {
        var checked = "AFTER_CHECK".equals(how) || "true".equals(how);
        return switch (action) {
            case "MEMBERS_SEARCHED", "INCOME_OVERVIEW_READ" -> EnumSet.of(NAME, ADDRESS_AREA, PHONE_LAST4);
            case "MEMBER_OPENED" ->
                checked
                        ? EnumSet.of(
                                NAME,
                                ADDRESS_AREA,
                                PHONE_LAST4,
                                EMAIL_HINT,
                                CARD_LAST4,
                                WEB_ID_PART,
                                RESTRICTIONS,
                                BIRTH_DATE,
                                FIGURES)
                        : EnumSet.of(
                                NAME, ADDRESS_AREA, PHONE_LAST4, EMAIL_HINT, CARD_LAST4, WEB_ID_PART, RESTRICTIONS);
            case "FIELD_REVEALED" -> revealed(how);
            case "LOGIN_STATE_READ" -> checked ? EnumSet.of(LOGIN_STATE, FIGURES) : EnumSet.of(LOGIN_STATE);
            case "LOGIN_ID_LOOKED_UP" -> EnumSet.of(LOGIN_STATE);
            case "CARDS_READ" -> EnumSet.of(CARD_LAST4);
            case "WEB_IDS_READ" -> EnumSet.of(WEB_ID_PART);
            case "CONTRACT_READ", "LIMIT_READ" -> checked ? EnumSet.of(CONTRACT, FIGURES) : EnumSet.of(CONTRACT);
            case "MEMBER_SITE_VIEWED" -> checked ? EnumSet.of(NAME, FIGURES) : EnumSet.of(NAME);
            case "TRANSACTIONS_READ" -> checked ? EnumSet.of(TRANSACTIONS) : EnumSet.noneOf(Shown.class);
            case "TRANSACTIONS_EXPORTED" -> EnumSet.of(NAME, TRANSACTIONS);
            case "SIMULATION_PRINTED", "SIMULATION_MAILED" -> EnumSet.of(FIGURES);
            case "BANK_SERVICES_READ" ->
                "LAST3".equals(how)
                        ? EnumSet.of(BANK, BANK_ACCOUNT)
                        : "BANK".equals(how) ? EnumSet.of(BANK) : EnumSet.of(CONTRACT);
            case "PERSONAL_DATA_READ" -> EnumSet.of(NAME, ADDRESS_AREA, PHONE_LAST4, EMAIL_HINT);
            case "CHANGE_REPORTS_READ" -> EnumSet.of(NAME, CHANGE_REPORTS);
            case "CONTACT_READ" -> EnumSet.of(CONTACTS);
            case "BOOK_EXPORTED" -> EnumSet.of(NAME, CONTACTS);
            case "HISTORY_READ" -> EnumSet.of(HISTORY);
            case "MESSAGES_READ" -> EnumSet.of(MESSAGES);
            case "CAUTIONS_READ" -> EnumSet.of(RESTRICTIONS);
            case "COMPLAINTS_READ" -> EnumSet.of(NAME, COMPLAINTS);
            case "HAND_OFFS_READ" -> EnumSet.of(NAME, CONTACTS);
            case "INCOME_QUARANTINE_READ" -> EnumSet.of(INCOME_UNMASKED);
            case "INCOME_PAGES_READ" -> EnumSet.of(INCOME_PAPERS);
            case "INCOME_HISTORY_READ" ->
                "FIGURES".equals(how) ? EnumSet.of(INCOME_PAPERS, INCOME_FIGURES) : EnumSet.of(INCOME_PAPERS);
            case "INCOME_CASE_READ", "LIMIT_CASE_READ", "LIMIT_DECISION_READ", "PERIODIC_REVIEW_READ" ->
                EnumSet.of(NAME, BIRTH_DATE, ADDRESS, PHONE, EMPLOYER, FIGURES, CASE_FACTS);
            case "LIMIT_OFFER_READ" -> EnumSet.of(FIGURES);
            case "BUREAU_READ" -> EnumSet.of(BUREAU);
            case "TAKEOVER_SIGNS_READ" -> EnumSet.of(TAKEOVER_SIGNS);
            case "POINTS_READ" -> EnumSet.of(POINTS);
            case "APPROVAL_READ" -> EnumSet.of(NAME, REQUEST);
            case "LOOKS_READ",
                    "TRAIL_SEARCHED",
                    "SEARCH_VISITS_READ",
                    "SESSIONS_READ",
                    "INSIDER_SIGNS_READ",
                    "OWN_DECLARATIONS_READ",
                    "OWN_TRIES_READ",
                    "RETENTION_READ",
                    "SLIPS_READ",
                    "STAFF_READ" -> EnumSet.noneOf(Shown.class);
            case "TRAIL_ENTRY_READ" -> EnumSet.of(CHANGE);
            case "CONTRACT_PAPER_PRINTED", "CONTRACT_PAPERS_LISTED" -> EnumSet.of(NAME, ADDRESS, FIGURES);
            case "CERTIFICATE_PRINTED" -> EnumSet.of(NAME, ADDRESS, CONTRACT);
            case "SLIP_PRINTED" -> EnumSet.of(NAME);
            default -> action.endsWith("_READ") ? EnumSet.of(OTHER) : EnumSet.noneOf(Shown.class);
        };
    }

    private static Set<Shown> revealed(@Nullable String field) {
        return switch (field) {
            case "ADDRESS" -> EnumSet.of(ADDRESS);
            case "PHONE" -> EnumSet.of(PHONE);
            case "EMAIL" -> EnumSet.of(EMAIL);
            case "EMPLOYER" -> EnumSet.of(EMPLOYER);
            case "BANK_ACCOUNT" -> EnumSet.of(BANK_ACCOUNT);
            case null, default -> EnumSet.of(OTHER);
        };
    }
}
