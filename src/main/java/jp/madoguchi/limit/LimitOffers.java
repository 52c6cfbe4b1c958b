package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Routines.acceptLimitOfferInContact;
import static jp.madoguchi.db.madoguchi.Routines.limitOfferWords;
import static jp.madoguchi.db.madoguchi.Routines.withdrawLimitOffer;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT_PAPER;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_OFFER;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.limit.LimitRefused.Why;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Offers of a higher limit (承諾待ち): accepted by the member in front, by signature or to the text that was read out, or taken
 * back by a reviewer until then. Afterwards there is no undo, only a new decision.
 */
@Service
@RolesAllowed({Permission.LIMIT_REQUEST, Permission.LIMIT_DECIDE})
public class LimitOffers {

    private final DSLContext db;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;

    LimitOffers(
            DSLContext db,
            Contacts contacts,
            Rulebook rulebook,
            Operations operations,
            Announcements announcements,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
    }

    /**
     * An offer that can be accepted.
     *
     * @param minimum repayment a month when the new limit is drawn in full
     * @param asOf when it was read, on the clock of the database
     * @param words what is read out, in Japanese; kept with an acceptance by phone
     */
    public record Offer(
            UUID ref,
            Yen oldLimit,
            BigDecimal oldApr,
            Yen limit,
            BigDecimal apr,
            Yen minimum,
            Instant madeAt,
            Instant validUntil,
            Instant asOf,
            String words) {}

    /**
     * The offer of the member in front, to be read out.
     *
     * @throws NotAllowed with the rule and the way out
     */
    @Transactional
    @RolesAllowed(Permission.LIMIT_REQUEST)
    public Optional<Offer> open(ContactNo contactNo, MemberNo memberNo) {
        var contact = contacts.requireFront(contactNo);
        rulebook.require(Operation.REQUEST_LIMIT, contact.situation(CurrentStaff.get(), memberNo));
        var now = time.now();
        var offer = db.select(
                        LIMIT_OFFER.REF,
                        LIMIT_OFFER.OLD_LIMIT,
                        LIMIT_OFFER.OLD_APR,
                        LIMIT_OFFER.CREDIT_LIMIT,
                        LIMIT_OFFER.APR,
                        LIMIT_OFFER.MINIMUM_REPAYMENT,
                        LIMIT_OFFER.MADE_AT,
                        LIMIT_OFFER.VALID_UNTIL,
                        val(now, SQLDataType.INSTANT),
                        limitOfferWords(LIMIT_OFFER.REF))
                .from(LIMIT_OFFER)
                .where(
                        LIMIT_OFFER.MEMBER_NO.eq(memberNo),
                        LIMIT_OFFER.ENDED_AT.isNull(),
                        LIMIT_OFFER.VALID_UNTIL.gt(now))
                .fetchOptional(Records.mapping(Offer::new));
        offer.ifPresent(found -> audit.append(AuditEntry.done(AuditAction.LIMIT_OFFER_READ)
                .about(memberNo)
                .during(contactNo)
                .with("offer", found.ref())));
        return offer;
    }

    /**
     * What came of an acceptance.
     *
     * @param paperNo of the contract paper; null when law or facts did not carry the offer any more, which is back at the
     *     reviewers' desk
     */
    public record Answer(@Nullable String paperNo) {}

    /**
     * The member in front accepts: law and facts are looked at again, then limit and APR change, with paper and message. By
     * phone the text that was read out is kept word by word.
     *
     * @throws NotAllowed with the rule and the way out
     * @throws LimitRefused OFFER_ENDED when it was answered, taken back or too old
     */
    @Transactional
    @RolesAllowed(Permission.LIMIT_REQUEST)
    public Answer accept(OperationId id, ContactNo contactNo, MemberNo memberNo, UUID offer) {
        return operations.once(id, "limit.LimitOffers.accept", Answer.class, () -> {
            var contact = contacts.requireFront(contactNo);
            var staff = CurrentStaff.get();
            rulebook.require(Operation.REQUEST_LIMIT, contact.situation(staff, memberNo));
            var outcome = db.select(acceptLimitOfferInContact(
                            val(offer),
                            val(contact.channel().inPerson() ? "SIGNATURE" : "READ_OUT"),
                            val(contactNo.value()),
                            val(LimitRequests.checkOf(contact)),
                            val(staff.staffNo().value())))
                    .fetchSingle()
                    .value1();
            audit.append(AuditEntry.done(AuditAction.LIMIT_OFFER_ANSWERED)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .because(outcome)
                    .with("offer", offer));
            announcements.tell(Announcements.Kind.LIMIT);
            return switch (outcome) {
                case "ACCEPTED" ->
                    new Answer(db.select(CONTRACT_PAPER.PAPER_NO)
                            .from(CONTRACT_PAPER)
                            .where(CONTRACT_PAPER.OFFER_REF.eq(offer))
                            .fetchSingle()
                            .value1());
                case "LAPSED" -> new Answer(null);
                default -> throw new LimitRefused(Why.OFFER_ENDED);
            };
        });
    }

    /**
     * A reviewer takes an offer back; its request is open again.
     *
     * @throws LimitRefused OFFER_ENDED when it was answered or too old
     */
    @Transactional
    @RolesAllowed(Permission.LIMIT_DECIDE)
    public void withdraw(OperationId id, MemberNo memberNo, UUID offer) {
        operations.once(id, "limit.LimitOffers.withdraw", String.class, () -> {
            if (!db.select(withdrawLimitOffer(
                            val(offer), val(CurrentStaff.get().staffNo().value())))
                    .fetchSingle()
                    .value1()) {
                throw new LimitRefused(Why.OFFER_ENDED);
            }
            audit.append(AuditEntry.done(AuditAction.LIMIT_OFFER_WITHDRAWN)
                    .about(memberNo)
                    .by(id)
                    .with("offer", offer));
            announcements.tell(Announcements.Kind.LIMIT);
            return "DONE";
        });
    }
}
