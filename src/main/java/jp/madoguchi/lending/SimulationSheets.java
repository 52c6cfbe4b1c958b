package jp.madoguchi.lending;

import static jp.madoguchi.db.madoguchi.Routines.messageWithheldBy;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.message.MessageChannel;
import jp.madoguchi.message.MessageKind;
import jp.madoguchi.message.Outbox;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives a simulation to the member in front: on paper, or by mail to the registered address; reckoned anew as of now. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class SimulationSheets {

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final Reckonings reckonings;
    private final Rulebook rulebook;
    private final Outbox outbox;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    SimulationSheets(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            Reckonings reckonings,
            Rulebook rulebook,
            Outbox outbox,
            Operations operations,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.reckonings = reckonings;
        this.rulebook = rulebook;
        this.outbox = outbox;
        this.operations = operations;
        this.time = time;
        this.audit = audit;
    }

    /**
     * The sheet as PDF, after a passed check.
     *
     * @throws NotAllowed with the rule and the way out
     * @throws NotToBeSupposed when it cannot be so any more
     */
    @Transactional
    public byte[] print(ContactNo contactNo, MemberNo memberNo, Supposed supposed) {
        var now = time.now();
        require(Operation.PRINT_SIMULATION, contacts.requireFront(contactNo), memberNo, now);
        var pdf = paper(memberNo, supposed, now).pdf();
        audit.append(entry(AuditAction.SIMULATION_PRINTED, contactNo, memberNo, supposed));
        return pdf;
    }

    /**
     * Leaves it in the outbox for the registered e-mail address.
     *
     * @return ref of the message
     * @throws NotAllowed with the rule and the way out
     * @throws NotToBeSupposed when it cannot be so any more
     */
    @Transactional
    public UUID mail(OperationId id, ContactNo contactNo, MemberNo memberNo, Supposed supposed) {
        return operations.once(id, "lending.SimulationSheets.mail", UUID.class, () -> {
            memberLock.take(memberNo);
            var now = time.now();
            require(Operation.MAIL_SIMULATION, contacts.requireFront(contactNo), memberNo, now);
            var ref = outbox.tell(
                    memberNo,
                    MessageKind.SIMULATION_SENT,
                    MessageChannel.MAIL,
                    Map.of("simulation", paper(memberNo, supposed, now).mail()),
                    now);
            audit.append(entry(AuditAction.SIMULATION_MAILED, contactNo, memberNo, supposed)
                    .by(id)
                    .with("message", ref));
            return ref;
        });
    }

    private static AuditEntry entry(AuditAction action, ContactNo contactNo, MemberNo memberNo, Supposed supposed) {
        return AuditEntry.done(action)
                .about(memberNo)
                .during(contactNo)
                .with("supposed", supposed.kind().name())
                .with("amount", supposed.amount().amount())
                .with("on", supposed.on());
    }

    private void require(Operation operation, OpenContact contact, MemberNo memberNo, Instant now) {
        var facts = db.select(
                        field(notExists(selectOne()
                                .from(MEMBER_EMAIL)
                                .where(MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull()))),
                        field(messageWithheldBy(val(memberNo.value()), val(now, SQLDataType.INSTANT))
                                .isNotNull()))
                .fetchSingle();
        rulebook.require(
                operation,
                contact.situation(CurrentStaff.get(), memberNo)
                        .when(facts.value1(), Fact.NO_EMAIL)
                        .when(facts.value2(), Fact.MESSAGES_WITHHELD));
    }

    private SimulationPaper paper(MemberNo memberNo, Supposed supposed, Instant now) {
        var today = Tokyo.date(now);
        var simulation = reckonings.simulation(memberNo, now).orElseThrow(NotToBeSupposed::new);
        if (supposed.kind() == Supposed.Kind.BORROW
                && !simulation.againstBorrowing().isEmpty()) {
            throw new NotToBeSupposed();
        }
        var name = db.select(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN))
                .from(MEMBER_NAME)
                .where(MEMBER_NAME.MEMBER_NO.eq(memberNo), MEMBER_NAME.KIND.eq("LEGAL"), MEMBER_NAME.VALID_TO.isNull())
                .fetchSingle()
                .value1()
                .strip();
        return new SimulationPaper(memberNo, name, today, supposed, supposed.answer(simulation.whatIf()));
    }
}
