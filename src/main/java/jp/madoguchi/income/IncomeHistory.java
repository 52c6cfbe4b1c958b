package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_DECISION;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_DECISION_UNDO;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_SECOND_LOOK;
import static jp.madoguchi.db.madoguchi.Tables.REVIEW_LEASE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.review.Leases;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The income certificates of a member, each with its story; figures only after a passed check, or for who decides about them. */
@Service
@RolesAllowed({Permission.MEMBER_READ, IncomeHistory.WITHIN_A_CASE})
public class IncomeHistory {

    static final String WITHIN_A_CASE = Permission.MEMBER_READ + ":CASE";

    private static final int LISTED = 50;

    private final DSLContext db;
    private final Contacts contacts;
    private final CaseFiles files;
    private final DatabaseTime time;
    private final AuditLog audit;

    IncomeHistory(DSLContext db, Contacts contacts, CaseFiles files, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.files = files;
        this.time = time;
        this.audit = audit;
    }

    /**
     * What stands on file and the latest 50 papers.
     *
     * @param income null where none is on file, or where figures may not be shown
     * @param figuresShown whether figures may be shown at all
     */
    public record Story(ReviewCase.@Nullable Income income, boolean figuresShown, List<Paper> papers) {}

    /** One paper and what became of it, oldest event first. */
    public record Paper(
            UUID certificate,
            @Nullable CertificateKind kind,
            CertificateState state,
            Instant receivedAt,
            String channel,
            @Nullable Integer pages,
            List<Event> events) {}

    /** What happened to a paper. */
    public enum Happening {
        MASKED,
        TAKEN,
        ACCEPTED,
        ASK_AGAIN,
        REFUSED,
        AGREED,
        SENT_BACK,
        UNDONE
    }

    /**
     * One event.
     *
     * @param by name of who did it; null = not known
     * @param reasons why not
     * @param annualIncome what was accepted; null where it may not be shown
     */
    public record Event(
            Instant at,
            Happening what,
            @Nullable String by,
            List<AskReason> reasons,
            @Nullable Yen annualIncome) {}

    /** Recorded before it is shown. */
    @Transactional
    public Story of(MemberNo memberNo) {
        var now = time.now();
        var contact = CurrentStaff.get().may(Permission.CONTACT_WRITE)
                ? contacts.front().orElse(null)
                : null;
        var shown = contact != null && contact.isChecked() && contact.isWith(memberNo)
                || CurrentStaff.get().may(Permission.INCOME_DECIDE);
        audit.append(AuditEntry.done(AuditAction.INCOME_HISTORY_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("shown", shown ? "FIGURES" : "WITHOUT_FIGURES"));
        return new Story(shown ? files.inForce(memberNo, now).orElse(null) : null, shown, papers(memberNo, shown));
    }

    private List<Paper> papers(MemberNo memberNo, boolean shown) {
        return db.select(
                        INCOME_CERTIFICATE.REF,
                        INCOME_CERTIFICATE.KIND,
                        INCOME_CERTIFICATE.STATE,
                        INCOME_CERTIFICATE.RECEIVED_AT,
                        INCOME_CERTIFICATE.CHANNEL,
                        INCOME_CERTIFICATE.PAGE_COUNT,
                        INCOME_CERTIFICATE.SENDING_REF,
                        INCOME_CERTIFICATE.MASKED_AT)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.MEMBER_NO.eq(memberNo))
                .orderBy(INCOME_CERTIFICATE.RECEIVED_AT.desc(), INCOME_CERTIFICATE.REF)
                .limit(LISTED)
                .fetch(row -> new Paper(
                        row.value1(),
                        Optional.ofNullable(row.value2())
                                .map(CertificateKind::valueOf)
                                .orElse(null),
                        CertificateState.valueOf(row.value3()),
                        row.value4(),
                        row.value5(),
                        row.value6() == null ? null : row.value6().intValue(),
                        events(row.value7(), row.value8(), shown)));
    }

    private List<Event> events(UUID sending, @Nullable Instant maskedAt, boolean shown) {
        var events = new ArrayList<Event>();
        if (maskedAt != null) {
            events.add(new Event(maskedAt, Happening.MASKED, null, List.of(), null));
        }
        events.addAll(taken(sending));
        events.addAll(decided(INCOME_DECISION.SENDING_REF.eq(sending), shown));
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private List<Event> taken(UUID sending) {
        return db.select(REVIEW_LEASE.TAKEN_AT, Leases.HOLDER)
                .from(REVIEW_LEASE)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(REVIEW_LEASE.STAFF_NO))
                .where(REVIEW_LEASE.ITEM_REF.eq(sending))
                .fetch(row -> new Event(row.value1(), Happening.TAKEN, row.value2(), List.of(), null));
    }

    private List<Event> decided(Condition which, boolean shown) {
        var events = new ArrayList<Event>();
        db.select(
                        INCOME_DECISION.DECIDED_AT,
                        INCOME_DECISION.OUTCOME,
                        Leases.HOLDER,
                        INCOME_DECISION.REASONS,
                        INCOME_DECISION.ANNUAL_INCOME,
                        INCOME_SECOND_LOOK.AGREED,
                        INCOME_SECOND_LOOK.LOOKED_AT,
                        INCOME_DECISION_UNDO.UNDONE_AT)
                .from(INCOME_DECISION)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(INCOME_DECISION.DECIDED_BY))
                .leftJoin(INCOME_SECOND_LOOK)
                .on(INCOME_SECOND_LOOK.DECISION_REF.eq(INCOME_DECISION.REF))
                .leftJoin(INCOME_DECISION_UNDO)
                .on(INCOME_DECISION_UNDO.DECISION_REF.eq(INCOME_DECISION.REF))
                .where(which)
                .forEach(row -> {
                    events.add(new Event(
                            row.value1(),
                            Happening.valueOf(row.value2()),
                            row.value3(),
                            Arrays.stream(row.value4()).map(AskReason::valueOf).toList(),
                            shown ? row.value5() : null));
                    if (row.value6() != null) {
                        events.add(new Event(
                                row.value7(),
                                row.value6() ? Happening.AGREED : Happening.SENT_BACK,
                                null,
                                List.of(),
                                null));
                    }
                    if (row.value8() != null) {
                        events.add(new Event(row.value8(), Happening.UNDONE, null, List.of(), null));
                    }
                });
        return events;
    }
}
