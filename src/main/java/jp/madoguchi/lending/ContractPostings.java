package jp.madoguchi.lending;

import static jp.madoguchi.db.madoguchi.Routines.contactAllowed;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT_OBSTACLES;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT_PAPER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.OwnRecords;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Contract papers that go by post, because the member has not agreed to read them on the member page. */
@Service
@RolesAllowed(Permission.LIMIT_DECIDE)
public class ContractPostings {

    private static final int LISTED = 100;

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    ContractPostings(DSLContext db, MemberLock memberLock, Operations operations, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.operations = operations;
        this.time = time;
        this.audit = audit;
    }

    /**
     * A paper that waits for the post.
     *
     * @param address as it stands on the envelope
     * @param allowed whether no contact restriction forbids a letter now
     * @param careful whether one stands against it, such as "no post to the home"
     */
    public record Line(
            String paperNo,
            Instant madeAt,
            MemberNo memberNo,
            String name,
            String postalCode,
            String address,
            boolean allowed,
            boolean careful) {}

    /** The first 100, the oldest first; whose addresses were shown is recorded. */
    @Transactional
    public List<Line> list() {
        var lines = db.select(
                        CONTRACT_PAPER.PAPER_NO,
                        CONTRACT_PAPER.MADE_AT,
                        CONTRACT_PAPER.MEMBER_NO,
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        MEMBER_ADDRESS.POSTAL_CODE,
                        concat(
                                MEMBER_ADDRESS.PREFECTURE,
                                MEMBER_ADDRESS.MUNICIPALITY,
                                MEMBER_ADDRESS.STREET,
                                coalesce(concat(inline(" "), MEMBER_ADDRESS.BUILDING), inline(""))),
                        contactAllowed(
                                CONTRACT_PAPER.MEMBER_NO.cast(SQLDataType.VARCHAR),
                                val("LETTER"),
                                val((String) null),
                                val("PROCEDURE"),
                                val(time.now(), SQLDataType.INSTANT)),
                        field(exists(selectOne()
                                .from(CONTACT_OBSTACLES.call(
                                        CONTRACT_PAPER.MEMBER_NO.cast(SQLDataType.VARCHAR),
                                        val("LETTER"),
                                        val((String) null),
                                        val("PROCEDURE"),
                                        val(time.now(), SQLDataType.INSTANT))))))
                .from(CONTRACT_PAPER)
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(CONTRACT_PAPER.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .join(MEMBER_ADDRESS)
                .on(MEMBER_ADDRESS.MEMBER_NO.eq(CONTRACT_PAPER.MEMBER_NO), MEMBER_ADDRESS.VALID_TO.isNull())
                .where(
                        CONTRACT_PAPER.DELIVERY.eq("POST"),
                        CONTRACT_PAPER.POSTED_AT.isNull(),
                        OwnRecords.open(CONTRACT_PAPER.MEMBER_NO))
                .orderBy(CONTRACT_PAPER.MADE_AT, CONTRACT_PAPER.PAPER_NO)
                .limit(LISTED)
                .fetch(Records.mapping(Line::new));
        if (!lines.isEmpty()) {
            audit.append(AuditEntry.done(AuditAction.CONTRACT_PAPERS_LISTED).showing(lines, Line::memberNo));
        }
        return lines;
    }

    /**
     * Enters that a paper was given to the post; once.
     *
     * @throws NoSuchPaper when it was before, or there is none of that number
     * @throws NotToBeWritten when a restriction of the member stands against a letter
     */
    @Transactional
    public void posted(OperationId id, String paperNo) {
        operations.once(id, "lending.ContractPostings.posted", String.class, () -> {
            var memberNo = db.select(CONTRACT_PAPER.MEMBER_NO)
                    .from(CONTRACT_PAPER)
                    .where(CONTRACT_PAPER.PAPER_NO.eq(paperNo))
                    .fetchOptional(CONTRACT_PAPER.MEMBER_NO)
                    .orElseThrow(NoSuchPaper::new);
            memberLock.take(memberNo);
            var now = time.now();
            if (!db.select(contactAllowed(
                            val(memberNo.value()),
                            val("LETTER"),
                            val((String) null),
                            val("PROCEDURE"),
                            val(now, SQLDataType.INSTANT)))
                    .fetchSingle()
                    .value1()) {
                throw new NotToBeWritten();
            }
            var done = db.update(CONTRACT_PAPER)
                    .set(CONTRACT_PAPER.POSTED_AT, now)
                    .set(CONTRACT_PAPER.POSTED_BY, CurrentStaff.get().staffNo())
                    .where(
                            CONTRACT_PAPER.PAPER_NO.eq(paperNo),
                            CONTRACT_PAPER.DELIVERY.eq("POST"),
                            CONTRACT_PAPER.POSTED_AT.isNull())
                    .execute();
            if (done == 0) {
                throw new NoSuchPaper();
            }
            audit.append(AuditEntry.done(AuditAction.CONTRACT_PAPER_POSTED)
                    .about(memberNo)
                    .by(id)
                    .with("paper", paperNo));
            return paperNo;
        });
    }
}
