package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.ATTENTION_FLAG;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT_RESTRICTION;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.right;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.db.madoguchi.tables.Staff;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a member may be reached and what to mind when serving: recorded and ended in a contact with the member, never
 * deleted. Recording protects and takes no check; ending takes one, or a supervisor where it is grave.
 */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class Cautions {

    /** Greatest length of the detail in code points. */
    public static final int DETAIL_LIMIT = 100;

    private static final Pattern NUMBER = Pattern.compile("0[0-9]{9,10}");
    private static final Staff ENDER = STAFF.as("ender");
    private static final Field<@Nullable String> MAKER_NAME = concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN);
    private static final Field<@Nullable String> ENDER_NAME = concat(ENDER.FAMILY, inline(" "), ENDER.GIVEN);

    private final DSLContext db;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    Cautions(
            DSLContext db,
            Contacts contacts,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
        this.audit = audit;
    }

    /** Those that hold first, then the ended ones, each the newest first; restricted flags are absent. The reading is recorded. */
    @Transactional
    public List<CautionLine> of(MemberNo memberNo) {
        var lines = Stream.concat(restrictions(memberNo), flags(memberNo))
                .sorted(Comparator.comparing(CautionLine::holds)
                        .thenComparing(line -> line.caution().since())
                        .reversed())
                .toList();
        audit.append(AuditEntry.done(AuditAction.CAUTIONS_READ).about(memberNo).with("count", lines.size()));
        return lines;
    }

    private Stream<CautionLine> restrictions(MemberNo memberNo) {
        return db
                .select(
                        CONTACT_RESTRICTION.ID,
                        CONTACT_RESTRICTION.KIND,
                        CONTACT_RESTRICTION.DETAIL,
                        right(CONTACT_RESTRICTION.DIGITS, inline(4)),
                        CONTACT_RESTRICTION.HOURS_FROM,
                        CONTACT_RESTRICTION.HOURS_TO,
                        CONTACT_RESTRICTION.NOTICED_ON,
                        CONTACT_RESTRICTION.SOURCE,
                        CONTACT_RESTRICTION.VALID_FROM,
                        CONTACT_RESTRICTION.MADE_BY,
                        MAKER_NAME,
                        CONTACT_RESTRICTION.VALID_TO,
                        ENDER_NAME,
                        CONTACT_RESTRICTION.END_REASON)
                .from(CONTACT_RESTRICTION)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(CONTACT_RESTRICTION.MADE_BY))
                .leftJoin(ENDER)
                .on(ENDER.STAFF_NO.eq(CONTACT_RESTRICTION.ENDED_BY))
                .where(CONTACT_RESTRICTION.MEMBER_NO.eq(memberNo))
                .fetch(row -> new CautionLine(
                        row.value1(),
                        new Caution(
                                CautionKind.valueOf(row.value2()),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                Caution.Source.valueOf(row.value8()),
                                row.value9()),
                        row.value10(),
                        row.value11(),
                        row.value12(),
                        row.value13(),
                        end(row.value14())))
                .stream();
    }

    private Stream<CautionLine> flags(MemberNo memberNo) {
        return db
                .select(
                        ATTENTION_FLAG.ID,
                        ATTENTION_FLAG.KIND,
                        ATTENTION_FLAG.DETAIL,
                        ATTENTION_FLAG.SOURCE,
                        ATTENTION_FLAG.VALID_FROM,
                        ATTENTION_FLAG.MADE_BY,
                        MAKER_NAME,
                        ATTENTION_FLAG.VALID_TO,
                        ENDER_NAME,
                        ATTENTION_FLAG.END_REASON)
                .from(ATTENTION_FLAG)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(ATTENTION_FLAG.MADE_BY))
                .leftJoin(ENDER)
                .on(ENDER.STAFF_NO.eq(ATTENTION_FLAG.ENDED_BY))
                .where(ATTENTION_FLAG.MEMBER_NO.eq(memberNo), ATTENTION_FLAG.RESTRICTED.isFalse())
                .fetch(row -> new CautionLine(
                        row.value1(),
                        new Caution(
                                CautionKind.valueOf(row.value2()),
                                row.value3(),
                                null,
                                null,
                                null,
                                null,
                                Caution.Source.valueOf(row.value4()),
                                row.value5()),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        end(row.value10())))
                .stream();
    }

    private static Caution.@Nullable End end(@Nullable String code) {
        return code == null ? null : Caution.End.valueOf(code);
    }

    /**
     * Records a caution in the contact in front, which must be with the member.
     *
     * @throws IncompleteCaution when it lacks what its kind needs
     * @throws CautionStands when the same holds already
     */
    @Transactional
    @RolesAllowed(Permission.CONTACT_WRITE)
    public void add(OperationId id, ContactNo contactNo, MemberNo memberNo, NewCaution form) {
        var detail = FreeText.clean(form.detail(), DETAIL_LIMIT);
        operations.once(id, "contact.Cautions.add", String.class, () -> {
            require(Operation.RECORD_CAUTION, contacts.requireFront(contactNo), memberNo);
            var now = time.now();
            refuseIncomplete(form, detail, now);
            var added = form.kind().isFlag()
                    ? addFlag(contactNo, memberNo, form, detail, now)
                    : addRestriction(contactNo, memberNo, form, detail, now);
            if (added == 0) {
                throw new CautionStands();
            }
            audit.append(AuditEntry.done(AuditAction.CAUTION_RECORDED)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .because(form.kind().name())
                    .with("source", form.source()));
            return "DONE";
        });
    }

    private static void refuseIncomplete(NewCaution form, @Nullable String detail, Instant now) {
        var kind = form.kind();
        var from = form.hoursFrom();
        var noticedOn = form.noticedOn();
        var number = form.number();
        var complete = kind.isRecordedInContact()
                && (kind == CautionKind.HOURS) == (from != null)
                && (from == null ? form.hoursTo() == null : form.hoursTo() != null && !from.equals(form.hoursTo()))
                && (kind == CautionKind.NO_NUMBER
                        ? number != null && NUMBER.matcher(number).matches()
                        : number == null)
                && (kind != CautionKind.LAWYER_NOTICE || noticedOn != null && detail != null)
                && (noticedOn == null || kind.isGrave() && !noticedOn.isAfter(Tokyo.date(now)));
        if (!complete) {
            throw new IncompleteCaution();
        }
    }

    private int addRestriction(
            ContactNo contactNo, MemberNo memberNo, NewCaution form, @Nullable String detail, Instant now) {
        return db.insertInto(CONTACT_RESTRICTION)
                .set(CONTACT_RESTRICTION.MEMBER_NO, memberNo)
                .set(CONTACT_RESTRICTION.KIND, form.kind().name())
                .set(CONTACT_RESTRICTION.DETAIL, detail)
                .set(CONTACT_RESTRICTION.SOURCE, form.source().name())
                .set(CONTACT_RESTRICTION.VALID_FROM, now)
                .set(CONTACT_RESTRICTION.DIGITS, form.number())
                .set(CONTACT_RESTRICTION.HOURS_FROM, form.hoursFrom())
                .set(CONTACT_RESTRICTION.HOURS_TO, form.hoursTo())
                .set(CONTACT_RESTRICTION.NOTICED_ON, form.noticedOn())
                .set(CONTACT_RESTRICTION.MADE_BY, CurrentStaff.get().staffNo())
                .set(CONTACT_RESTRICTION.CONTACT_NO, contactNo)
                .onConflictDoNothing()
                .execute();
    }

    private int addFlag(ContactNo contactNo, MemberNo memberNo, NewCaution form, @Nullable String detail, Instant now) {
        return db.insertInto(ATTENTION_FLAG)
                .set(ATTENTION_FLAG.MEMBER_NO, memberNo)
                .set(ATTENTION_FLAG.KIND, form.kind().name())
                .set(ATTENTION_FLAG.DETAIL, detail)
                .set(ATTENTION_FLAG.SOURCE, form.source().name())
                .set(ATTENTION_FLAG.VALID_FROM, now)
                .set(ATTENTION_FLAG.MADE_BY, CurrentStaff.get().staffNo())
                .set(ATTENTION_FLAG.CONTACT_NO, contactNo)
                .onConflictDoNothing()
                .execute();
    }

    /**
     * Ends a caution in the contact in front, which must be with the member. One's own mistake is taken back without a check.
     *
     * @throws CautionIsOver when it does not hold any more
     */
    @Transactional
    @RolesAllowed(Permission.CONTACT_WRITE)
    public void end(
            OperationId id,
            ContactNo contactNo,
            MemberNo memberNo,
            CautionKind kind,
            long caution,
            Caution.End reason) {
        operations.once(id, "contact.Cautions.end", String.class, () -> {
            var contact = contacts.requireFront(contactNo);
            var ownMistake = reason == Caution.End.MISTAKE && isMine(memberNo, kind, caution);
            require(operationThatEnds(kind, ownMistake), contact, memberNo);
            if (end(contactNo, memberNo, kind, caution, reason, time.now()) == 0) {
                throw new CautionIsOver();
            }
            audit.append(AuditEntry.done(AuditAction.CAUTION_ENDED)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .because(reason.name())
                    .with("kind", kind));
            return "DONE";
        });
    }

    private static Operation operationThatEnds(CautionKind kind, boolean ownMistake) {
        if (kind.isGrave()) {
            return Operation.END_GRAVE_CAUTION;
        }
        return ownMistake ? Operation.RECORD_CAUTION : Operation.END_CAUTION;
    }

    private boolean isMine(MemberNo memberNo, CautionKind kind, long caution) {
        var me = CurrentStaff.get().staffNo();
        return kind.isFlag()
                ? db.fetchExists(ATTENTION_FLAG, openFlag(memberNo, kind, caution), ATTENTION_FLAG.MADE_BY.eq(me))
                : db.fetchExists(
                        CONTACT_RESTRICTION,
                        openRestriction(memberNo, kind, caution),
                        CONTACT_RESTRICTION.MADE_BY.eq(me));
    }

    private int end(
            ContactNo contactNo, MemberNo memberNo, CautionKind kind, long caution, Caution.End reason, Instant now) {
        if (!kind.isRecordedInContact()) {
            return 0;
        }
        var me = CurrentStaff.get().staffNo();
        return kind.isFlag()
                ? db.update(ATTENTION_FLAG)
                        .set(ATTENTION_FLAG.VALID_TO, now)
                        .set(ATTENTION_FLAG.ENDED_BY, me)
                        .set(ATTENTION_FLAG.ENDED_CONTACT_NO, contactNo)
                        .set(ATTENTION_FLAG.END_REASON, reason.name())
                        .where(openFlag(memberNo, kind, caution))
                        .execute()
                : db.update(CONTACT_RESTRICTION)
                        .set(CONTACT_RESTRICTION.VALID_TO, now)
                        .set(CONTACT_RESTRICTION.ENDED_BY, me)
                        .set(CONTACT_RESTRICTION.ENDED_CONTACT_NO, contactNo)
                        .set(CONTACT_RESTRICTION.END_REASON, reason.name())
                        .where(openRestriction(memberNo, kind, caution))
                        .execute();
    }

    private static Condition openRestriction(MemberNo memberNo, CautionKind kind, long caution) {
        return CONTACT_RESTRICTION
                .ID
                .eq(caution)
                .and(CONTACT_RESTRICTION.MEMBER_NO.eq(memberNo))
                .and(CONTACT_RESTRICTION.KIND.eq(kind.name()))
                .and(CONTACT_RESTRICTION.VALID_TO.isNull());
    }

    /** Whether the member bears the flag at the moment. */
    public static Condition flagged(MemberNo memberNo, CautionKind kind, Instant at) {
        return exists(selectOne()
                .from(ATTENTION_FLAG)
                .where(
                        ATTENTION_FLAG.MEMBER_NO.eq(memberNo),
                        ATTENTION_FLAG.KIND.eq(kind.name()),
                        ATTENTION_FLAG.VALID_FROM.le(at),
                        ATTENTION_FLAG.VALID_TO.isNull().or(ATTENTION_FLAG.VALID_TO.gt(at))));
    }

    private static Condition openFlag(MemberNo memberNo, CautionKind kind, long caution) {
        return ATTENTION_FLAG
                .ID
                .eq(caution)
                .and(ATTENTION_FLAG.MEMBER_NO.eq(memberNo))
                .and(ATTENTION_FLAG.KIND.eq(kind.name()))
                .and(ATTENTION_FLAG.VALID_TO.isNull());
    }

    private void require(Operation operation, OpenContact contact, MemberNo memberNo) {
        rulebook.require(operation, contact.situation(CurrentStaff.get(), memberNo));
    }
}
