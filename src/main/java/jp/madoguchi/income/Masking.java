package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Quarantine: what members sent, rendered and not masked, is seen by reviewers alone. Masking stores the pages with their
 * boxes burnt in and dooms the key of everything that was before.
 */
@Service
@RolesAllowed(Permission.INCOME_DECIDE)
public class Masking {

    private final DSLContext db;
    private final Papers papers;
    private final Keyring keyring;
    private final MemberLock memberLock;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    Masking(
            DSLContext db,
            Papers papers,
            Keyring keyring,
            MemberLock memberLock,
            Operations operations,
            Announcements announcements,
            DatabaseTime time,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.db = db;
        this.papers = papers;
        this.keyring = keyring;
        this.memberLock = memberLock;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Names of what is in quarantine, what is urgent and old first; says nothing about persons. */
    @Transactional(readOnly = true)
    public List<UUID> waiting() {
        return db.select(INCOME_CERTIFICATE.REF)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.STATE.eq(CertificateState.QUARANTINED.name()))
                .orderBy(INCOME_CERTIFICATE.PRIORITY, INCOME_CERTIFICATE.RECEIVED_AT, INCOME_CERTIFICATE.REF)
                .fetch(INCOME_CERTIFICATE.REF);
    }

    /**
     * Opens a certificate in quarantine; recorded.
     *
     * @throws NotToBeMasked when it is not there, or no longer
     */
    @Transactional
    public PageSet open(UUID ref) {
        var member = db.select(INCOME_CERTIFICATE.MEMBER_NO)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.REF.eq(ref), INCOME_CERTIFICATE.STATE.eq(CertificateState.QUARANTINED.name()))
                .fetchOptional(INCOME_CERTIFICATE.MEMBER_NO)
                .orElseThrow(NotToBeMasked::new);
        audit.append(AuditEntry.done(AuditAction.INCOME_QUARANTINE_READ)
                .about(member)
                .with("certificate", ref));
        return new PageSet(ref, member, papers.facts(ref, Papers.Role.RAW));
    }

    /**
     * One unmasked page as PNG, as long as it is in quarantine.
     *
     * @throws NotToBeMasked when it is not there, or no longer
     */
    public byte[] page(PageSet opened, int number) {
        return papers.open(papers.find(opened.ref(), Papers.Role.RAW, number).orElseThrow(NotToBeMasked::new));
    }

    /**
     * Stores the masked pages; from then on the original and its pages cannot be opened by anybody.
     *
     * @param masks one a page, in their order
     * @throws NotCovered when a suspected number, or a page that nobody looked through, would be stored
     * @throws NotToBeMasked when it is not in quarantine any more
     * @throws NoKeyReady when there is no key to seal the masked pages with
     */
    public void mask(OperationId id, PageSet opened, List<PageMask> masks) {
        var pages = opened.pages().stream()
                .map(facts -> new UnmaskedPage(facts, page(opened, facts.number())))
                .toList();
        var burnt = CertificateIntake.burn(pages, masks);
        transaction.executeWithoutResult(status -> operations.once(id, "income.Masking.mask", String.class, () -> {
            store(id, opened, masks, burnt);
            return opened.ref().toString();
        }));
    }

    private void store(OperationId id, PageSet opened, List<PageMask> masks, List<byte[]> burnt) {
        memberLock.take(opened.memberNo());
        var staff = CurrentStaff.get().staffNo();
        var now = time.now();
        var key = keyring.take(now);
        var source = db.update(INCOME_CERTIFICATE)
                .set(INCOME_CERTIFICATE.STATE, CertificateState.READY.name())
                .set(INCOME_CERTIFICATE.PAGES_KEY, key.id())
                .set(INCOME_CERTIFICATE.MASKED_AT, now)
                .where(
                        INCOME_CERTIFICATE.REF.eq(opened.ref()),
                        INCOME_CERTIFICATE.STATE.eq(CertificateState.QUARANTINED.name()))
                .returningResult(INCOME_CERTIFICATE.SOURCE_KEY)
                .fetchOptional(INCOME_CERTIFICATE.SOURCE_KEY)
                .orElseThrow(NotToBeMasked::new);
        IntStream.range(0, burnt.size())
                .forEach(i -> papers.keepMasked(
                        opened.ref(), opened.pages().get(i), masks.get(i), burnt.get(i), key, staff, now));
        keyring.doom(source, DoomedBecause.MASKED, now);
        audit.append(AuditEntry.done(AuditAction.INCOME_MASKED)
                .about(opened.memberNo())
                .by(id)
                .with("certificate", opened.ref())
                .with(
                        "boxes",
                        masks.stream().mapToInt(mask -> mask.boxes().size()).sum()));
        announcements.tell(Announcements.Kind.INCOME);
    }
}
