package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Routines.loginIdDigest;
import static jp.madoguchi.db.madoguchi.Tables.CARD;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_ATTEMPT;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CardNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.login.LoginIdFound.Match;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The diagnosis of a login ID that a caller says, and of the service for whoever calls. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class LoginIds {

    private static final Duration LOOK_BACK = Duration.ofDays(90);
    private static final int ATTEMPTS = 10;

    private final DSLContext db;
    private final AttemptRows attemptRows;
    private final Contacts contacts;
    private final DiagnosisReader diagnosis;
    private final SentenceRows sentences;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final AuditLog audit;

    LoginIds(
            DSLContext db,
            AttemptRows attemptRows,
            Contacts contacts,
            DiagnosisReader diagnosis,
            SentenceRows sentences,
            Rulebook rulebook,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.attemptRows = attemptRows;
        this.contacts = contacts;
        this.diagnosis = diagnosis;
        this.sentences = sentences;
        this.rulebook = rulebook;
        this.time = time;
        this.audit = audit;
    }

    /** Tells of nobody. */
    @Transactional(readOnly = true)
    public ServiceState service() {
        var now = time.now();
        var findings = Diagnosis.ofService(diagnosis.outages(now), diagnosis.maintenance(now));
        return new ServiceState(findings, new CallSentences(sentences.inForce(now)).toAnybody(findings));
    }

    /**
     * Only in a contact. With a member in it, the ID is compared with that member's own; else it is told whether anybody has
     * it, and never who. The trail has whose it is and never the ID.
     *
     * @param typed as the caller says it, at most {@value TypedLoginId#LONGEST} characters are read
     * @throws jp.madoguchi.policy.NotAllowed outside a contact
     */
    @Transactional
    public LoginIdFound look(String typed) {
        var id = TypedLoginId.read(typed.substring(0, Math.min(typed.length(), TypedLoginId.LONGEST)));
        var contact = contacts.front().orElse(null);
        var staff = CurrentStaff.get();
        rulebook.require(
                Operation.LOOK_UP_LOGIN_ID,
                contact == null ? Situation.outsideContact(staff) : contact.situation(staff, null));
        var owner = owner(id);
        var member = contact == null ? null : contact.memberNo();
        var match = member == null ? ofAnybody(id, owner) : ofMember(id, owner, member);
        audit.append(AuditEntry.done(AuditAction.LOGIN_ID_LOOKED_UP)
                .about(member != null ? member : owner.map(Owner::memberNo).orElse(null))
                .during(contact == null ? null : contact.contactNo())
                .because(match.name())
                .with("id_kind", id.kind().name()));
        return new LoginIdFound(id, match, owner.isPresent() ? List.of() : attempts(id, time.now()));
    }

    private record Owner(MemberNo memberNo, @Nullable Instant endedAt) {}

    private Optional<Owner> owner(TypedLoginId id) {
        if (!id.canExist()) {
            return Optional.empty();
        }
        return switch (id.kind()) {
            case CARD ->
                db.select(CARD.MEMBER_NO, CARD.ENDED_AT)
                        .from(CARD)
                        .where(CARD.CARD_NO.eq(new CardNo(id.meant())))
                        .fetchOptional(mapping(Owner::new));
            case WEB_ID ->
                db.select(WEB_ID.MEMBER_NO, WEB_ID.ENDED_AT)
                        .from(WEB_ID)
                        .where(WEB_ID.WEB_ID_.eq(id.meant()))
                        .fetchOptional(mapping(Owner::new));
        };
    }

    private static Match ofAnybody(TypedLoginId id, Optional<Owner> owner) {
        if (!id.canExist()) {
            return Match.MALFORMED;
        }
        return owner.map(of -> of.endedAt() == null ? Match.IN_FORCE : Match.RETIRED)
                .orElse(Match.UNKNOWN);
    }

    private Match ofMember(TypedLoginId id, Optional<Owner> owner, MemberNo member) {
        if (!id.canExist()) {
            return Match.MALFORMED;
        }
        var own = owner.filter(of -> of.memberNo().equals(member));
        if (own.isPresent()) {
            return own.get().endedAt() == null ? Match.OWN : Match.OWN_RETIRED;
        }
        return db.fetchExists(
                        WEB_ID,
                        WEB_ID.MEMBER_NO.eq(member),
                        WEB_ID.ENDED_AT.isNull(),
                        WEB_ID.WEB_ID_.equalIgnoreCase(id.meant()))
                ? Match.OWN_BUT_FOR_CASE
                : Match.NOT_OWN;
    }

    private List<Attempt> attempts(TypedLoginId id, Instant now) {
        var digests = id.spellings()
                .flatMap(spelling -> Stream.of(TypedLoginId.Kind.values())
                        .map(kind -> loginIdDigest(val(kind.name()), val(spelling))))
                .toList();
        return attemptRows.latest(
                ATTEMPTS,
                LOGIN_ATTEMPT.MEMBER_NO.isNull(),
                LOGIN_ATTEMPT.ID_DIGEST.in(digests),
                LOGIN_ATTEMPT.AT.gt(now.minus(LOOK_BACK)));
    }
}
