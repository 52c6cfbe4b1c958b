package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;

import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The masked pages of a certificate, for whoever decides it or looks at it a second time. */
@Service
@RolesAllowed({Permission.INCOME_DECIDE, SecondLooks.RIGHT})
public class Pages {

    private final DSLContext db;
    private final Papers papers;
    private final AuditLog audit;

    Pages(DSLContext db, Papers papers, AuditLog audit) {
        this.db = db;
        this.papers = papers;
        this.audit = audit;
    }

    /**
     * Opens the pages; recorded once for all of them.
     *
     * @throws NoSuchPages unless the certificate is masked and still kept
     */
    @Transactional
    public PageSet open(UUID ref) {
        return open(ref, false).orElseThrow(NoSuchPages::new);
    }

    /** Opens the pages before they are asked for, which is recorded as such; empty where there are none any more. */
    @Transactional
    public Optional<PageSet> ahead(UUID ref) {
        return open(ref, true);
    }

    private Optional<PageSet> open(UUID ref, boolean ahead) {
        return db.select(INCOME_CERTIFICATE.MEMBER_NO)
                .from(INCOME_CERTIFICATE)
                .where(
                        INCOME_CERTIFICATE.REF.eq(ref),
                        INCOME_CERTIFICATE.STATE.in(CertificateState.READY.name(), CertificateState.DECIDED.name()))
                .fetchOptional(INCOME_CERTIFICATE.MEMBER_NO)
                .map(member -> {
                    audit.append(AuditEntry.done(AuditAction.INCOME_PAGES_READ)
                            .about(member)
                            .because(ahead ? "AHEAD" : null)
                            .with("certificate", ref));
                    return new PageSet(ref, member, papers.facts(ref, Papers.Role.PAGE));
                });
    }

    /**
     * One page as PNG.
     *
     * @throws NoSuchPages when there is no such page, or no longer
     * @throws jp.madoguchi.vault.KeyGone at the end of its time
     */
    public byte[] page(PageSet opened, int number) {
        return papers.open(papers.find(opened.ref(), Papers.Role.PAGE, number).orElseThrow(NoSuchPages::new));
    }
}
