package jp.madoguchi.ownrecord;

import static jp.madoguchi.db.madoguchi.Routines.decideOwnDeclaration;
import static jp.madoguchi.db.madoguchi.Routines.declareOwnMember;
import static jp.madoguchi.db.madoguchi.Routines.foldKanaV1;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.OWN_DECLARATION;
import static jp.madoguchi.db.madoguchi.Tables.OWN_MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PLACE;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.db.madoguchi.tables.OwnDeclaration;
import jp.madoguchi.db.madoguchi.tables.Staff;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.ownrecord.DeclarationRefused.Why;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff declare about themselves: entered by an admin, who may be the person, confirmed by another. It bars from the moment it is
 * entered; only a confirmation takes an earlier declaration out of force.
 */
@Service
@RolesAllowed(Permission.STAFF_ADMIN)
public class OwnDeclarations {

    /** Greatest length of a note in code points. */
    public static final int NOTE_LIMIT = 200;

    private static final Pattern PHONE = Pattern.compile("0[0-9]{9,10}");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final Staff MAKER = STAFF.as("maker");

    private final DSLContext db;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    OwnDeclarations(DSLContext db, Operations operations, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.operations = operations;
        this.time = time;
        this.audit = audit;
    }

    /** Every account that is not retired: what waits first, then who has not declared, then the others; the reading is recorded. */
    @Transactional
    public List<DeclarationLine> all() {
        var today = Tokyo.date(time.now());
        var places = field(select(listAgg(PLACE.NAME, "・").withinGroupOrderBy(PLACE.PLACE_NO))
                .from(STAFF_PLACE)
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(STAFF_PLACE.PLACE_NO))
                .where(
                        STAFF_PLACE.STAFF_NO.eq(STAFF.STAFF_NO),
                        STAFF_PLACE.VALID_FROM.le(today),
                        STAFF_PLACE.VALID_TO.isNull().or(STAFF_PLACE.VALID_TO.gt(today))));
        var counts = OWN_DECLARATION.as("counts");
        var waits = field(counts.OUTCOME.isNull());
        var fits = when(counts.MEMBER_NO.isNotNull(), field(fits(counts)));
        var own = ties("OWN");
        var household = ties("HOUSEHOLD");
        var newest = select(OWN_DECLARATION.REF)
                .from(OWN_DECLARATION)
                .where(
                        OWN_DECLARATION.STAFF_NO.eq(STAFF.STAFF_NO),
                        OWN_DECLARATION
                                .OUTCOME
                                .isNull()
                                .or(OWN_DECLARATION
                                        .OUTCOME
                                        .eq(inline("CONFIRMED"))
                                        .and(OWN_DECLARATION.SUPERSEDED_AT.isNull())))
                .orderBy(OWN_DECLARATION.OUTCOME.asc().nullsFirst())
                .limit(1)
                .asTable("newest", "ref");
        var lines = db.select(
                        STAFF.STAFF_NO,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        places,
                        counts.REF,
                        counts.MEMBER_NO,
                        counts.BIRTH_DATE,
                        counts.PHONE,
                        fits,
                        counts.MADE_BY,
                        concat(MAKER.FAMILY, inline(" "), MAKER.GIVEN),
                        counts.MADE_AT,
                        waits,
                        own,
                        household)
                .from(STAFF)
                .leftJoin(lateral(newest))
                .on(noCondition())
                .leftJoin(counts)
                .on(counts.REF.eq(newest.field("ref", UUID.class)))
                .leftJoin(MAKER)
                .on(MAKER.STAFF_NO.eq(counts.MADE_BY))
                .where(STAFF.STATE.ne("RETIRED"))
                .orderBy(
                        when(counts.REF.isNull(), inline(1))
                                .when(counts.OUTCOME.isNull(), inline(0))
                                .otherwise(inline(2)),
                        STAFF.STAFF_NO)
                .fetch(row -> new DeclarationLine(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4() == null
                                ? null
                                : new DeclarationLine.Declaration(
                                        row.value4(),
                                        row.value5(),
                                        row.value6(),
                                        row.value7(),
                                        row.value8(),
                                        row.value9(),
                                        row.value10(),
                                        row.value11(),
                                        row.value12()),
                        row.value13(),
                        row.value14()));
        audit.append(AuditEntry.done(AuditAction.OWN_DECLARATIONS_READ).with("accounts", lines.size()));
        return lines;
    }

    /** Whether the declared member has the person's reading and birth date, so that the second admin sees a slip of the pen. */
    private static org.jooq.Condition fits(OwnDeclaration declared) {
        return exists(selectOne()
                .from(MEMBER_NAME)
                .where(
                        MEMBER_NAME.MEMBER_NO.eq(declared.MEMBER_NO),
                        MEMBER_NAME.BIRTH_DATE.eq(declared.BIRTH_DATE),
                        MEMBER_NAME.KANA_KEY.eq(foldKanaV1(STAFF.FAMILY_KANA.concat(STAFF.GIVEN_KANA)))));
    }

    private static Field<Integer> ties(String tie) {
        return field(selectCount()
                .from(OWN_MEMBER)
                .where(OWN_MEMBER.STAFF_NO.eq(STAFF.STAFF_NO), OWN_MEMBER.TIE.eq(inline(tie))));
    }

    /**
     * Enters what a person declares; it bars at once and waits for a second admin.
     *
     * @throws DeclarationRefused INCOMPLETE, UNKNOWN_MEMBER, WAITS_ALREADY
     */
    @Transactional
    public void declare(OperationId id, NewDeclaration form) {
        var phone = form.phone();
        var today = Tokyo.date(time.now());
        if (form.birthDate().isBefore(EARLIEST)
                || form.birthDate().isAfter(today)
                || (phone != null && !PHONE.matcher(phone).matches())) {
            throw new DeclarationRefused(Why.INCOMPLETE);
        }
        operations.once(id, "ownrecord.OwnDeclarations.declare", String.class, () -> {
            var staff = CurrentStaff.get();
            var answer = declareOwnMember(
                    db.configuration(),
                    id.value(),
                    form.staffNo().value(),
                    form.memberNo() == null ? null : form.memberNo().value(),
                    form.birthDate(),
                    phone,
                    staff.staffNo().value());
            switch (answer) {
                case "DECLARED" -> {}
                case "UNKNOWN_MEMBER" -> throw new DeclarationRefused(Why.UNKNOWN_MEMBER);
                case "WAITS_ALREADY" -> throw new DeclarationRefused(Why.WAITS_ALREADY);
                default -> throw new DeclarationRefused(Why.INCOMPLETE);
            }
            // The member stands in the details: the admin may be a colleague, and nothing of the member is shown.
            audit.append(AuditEntry.done(AuditAction.OWN_DECLARATION_MADE)
                    .by(id)
                    .with("declaration", id.value())
                    .with("of", form.staffNo().value())
                    .with(
                            "member",
                            form.memberNo() == null ? null : form.memberNo().value()));
            return answer;
        });
    }

    /**
     * A second admin agrees, which takes an earlier declaration out of force.
     *
     * @throws DeclarationRefused DECIDED_BEFORE, SECOND_ADMIN_NEEDED
     */
    @Transactional
    public void confirm(OperationId id, UUID declaration) {
        decide(id, declaration, "CONFIRMED", null);
    }

    /**
     * A second admin refuses; the earlier declaration stays in force.
     *
     * @param reason in words, 200 code points at most
     * @throws DeclarationRefused REASON_MISSING, DECIDED_BEFORE, SECOND_ADMIN_NEEDED
     */
    @Transactional
    public void refuse(OperationId id, UUID declaration, String reason) {
        var note = FreeText.clean(reason, NOTE_LIMIT);
        if (note == null) {
            throw new DeclarationRefused(Why.REASON_MISSING);
        }
        decide(id, declaration, "REFUSED", note);
    }

    private void decide(
            OperationId id, UUID declaration, String outcome, @org.jspecify.annotations.Nullable String note) {
        operations.once(id, "ownrecord.OwnDeclarations.decide", String.class, () -> {
            var answer = decideOwnDeclaration(
                    db.configuration(),
                    declaration,
                    outcome,
                    note,
                    CurrentStaff.get().staffNo().value());
            switch (answer) {
                case "DECIDED_BEFORE" -> throw new DeclarationRefused(Why.DECIDED_BEFORE);
                case "SECOND_ADMIN_NEEDED" -> throw new DeclarationRefused(Why.SECOND_ADMIN_NEEDED);
                default -> {}
            }
            audit.append(AuditEntry.done(AuditAction.OWN_DECLARATION_DECIDED)
                    .by(id)
                    .because(outcome)
                    .with("declaration", declaration));
            return answer;
        });
    }
}
