package jp.madoguchi.lending;

import static jp.madoguchi.db.madoguchi.Routines.inquiryHasOccasion;
import static jp.madoguchi.db.madoguchi.Tables.BUREAU_ANSWER;
import static jp.madoguchi.db.madoguchi.Tables.BUREAU_INQUIRY;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.lending.BureauInquiries.Answer;
import jp.madoguchi.lending.BureauInquiries.Outcome;
import jp.madoguchi.lending.BureauInquiries.Purpose;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is written before a bureau is asked, and after; each in a transaction of its own. */
@Component
class BureauRecords {

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    BureauRecords(DSLContext db, MemberLock memberLock, Operations operations, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.operations = operations;
        this.time = time;
        this.audit = audit;
    }

    /** Commits the inquiry; the same operation finds the one it made. */
    @Transactional
    public Bureau.Question begin(OperationId id, Purpose purpose, UUID occasion, MemberNo memberNo) {
        var ref = operations.once(id, "lending.BureauInquiries.ask", UUID.class, () -> {
            if (!db.select(inquiryHasOccasion(val(purpose.name()), val(occasion), val(memberNo.value())))
                    .fetchSingle()
                    .value1()) {
                throw new NoOccasion();
            }
            var inquiry = UUID.randomUUID();
            db.insertInto(BUREAU_INQUIRY)
                    .set(BUREAU_INQUIRY.REF, inquiry)
                    .set(BUREAU_INQUIRY.MEMBER_NO, memberNo)
                    .set(BUREAU_INQUIRY.PURPOSE, purpose.name())
                    .set(BUREAU_INQUIRY.OCCASION_REF, occasion)
                    .set(BUREAU_INQUIRY.ASKED_BY, CurrentStaff.get().staffNo())
                    .set(BUREAU_INQUIRY.ASKED_AT, time.now())
                    .execute();
            audit.append(AuditEntry.done(AuditAction.BUREAU_ASKED)
                    .about(memberNo)
                    .by(id)
                    .because(purpose.name())
                    .with("inquiry", inquiry)
                    .with("occasion", occasion));
            return inquiry;
        });
        return db.select(
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        concat(MEMBER_NAME.FAMILY_KANA, inline(" "), MEMBER_NAME.GIVEN_KANA),
                        MEMBER.BIRTH_DATE)
                .from(MEMBER)
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(MEMBER.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(MEMBER.MEMBER_NO.eq(memberNo))
                .fetchSingle(row -> new Bureau.Question(
                        ref, memberNo, row.value1().strip(), row.value2().strip(), row.value3()));
    }

    /** Puts an answer on file, once; what the bureau lent elsewhere goes there with it. */
    @Transactional
    public Answer end(Bureau.Question question, Outcome outcome, Bureau.@Nullable Report report) {
        memberLock.take(question.memberNo());
        var at = time.now();
        var written = db.insertInto(BUREAU_ANSWER)
                .set(BUREAU_ANSWER.INQUIRY_REF, question.ref())
                .set(BUREAU_ANSWER.MEMBER_NO, question.memberNo())
                .set(BUREAU_ANSWER.OUTCOME, outcome.name())
                .set(BUREAU_ANSWER.BALANCE, report == null ? null : report.balance())
                .set(BUREAU_ANSWER.LENDERS, report == null ? null : (short) report.lenders())
                .set(BUREAU_ANSWER.DEFAULT_ON_FILE, report == null ? null : report.defaultOnFile())
                .set(BUREAU_ANSWER.SELF_EXCLUDED, report == null ? null : report.selfExcluded())
                .set(BUREAU_ANSWER.ANSWERED_AT, at)
                .execute();
        if (written != 1) {
            throw new IllegalStateException("an inquiry has one answer");
        }
        audit.append(AuditEntry.done(AuditAction.BUREAU_ANSWERED)
                .about(question.memberNo())
                .because(outcome.name())
                .with("inquiry", question.ref()));
        return answer(question.ref()).orElseThrow();
    }

    @Transactional(readOnly = true)
    public Optional<Answer> answer(UUID inquiry) {
        return answers(inquiry, null).stream().findFirst();
    }

    /** Newest first. */
    List<Answer> answers(@Nullable UUID inquiry, @Nullable UUID occasion) {
        return db.select(
                        BUREAU_INQUIRY.REF,
                        BUREAU_INQUIRY.MEMBER_NO,
                        BUREAU_INQUIRY.ASKED_AT,
                        BUREAU_ANSWER.OUTCOME,
                        BUREAU_ANSWER.BALANCE,
                        BUREAU_ANSWER.LENDERS,
                        BUREAU_ANSWER.DEFAULT_ON_FILE,
                        BUREAU_ANSWER.SELF_EXCLUDED,
                        BUREAU_ANSWER.ANSWERED_AT)
                .from(BUREAU_INQUIRY)
                .join(BUREAU_ANSWER)
                .on(BUREAU_ANSWER.INQUIRY_REF.eq(BUREAU_INQUIRY.REF))
                .where(inquiry == null ? BUREAU_INQUIRY.OCCASION_REF.eq(occasion) : BUREAU_INQUIRY.REF.eq(inquiry))
                .orderBy(BUREAU_ANSWER.ANSWERED_AT.desc())
                .fetch(row -> new Answer(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        Outcome.valueOf(row.value4()),
                        row.value5(),
                        row.value6() == null ? null : row.value6().intValue(),
                        row.value7(),
                        row.value8(),
                        row.value9()));
    }

    /** The same for whoever reads the case; the reading of bureau data is recorded. */
    @Transactional
    public List<Answer> read(UUID occasion) {
        var answers = answers(null, occasion);
        answers.stream()
                .findFirst()
                .ifPresent(newest -> audit.append(AuditEntry.done(AuditAction.BUREAU_READ)
                        .about(newest.memberNo())
                        .with("occasion", occasion)
                        .with("count", answers.size())));
        return answers;
    }

    Instant now() {
        return time.now();
    }
}
