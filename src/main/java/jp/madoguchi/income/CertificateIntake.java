package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;

import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.render.PageImage;
import jp.madoguchi.render.Progress;
import jp.madoguchi.render.Renderer;
import jp.madoguchi.render.Upload;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Certificates that staff take in at a counter, by a machine or from a letter. What is stored has its boxes burnt in; the
 * original is never stored.
 */
@Service
@RolesAllowed(Permission.INCOME_INTAKE)
public class CertificateIntake {

    /** Most pages of a certificate (SECURITY T17). */
    public static final int MOST_PAGES = 20;

    private final DSLContext db;
    private final Contacts contacts;
    private final MemberLock memberLock;
    private final Rulebook rulebook;
    private final Operations operations;
    private final Renderer renderer;
    private final Keyring keyring;
    private final Papers papers;
    private final Announcements announcements;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    CertificateIntake(
            DSLContext db,
            Contacts contacts,
            MemberLock memberLock,
            Rulebook rulebook,
            Operations operations,
            Renderer renderer,
            Keyring keyring,
            Papers papers,
            Announcements announcements,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.db = db;
        this.contacts = contacts;
        this.memberLock = memberLock;
        this.rulebook = rulebook;
        this.operations = operations;
        this.renderer = renderer;
        this.keyring = keyring;
        this.papers = papers;
        this.announcements = announcements;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Takes a certificate in, in the contact in front; needs no identity check, for it says nothing about the member. The
     * pages are burnt before the transaction begins: that may take seconds, and nobody waits for them.
     *
     * @return its name
     * @throws IncompleteCertificate without pages, with more than 20, or with a page without its mask
     * @throws NotCovered when a suspected number, or a page that nobody looked through, would be stored
     * @throws NoKeyReady when there is no key to seal it with
     */
    public UUID takeIn(OperationId id, ContactNo contactNo, MemberNo memberNo, NewCertificate form) {
        var burnt = burn(form.pages(), form.masks());
        var taken = transaction.execute(status -> operations.once(
                id,
                "income.CertificateIntake.takeIn",
                String.class,
                () -> store(id, contactNo, memberNo, form, burnt)));
        return UUID.fromString(taken);
    }

    /**
     * Makes the pages of a file; stores nothing. May take a minute.
     *
     * @param content the whole file
     * @param fileName as the person's computer calls it; looked at and never kept
     * @throws jp.madoguchi.render.UploadRefused with the one reason why it is not taken
     */
    public List<PageImage> read(byte[] content, String fileName, Progress progress) {
        return renderer.render(content, Upload.check(content, fileName), progress)
                .pages();
    }

    /** Pages with their boxes burnt in, or why they may not be stored. */
    static List<byte[]> burn(List<UnmaskedPage> pages, List<PageMask> masks) {
        if (pages.isEmpty() || pages.size() > MOST_PAGES || masks.size() != pages.size()) {
            throw new IncompleteCertificate();
        }
        var burnt = new ArrayList<byte[]>();
        for (var i = 0; i < pages.size(); i++) {
            var page = pages.get(i);
            var mask = masks.get(i);
            if (mask.number() != i + 1 || page.facts().number() != i + 1) {
                throw new IncompleteCertificate();
            }
            if (!mask.suffices(page.facts())) {
                throw new NotCovered(i + 1);
            }
            burnt.add(Burning.burn(page.png(), mask.boxes()));
        }
        return burnt;
    }

    private String store(
            OperationId id, ContactNo contactNo, MemberNo memberNo, NewCertificate form, List<byte[]> burnt) {
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var staff = CurrentStaff.get();
        rulebook.require(Operation.TAKE_IN_CERTIFICATE, contact.situation(staff, memberNo));
        var now = contact.asOf();
        var key = keyring.take(now);
        var ref = UUID.randomUUID();
        var kind = form.kind();
        db.insertInto(INCOME_CERTIFICATE)
                .set(INCOME_CERTIFICATE.REF, ref)
                .set(INCOME_CERTIFICATE.MEMBER_NO, memberNo)
                .set(INCOME_CERTIFICATE.SENDING_REF, form.sendingRef())
                .set(
                        INCOME_CERTIFICATE.CHANNEL,
                        contact.channel() == Channel.LETTER
                                ? "POST"
                                : contact.channel().name())
                .set(INCOME_CERTIFICATE.CONTACT_NO, contactNo)
                .set(INCOME_CERTIFICATE.RECEIVED_AT, now)
                .set(INCOME_CERTIFICATE.RECEIVED_BY, staff.staffNo())
                .set(INCOME_CERTIFICATE.KIND, kind == null ? null : kind.name())
                .set(INCOME_CERTIFICATE.PRIORITY, (short) (contact.channel().inPerson() ? 1 : 2))
                .set(INCOME_CERTIFICATE.STATE, CertificateState.READY.name())
                .set(INCOME_CERTIFICATE.PAGES_KEY, key.id())
                .set(INCOME_CERTIFICATE.PAGE_COUNT, (short) burnt.size())
                .set(INCOME_CERTIFICATE.MASKED_AT, now)
                .execute();
        IntStream.range(0, burnt.size())
                .forEach(i -> papers.keepMasked(
                        ref,
                        form.pages().get(i).facts(),
                        form.masks().get(i),
                        burnt.get(i),
                        key,
                        staff.staffNo(),
                        now));
        audit.append(AuditEntry.done(AuditAction.INCOME_TAKEN_IN)
                .about(memberNo)
                .during(contactNo)
                .by(id)
                .with("certificate", ref)
                .with("kind", kind)
                .with("pages", burnt.size())
                .with(
                        "boxes",
                        form.masks().stream()
                                .mapToInt(mask -> mask.boxes().size())
                                .sum()));
        announcements.tell(Announcements.Kind.INCOME);
        return ref.toString();
    }
}
