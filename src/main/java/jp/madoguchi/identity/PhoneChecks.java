package jp.madoguchi.identity;

import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.IDENTITY_CHECK;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.PHONE_CHECK;
import static jp.madoguchi.db.madoguchi.Tables.PHONE_QUESTION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.identity.CheckResult.FailReason;
import jp.madoguchi.identity.KnownAnswers.Outcome;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Identity checks by phone (DOMAIN, decisions): name and birth date must match and score nothing, then drawn questions. The
 * answers are compared here and forgotten; what was asked and whether it matched is kept. Questions once drawn stay until
 * they are answered, whoever opens the form again.
 */
@Service
@RolesAllowed(Permission.IDENTITY_PHONE)
public class PhoneChecks {

    private final DSLContext db;
    private final Contacts contacts;
    private final AnswersOnFile answers;
    private final CheckRecords records;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;
    private final Settings settings;

    PhoneChecks(
            DSLContext db,
            Contacts contacts,
            AnswersOnFile answers,
            CheckRecords records,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time,
            Settings settings) {
        this.db = db;
        this.contacts = contacts;
        this.answers = answers;
        this.records = records;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
        this.settings = settings;
    }

    /** What is being asked in a contact in front, if anything is. */
    @Transactional
    public Optional<PhoneStep> asked(ContactNo contactNo) {
        var now = time.now();
        return open(contacts.requireFront(contactNo)).map(check -> step(check, now));
    }

    /** Whether one question renews the check: the latest was passed, and the contact was not parked too long since. */
    @Transactional(readOnly = true)
    public boolean isRenewable(ContactNo contactNo) {
        return db.select(
                        IDENTITY_CHECK.RESULT,
                        field(CONTACT.CHECKS_FROM.isNull().or(CONTACT.CHECKS_FROM.le(IDENTITY_CHECK.AT))))
                .from(IDENTITY_CHECK)
                .join(CONTACT)
                .on(CONTACT.CONTACT_NO.eq(IDENTITY_CHECK.CONTACT_NO))
                .where(IDENTITY_CHECK.CONTACT_NO.eq(contactNo), IDENTITY_CHECK.METHOD.eq("PHONE"))
                .orderBy(IDENTITY_CHECK.AT.desc(), IDENTITY_CHECK.ID.desc())
                .limit(1)
                .fetchOptional()
                .filter(latest -> latest.value1().equals("PASSED") && latest.value2())
                .isPresent();
    }

    /**
     * Begins with what the caller says first. Where it differs, the check has failed and nothing is asked.
     *
     * @param nameMatches whether the caller gave the name that the agent sees
     * @param birthDate as the caller said it; the agent does not see the registered one
     * @throws PhoneCheckRefused when too little is on file to ask about
     */
    @Transactional
    public PhoneStep begin(
            OperationId id, ContactNo contactNo, MemberNo memberNo, boolean nameMatches, LocalDate birthDate) {
        return operations.once(id, "identity.PhoneChecks.begin", PhoneStep.class, () -> {
            var now = time.now();
            var contact = require(contactNo, memberNo);
            var known = db.fetchExists(MEMBER, MEMBER.MEMBER_NO.eq(memberNo), MEMBER.BIRTH_DATE.eq(birthDate));
            if (!nameMatches || !known) {
                var fail = nameMatches ? FailReason.BIRTH_DATE_DIFFERS : FailReason.NAME_DIFFERS;
                var check = records.write(contact, memberNo, fail, now);
                records.tell(id, contact, memberNo, check, "questions", List.of());
                open(contact).ifPresent(open -> end(open, check.id(), now));
                return PhoneStep.ended(check.result());
            }
            return open(contact)
                    .map(open -> step(open, now))
                    .orElseGet(() -> draw(contact, memberNo, rules(now), false, now));
        });
    }

    /** Renews a passed check, in time or not, by one question. */
    @Transactional
    public PhoneStep renew(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        return operations.once(id, "identity.PhoneChecks.renew", PhoneStep.class, () -> {
            var now = time.now();
            var contact = require(contactNo, memberNo);
            if (!isRenewable(contactNo)) {
                throw PhoneCheckRefused.nothingToRenew();
            }
            return open(contact)
                    .map(open -> step(open, now))
                    .orElseGet(() -> draw(contact, memberNo, PhoneRules.RENEWAL, true, now));
        });
    }

    /** The caller does not know the answer to a question and gets another one. */
    @Transactional
    public PhoneStep other(OperationId id, ContactNo contactNo, MemberNo memberNo, int position) {
        return operations.once(id, "identity.PhoneChecks.other", PhoneStep.class, () -> {
            var now = time.now();
            var contact = require(contactNo, memberNo);
            var open = open(contact).orElseThrow(PhoneCheckRefused::nothingAsked);
            var step = step(open, now);
            if (step.othersLeft() < 1) {
                throw PhoneCheckRefused.noOtherQuestion();
            }
            var left = answers.of(memberNo, contact, now).askable();
            left.removeAll(questionsOf(open.id()));
            var kept = step.questions().stream()
                    .filter(question -> question.position() != position)
                    .map(PhoneStep.Question::question)
                    .toList();
            if (kept.size() == step.questions().size()) {
                throw PhoneCheckRefused.nothingAsked();
            }
            var drawn = QuestionDraw.other(left, kept, rules(now)).orElseThrow(PhoneCheckRefused::noOtherQuestion);
            keep(open.id(), position, Outcome.NOT_KNOWN);
            ask(open.id(), List.of(drawn));
            return step(open, now);
        });
    }

    /** Compares all answers at once; ends the check. */
    @Transactional
    public PhoneStep answer(OperationId id, ContactNo contactNo, MemberNo memberNo, List<PhoneAnswer> given) {
        return operations.once(id, "identity.PhoneChecks.answer", PhoneStep.class, () -> {
            var now = time.now();
            var contact = require(contactNo, memberNo);
            var open = open(contact).orElseThrow(PhoneCheckRefused::nothingAsked);
            var known = answers.of(memberNo, contact, now);
            var matched = EnumSet.noneOf(PhoneQuestion.class);
            for (var question : step(open, now).questions()) {
                var answer = given.stream()
                        .filter(one -> one.position() == question.position())
                        .findFirst()
                        .orElseThrow(PhoneCheckRefused::notAllAnswered);
                var outcome = known.compare(question.question(), answer);
                keep(open.id(), question.position(), outcome);
                if (outcome == Outcome.MATCHED) {
                    matched.add(question.question());
                }
            }
            var rules = open.renewal() ? PhoneRules.RENEWAL : rules(now);
            var check =
                    records.write(contact, memberNo, rules.isPassed(matched) ? null : FailReason.ANSWERS_DIFFER, now);
            end(open, check.id(), now);
            records.tell(id, contact, memberNo, check, "questions", told(open.id()));
            return PhoneStep.ended(check.result());
        });
    }

    private OpenContact require(ContactNo contactNo, MemberNo memberNo) {
        var contact = contacts.requireFront(contactNo);
        rulebook.require(Operation.CHECK_BY_PHONE, contact.situation(CurrentStaff.get(), memberNo));
        return contact;
    }

    private PhoneRules rules(Instant now) {
        var numbers = settings.numbers(
                now, "phone_check.questions", "phone_check.matches", "phone_check.dealings", "phone_check.others");
        return new PhoneRules(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }

    // The rows
    // ---------------------------------------------------------------------------------------------------------------

    private record Open(long id, boolean renewal) {}

    /** The check that is open, unless the contact was parked too long since it began: then it is void. */
    private Optional<Open> open(OpenContact contact) {
        var row = db.select(
                        PHONE_CHECK.ID,
                        PHONE_CHECK.RENEWAL,
                        coalesce(field(CONTACT.CHECKS_FROM.gt(PHONE_CHECK.BEGUN_AT)), inline(false)))
                .from(PHONE_CHECK)
                .join(CONTACT)
                .on(CONTACT.CONTACT_NO.eq(PHONE_CHECK.CONTACT_NO))
                .where(PHONE_CHECK.CONTACT_NO.eq(contact.contactNo()), PHONE_CHECK.ENDED_AT.isNull())
                .fetchOptional();
        if (row.isEmpty()) {
            return Optional.empty();
        }
        var open = new Open(row.get().value1(), row.get().value2());
        if (row.get().value3()) {
            end(open, null, time.now());
            return Optional.empty();
        }
        return Optional.of(open);
    }

    private PhoneStep draw(OpenContact contact, MemberNo memberNo, PhoneRules rules, boolean renewal, Instant now) {
        var askable = answers.of(memberNo, contact, now).askable();
        var fresh = EnumSet.copyOf(askable);
        fresh.removeAll(askedBefore(contact));
        var drawn = QuestionDraw.draw(renewal && !fresh.isEmpty() ? fresh : askable, rules);
        var check = new Open(
                db.insertInto(PHONE_CHECK)
                        .set(PHONE_CHECK.CONTACT_NO, contact.contactNo())
                        .set(PHONE_CHECK.RENEWAL, renewal)
                        .set(PHONE_CHECK.BEGUN_AT, now)
                        .returningResult(PHONE_CHECK.ID)
                        .fetchSingle()
                        .value1(),
                renewal);
        ask(check.id(), drawn);
        return step(check, now);
    }

    private List<PhoneQuestion> askedBefore(OpenContact contact) {
        return db.select(PHONE_QUESTION.QUESTION)
                .from(PHONE_QUESTION)
                .where(exists(selectOne()
                        .from(PHONE_CHECK)
                        .where(
                                PHONE_CHECK.ID.eq(PHONE_QUESTION.CHECK_ID),
                                PHONE_CHECK.CONTACT_NO.eq(contact.contactNo()))))
                .fetch(row -> PhoneQuestion.valueOf(row.value1()));
    }

    private List<PhoneQuestion> questionsOf(long checkId) {
        return db.select(PHONE_QUESTION.QUESTION)
                .from(PHONE_QUESTION)
                .where(PHONE_QUESTION.CHECK_ID.eq(checkId))
                .fetch(row -> PhoneQuestion.valueOf(row.value1()));
    }

    private void ask(long checkId, Collection<PhoneQuestion> questions) {
        var position = db.select(max(PHONE_QUESTION.POSITION))
                .from(PHONE_QUESTION)
                .where(PHONE_QUESTION.CHECK_ID.eq(checkId))
                .fetchOptional(0, Short.class)
                .orElse((short) 0);
        for (var question : questions) {
            position++;
            db.insertInto(PHONE_QUESTION)
                    .set(PHONE_QUESTION.CHECK_ID, checkId)
                    .set(PHONE_QUESTION.POSITION, position)
                    .set(PHONE_QUESTION.QUESTION, question.name())
                    .execute();
        }
    }

    private PhoneStep step(Open check, Instant now) {
        var rows = db.select(PHONE_QUESTION.POSITION, PHONE_QUESTION.QUESTION, PHONE_QUESTION.OUTCOME)
                .from(PHONE_QUESTION)
                .where(PHONE_QUESTION.CHECK_ID.eq(check.id()))
                .orderBy(PHONE_QUESTION.POSITION)
                .fetch();
        var questions = new ArrayList<PhoneStep.Question>();
        var replaced = 0;
        for (var row : rows) {
            if (row.value3() == null) {
                questions.add(new PhoneStep.Question(row.value1(), PhoneQuestion.valueOf(row.value2())));
            } else {
                replaced++;
            }
        }
        var others = check.renewal() ? 0 : rules(now).others() - replaced;
        return new PhoneStep(questions, Math.max(0, others), check.renewal(), null);
    }

    private void keep(long checkId, int position, Outcome outcome) {
        db.update(PHONE_QUESTION)
                .set(PHONE_QUESTION.OUTCOME, outcome.name())
                .where(PHONE_QUESTION.CHECK_ID.eq(checkId), PHONE_QUESTION.POSITION.eq((short) position))
                .execute();
    }

    private void end(Open check, @Nullable Long result, Instant now) {
        db.update(PHONE_CHECK)
                .set(PHONE_CHECK.ENDED_AT, now)
                .set(PHONE_CHECK.CHECK_ID, result)
                .where(PHONE_CHECK.ID.eq(check.id()))
                .execute();
    }

    private List<String> told(long checkId) {
        return db.select(PHONE_QUESTION.QUESTION, PHONE_QUESTION.OUTCOME)
                .from(PHONE_QUESTION)
                .where(PHONE_QUESTION.CHECK_ID.eq(checkId))
                .orderBy(PHONE_QUESTION.POSITION)
                .fetch(row -> row.value1() + " " + row.value2());
    }
}
