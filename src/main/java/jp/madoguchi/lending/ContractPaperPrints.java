package jp.madoguchi.lending;

import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT_PAPER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PRODUCT_VERSION;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.contract.Terms;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Draws contract papers (17条書面) for the member in front, or for the post, from the figures that were kept when they were made. */
@Service
@RolesAllowed(Permission.LIMIT_REQUEST)
public class ContractPaperPrints {

    private final DSLContext db;
    private final Contacts contacts;
    private final ContractPapers papers;
    private final AuditLog audit;

    ContractPaperPrints(DSLContext db, Contacts contacts, ContractPapers papers, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.papers = papers;
        this.audit = audit;
    }

    /**
     * The sheet as PDF, while the contact is in front and its check holds; the name is the one of the day it was made.
     *
     * @throws NoSuchPaper when the member in front has no paper of that number
     */
    @Transactional
    public byte[] print(ContactNo contactNo, String paperNo) {
        var contact = contacts.requireFront(contactNo);
        var memberNo = contact.memberNo();
        if (!contact.isChecked() || memberNo == null) {
            throw new NotAllowed(Reason.CHECK_EXPIRED);
        }
        var paper = load(paperNo, CONTRACT_PAPER.MEMBER_NO.eq(memberNo));
        audit.append(AuditEntry.done(AuditAction.CONTRACT_PAPER_PRINTED)
                .about(paper.memberNo())
                .during(contactNo)
                .with("paper", paperNo));
        return paper.pdf(papers.lender(paper.madeAt()));
    }

    /**
     * A sheet that is to be posted.
     *
     * @throws NoSuchPaper when there is none of that number, or it was given to the post
     */
    @Transactional
    @RolesAllowed(Permission.LIMIT_DECIDE)
    public byte[] printToPost(String paperNo) {
        var paper = load(paperNo, CONTRACT_PAPER.DELIVERY.eq("POST").and(CONTRACT_PAPER.POSTED_AT.isNull()));
        audit.append(AuditEntry.done(AuditAction.CONTRACT_PAPER_PRINTED)
                .about(paper.memberNo())
                .with("paper", paperNo));
        return paper.pdf(papers.lender(paper.madeAt()));
    }

    private ContractPaper load(String paperNo, Condition whose) {
        Field<Terms> terms = Reckonings.terms().as("terms");
        return db.select(
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        concat(MEMBER_NAME.FAMILY_KANA, inline(" "), MEMBER_NAME.GIVEN_KANA),
                        CONTRACT_PAPER.STARTED_ON,
                        CONTRACT_PAPER.CREDIT_LIMIT,
                        CONTRACT_PAPER.APR,
                        CONTRACT_PAPER.MINIMUM_REPAYMENT,
                        CONTRACT_PAPER.DUE_DAY,
                        CONTRACT_PAPER.MADE_AT,
                        terms,
                        CONTRACT_PAPER.MEMBER_NO)
                .from(CONTRACT_PAPER)
                .join(CONTRACT)
                .on(CONTRACT.ID.eq(CONTRACT_PAPER.CONTRACT_ID))
                .join(PRODUCT_VERSION)
                .on(PRODUCT_VERSION.PRODUCT_VERSION_.eq(CONTRACT.PRODUCT_VERSION))
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(CONTRACT_PAPER.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_FROM.le(CONTRACT_PAPER.MADE_AT),
                        MEMBER_NAME.VALID_TO.isNull().or(MEMBER_NAME.VALID_TO.gt(CONTRACT_PAPER.MADE_AT)))
                .where(CONTRACT_PAPER.PAPER_NO.eq(paperNo), whose)
                .fetchOptional(row -> new ContractPaper(
                        paperNo,
                        row.value10(),
                        row.value1().strip(),
                        row.value2().strip(),
                        row.value3(),
                        Tokyo.date(row.value8()),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        papers.termUntil(row.value3(), Tokyo.date(row.value8()), row.value8()),
                        row.value9(),
                        row.value8()))
                .orElseThrow(NoSuchPaper::new);
    }
}
