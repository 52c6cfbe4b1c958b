package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_IN_FORCE;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_ON_FILE;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMPLOYER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.OTHER_LENDING;
import static jp.madoguchi.db.workspace.Tables.INCOME_FIGURES;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what belongs to a case; whoever asks has recorded the reading. */
@Component
class CaseFiles {

    private final DSLContext db;

    CaseFiles(DSLContext db) {
        this.db = db;
    }

    /** @throws NothingToReview when there is no such sending */
    ReviewCase read(UUID sending, Instant now) {
        var first = db.select(INCOME_CERTIFICATE.MEMBER_NO, INCOME_CERTIFICATE.RECEIVED_AT)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.SENDING_REF.eq(sending))
                .orderBy(INCOME_CERTIFICATE.RECEIVED_AT, INCOME_CERTIFICATE.REF)
                .limit(1)
                .fetchOptional()
                .orElseThrow(NothingToReview::new);
        var memberNo = first.value1();
        var facts = facts(memberNo, now);
        var papers = papers(sending);
        return new ReviewCase(
                sending,
                memberNo,
                now,
                first.value2(),
                papers,
                facts,
                typed(sending).orElseGet(() -> Typed.of(kind(papers))),
                fingerprint(memberNo, facts));
    }

    private static @Nullable CertificateKind kind(List<ReviewCase.Paper> papers) {
        return papers.stream()
                .flatMap(paper -> Stream.ofNullable(paper.kind()))
                .findFirst()
                .orElse(null);
    }

    private Optional<Typed> typed(UUID sending) {
        return db.select(INCOME_FIGURES.FIGURES)
                .from(INCOME_FIGURES)
                .where(INCOME_FIGURES.SENDING_REF.eq(sending))
                .fetchOptional(INCOME_FIGURES.FIGURES)
                .map(kept -> Json.read(kept, Typed.class));
    }

    private List<ReviewCase.Paper> papers(UUID sending) {
        return db.select(
                        INCOME_CERTIFICATE.REF,
                        INCOME_CERTIFICATE.KIND,
                        INCOME_CERTIFICATE.STATE,
                        INCOME_CERTIFICATE.PAGE_COUNT)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.SENDING_REF.eq(sending))
                .orderBy(INCOME_CERTIFICATE.RECEIVED_AT, INCOME_CERTIFICATE.REF)
                .fetch(row -> new ReviewCase.Paper(
                        row.value1(),
                        row.value2() == null ? null : CertificateKind.valueOf(row.value2()),
                        CertificateState.valueOf(row.value3()),
                        row.value4() == null ? null : row.value4().intValue()));
    }

    /** Waits for whoever takes or decides these papers now; held to the end of the transaction. */
    void lock(UUID sending) {
        db.select(INCOME_CERTIFICATE.REF)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.SENDING_REF.eq(sending))
                .orderBy(INCOME_CERTIFICATE.REF)
                .forUpdate()
                .fetch();
    }

    private ReviewCase.Facts facts(MemberNo memberNo, Instant now) {
        var contract = db.select(CONTRACT.CREDIT_LIMIT, CONTRACT.BALANCE)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchOptional();
        var employer = db.select(MEMBER_EMPLOYER.NAME, MEMBER_EMPLOYER.VALID_FROM)
                .from(MEMBER_EMPLOYER)
                .where(MEMBER_EMPLOYER.MEMBER_NO.eq(memberNo), MEMBER_EMPLOYER.VALID_TO.isNull())
                .fetchOptional();
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
                .fetchSingle(row -> new ReviewCase.Facts(
                        row.value1().strip(),
                        row.value2().strip(),
                        row.value3(),
                        employer.map(e -> e.value1()).orElse(null),
                        employer.map(e -> Tokyo.date(e.value2())).orElse(null),
                        inForce(memberNo, now).orElse(null),
                        declared(memberNo, now).orElse(null),
                        others(memberNo, now).orElse(null),
                        contract.map(c -> c.value1()).orElse(null),
                        contract.map(c -> c.value2()).orElse(null)));
    }

    /** The income that counts at a moment. */
    Optional<ReviewCase.Income> inForce(MemberNo memberNo, Instant now) {
        var income = INCOME_IN_FORCE.call(memberNo.value(), now);
        return db.select(income.ANNUAL_INCOME, income.SOURCE, income.PAPER_ON, income.RENEW_ON, income.REOPENED)
                .from(income)
                .fetchOptional(row -> new ReviewCase.Income(
                        row.value1(), row.value2().equals("CERTIFICATE"), row.value3(), row.value4(), row.value5()));
    }

    private Optional<Yen> declared(MemberNo memberNo, Instant now) {
        return db.select(INCOME_ON_FILE.ANNUAL_INCOME)
                .from(INCOME_ON_FILE)
                .where(
                        INCOME_ON_FILE.MEMBER_NO.eq(memberNo),
                        INCOME_ON_FILE.SOURCE.eq("DECLARED"),
                        INCOME_ON_FILE.VALID_FROM.le(now))
                .orderBy(INCOME_ON_FILE.VALID_FROM.desc(), INCOME_ON_FILE.ID.desc())
                .limit(1)
                .fetchOptional(INCOME_ON_FILE.ANNUAL_INCOME);
    }

    private Optional<ReviewCase.Others> others(MemberNo memberNo, Instant now) {
        return db.select(OTHER_LENDING.BALANCE, OTHER_LENDING.LENDERS, OTHER_LENDING.REPORTED_AT)
                .from(OTHER_LENDING)
                .where(OTHER_LENDING.MEMBER_NO.eq(memberNo), OTHER_LENDING.REPORTED_AT.le(now))
                .orderBy(OTHER_LENDING.REPORTED_AT.desc(), OTHER_LENDING.ID.desc())
                .limit(1)
                .fetchOptional(row -> new ReviewCase.Others(row.value1(), row.value2(), Tokyo.date(row.value3())));
    }

    /** Of the facts and of every paper of the member, so that what arrives elsewhere is something newer too. */
    private String fingerprint(MemberNo memberNo, ReviewCase.Facts facts) {
        var papers = db.select(
                        INCOME_CERTIFICATE.REF,
                        INCOME_CERTIFICATE.SENDING_REF,
                        INCOME_CERTIFICATE.STATE,
                        INCOME_CERTIFICATE.MASKED_AT)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.MEMBER_NO.eq(memberNo))
                .orderBy(INCOME_CERTIFICATE.RECEIVED_AT, INCOME_CERTIFICATE.REF)
                .fetch(Records.mapping((UUID ref, UUID sending, String state, Instant maskedAt) ->
                        ref + " " + sending + " " + state + " " + maskedAt));
        return Sha256.hex(Json.write(facts) + "\n" + String.join("\n", papers));
    }
}
