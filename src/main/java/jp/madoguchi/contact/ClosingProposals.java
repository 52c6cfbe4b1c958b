package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.APPROVAL;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_ATTEMPT;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static org.jooq.impl.DSL.max;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Optional;
import jp.madoguchi.contact.Closing.Category;
import jp.madoguchi.contact.Closing.Cause;
import jp.madoguchi.contact.Closing.Outcome;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.policy.CheckState;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads from what happened in a contact how it will probably be closed; the person decides. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class ClosingProposals {

    private final DSLContext db;
    private final ContactDeeds deeds;
    private final Contacts contacts;
    private final DatabaseTime time;

    ClosingProposals(DSLContext db, ContactDeeds deeds, Contacts contacts, DatabaseTime time) {
        this.db = db;
        this.deeds = deeds;
        this.contacts = contacts;
        this.time = time;
    }

    /** Empty when nothing happened that tells, and for a contact that is not the person's own open one. */
    @Transactional(readOnly = true)
    public Optional<ClosingProposal> of(ContactNo contactNo) {
        return contacts.find(contactNo).map(this::judge);
    }

    /** Whether a second person was asked in the contact and has not answered: after the closing it comes to nothing. */
    @Transactional(readOnly = true)
    public boolean isRequestWaiting(ContactNo contactNo) {
        return db.fetchExists(
                APPROVAL,
                APPROVAL.CONTACT_NO.eq(contactNo),
                APPROVAL.DECISION.isNull(),
                APPROVAL.EXPIRES_AT.gt(time.now()));
    }

    private @Nullable ClosingProposal judge(OpenContact contact) {
        var memberNo = contact.memberNo();
        if (memberNo == null) {
            return null;
        }
        var clearedAt = clearedAt(contact.contactNo());
        var latest = latestAttempt(memberNo, clearedAt == null ? contact.openedAt() : clearedAt);
        if (clearedAt != null) {
            return switch (latest) {
                case "SUCCESS" -> login(Cause.LOCKED, Outcome.LOGIN_CONFIRMED, "cleared-and-confirmed");
                case "" -> login(Cause.LOCKED, Outcome.LOCK_CLEARED, "cleared");
                default -> login(Cause.LOCKED, Outcome.STILL_FAILING, "cleared-and-failing");
            };
        }
        var deed = deeds.last(contact.contactNo());
        if (deed.isPresent()) {
            return done(memberNo, deed.get());
        }
        if (latest.equals("SUCCESS")) {
            return login(Cause.WRONG_CREDENTIALS, Outcome.LOGIN_CONFIRMED, "confirmed");
        }
        if (contact.check() == CheckState.FAILED || contact.check() == CheckState.NO_TRIES_LEFT) {
            return login(
                    isLocked(memberNo) ? Cause.LOCKED : Cause.UNKNOWN,
                    Outcome.IDENTITY_NOT_CONFIRMED,
                    "not-identified");
        }
        if (contact.channel().byPhone() && isLocked(memberNo)) {
            return login(Cause.LOCKED, Outcome.SENT_TO_STORE, "locked-by-phone");
        }
        return null;
    }

    private ClosingProposal done(MemberNo memberNo, ContactDeed deed) {
        var kind = deed.kind();
        var confirmed = kind.category() == Category.LOGIN
                && latestAttempt(memberNo, deed.at()).equals("SUCCESS");
        return new ClosingProposal(
                kind.category(),
                kind.cause(),
                confirmed ? Outcome.LOGIN_CONFIRMED : Outcome.DONE,
                Message.of("contact.ClosingProposals." + kind));
    }

    private static ClosingProposal login(Cause cause, Outcome outcome, String because) {
        return new ClosingProposal(Category.LOGIN, cause, outcome, Message.of("contact.ClosingProposals." + because));
    }

    private @Nullable Instant clearedAt(ContactNo contactNo) {
        return db.select(max(LOGIN_LOCK.CLEARED_AT))
                .from(LOGIN_LOCK)
                .where(LOGIN_LOCK.CLEARED_CONTACT_NO.eq(contactNo))
                .fetchSingle()
                .value1();
    }

    /** Its outcome; empty when there was none. */
    private String latestAttempt(MemberNo memberNo, Instant after) {
        return db.select(LOGIN_ATTEMPT.OUTCOME)
                .from(LOGIN_ATTEMPT)
                .where(LOGIN_ATTEMPT.MEMBER_NO.eq(memberNo.value()), LOGIN_ATTEMPT.AT.gt(after))
                .orderBy(LOGIN_ATTEMPT.AT.desc(), LOGIN_ATTEMPT.ID.desc())
                .limit(1)
                .fetchOptional(LOGIN_ATTEMPT.OUTCOME)
                .orElse("");
    }

    private boolean isLocked(MemberNo memberNo) {
        return db.fetchExists(
                LOGIN_LOCK,
                LOGIN_LOCK.MEMBER_NO.eq(memberNo),
                LOGIN_LOCK.CLEARED_AT.isNull(),
                LOGIN_LOCK.KIND.in("LOGIN", "ATM_PIN"));
    }
}
