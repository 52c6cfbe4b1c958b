package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE_PAPER;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_MASKING;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.vault.Sealed;
import jp.madoguchi.vault.Sealing;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The sealed bytes of certificates. What is read is opened only after its row is let go. */
@Component
class Papers {

    /** What a row of bytes is. */
    enum Role {
        /** As the member sent it. */
        ORIGINAL,
        /** A page as it was rendered. */
        RAW,
        /** A page with its boxes burnt in. */
        PAGE
    }

    /** Bytes under seal, and how to open them. */
    record Paper(UUID ref, Role role, int pageNo, UUID keyId, Sealed sealed) {}

    private final DSLContext db;
    private final Sealing sealing;

    Papers(DSLContext db, Sealing sealing) {
        this.db = db;
        this.sealing = sealing;
    }

    /** The associated data of the seal. */
    static String about(UUID ref, Role role, int pageNo) {
        return ref + ":" + role + ":" + pageNo;
    }

    /** Seals and stores a page as it was rendered. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepRaw(UUID ref, UnmaskedPage page, Keyring.Key key) {
        keep(
                ref,
                Role.RAW,
                page.facts(),
                key,
                page.png(),
                page.facts().hasText(),
                Json.write(page.facts().suspicions()));
    }

    /** Seals and stores a masked page, with the record of its masking. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepMasked(
            UUID ref, PageFacts page, PageMask mask, byte[] burnt, Keyring.Key key, StaffNo by, Instant at) {
        keep(ref, Role.PAGE, page, key, burnt, null, null);
        db.insertInto(INCOME_MASKING)
                .set(INCOME_MASKING.CERTIFICATE_REF, ref)
                .set(INCOME_MASKING.PAGE_NO, (short) page.number())
                .set(INCOME_MASKING.BOXES, Json.write(mask.boxes()))
                .set(INCOME_MASKING.SUSPECTED, Json.write(page.suspicions()))
                .set(INCOME_MASKING.LOOKED_THROUGH, mask.lookedThrough())
                .set(INCOME_MASKING.MASKED_BY, by)
                .set(INCOME_MASKING.MASKED_AT, at)
                .execute();
    }

    private void keep(
            UUID ref,
            Role role,
            PageFacts page,
            Keyring.Key key,
            byte[] clear,
            @Nullable Boolean hasText,
            @Nullable String suspected) {
        var sealed = Sealing.seal(key.publicKey(), about(ref, role, page.number()), clear);
        db.insertInto(INCOME_CERTIFICATE_PAPER)
                .set(INCOME_CERTIFICATE_PAPER.CERTIFICATE_REF, ref)
                .set(INCOME_CERTIFICATE_PAPER.ROLE, role.name())
                .set(INCOME_CERTIFICATE_PAPER.PAGE_NO, (short) page.number())
                .set(INCOME_CERTIFICATE_PAPER.KEY_ID, key.id())
                .set(INCOME_CERTIFICATE_PAPER.SEALED_KEY, sealed.sealedKey())
                .set(INCOME_CERTIFICATE_PAPER.NONCE, sealed.nonce())
                .set(INCOME_CERTIFICATE_PAPER.SEALED, sealed.bytes())
                .set(INCOME_CERTIFICATE_PAPER.SHA256, Sha256.of(clear))
                .set(INCOME_CERTIFICATE_PAPER.WIDTH, page.width())
                .set(INCOME_CERTIFICATE_PAPER.HEIGHT, page.height())
                .set(INCOME_CERTIFICATE_PAPER.HAS_TEXT, hasText)
                .set(INCOME_CERTIFICATE_PAPER.SUSPECTED, suspected)
                .execute();
    }

    /** Bytes under seal; none where there never were any, or where they were emptied. */
    @Transactional(readOnly = true)
    public Optional<Paper> find(UUID ref, Role role, int pageNo) {
        return db.select(
                        INCOME_CERTIFICATE_PAPER.KEY_ID,
                        INCOME_CERTIFICATE_PAPER.SEALED_KEY,
                        INCOME_CERTIFICATE_PAPER.NONCE,
                        INCOME_CERTIFICATE_PAPER.SEALED)
                .from(INCOME_CERTIFICATE_PAPER)
                .where(
                        INCOME_CERTIFICATE_PAPER.CERTIFICATE_REF.eq(ref),
                        INCOME_CERTIFICATE_PAPER.ROLE.eq(role.name()),
                        INCOME_CERTIFICATE_PAPER.PAGE_NO.eq((short) pageNo),
                        INCOME_CERTIFICATE_PAPER.SEALED.isNotNull())
                .fetchOptional(row -> new Paper(
                        ref, role, pageNo, row.value1(), new Sealed(row.value2(), row.value3(), row.value4())));
    }

    /** What is known of the pages of a role, in their order, without a byte of them. */
    @Transactional(readOnly = true)
    public List<PageFacts> facts(UUID ref, Role role) {
        return db.select(
                        INCOME_CERTIFICATE_PAPER.PAGE_NO.convertFrom(Short::intValue),
                        INCOME_CERTIFICATE_PAPER.WIDTH,
                        INCOME_CERTIFICATE_PAPER.HEIGHT,
                        INCOME_CERTIFICATE_PAPER.HAS_TEXT,
                        INCOME_CERTIFICATE_PAPER.SUSPECTED)
                .from(INCOME_CERTIFICATE_PAPER)
                .where(INCOME_CERTIFICATE_PAPER.CERTIFICATE_REF.eq(ref), INCOME_CERTIFICATE_PAPER.ROLE.eq(role.name()))
                .orderBy(INCOME_CERTIFICATE_PAPER.PAGE_NO)
                .fetch(Records.mapping((number, width, height, hasText, suspected) -> new PageFacts(
                        number,
                        width,
                        height,
                        Boolean.TRUE.equals(hasText),
                        suspected == null ? List.of() : List.of(Json.read(suspected, Suspicion[].class)))));
    }

    /**
     * The clear bytes, for as short as can be.
     *
     * @throws jp.madoguchi.vault.KeyGone when the key was destroyed
     * @throws jp.madoguchi.vault.SealBroken when they are not what was sealed
     */
    byte[] open(Paper paper) {
        return sealing.open(paper.keyId(), about(paper.ref(), paper.role(), paper.pageNo()), paper.sealed());
    }
}
