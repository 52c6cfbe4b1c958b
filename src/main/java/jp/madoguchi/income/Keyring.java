package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.SEALING_KEY;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The keys as the database knows them: taken for one certificate, doomed in the transaction of the reason. */
@Component
class Keyring {

    private final DSLContext db;

    Keyring(DSLContext db) {
        this.db = db;
    }

    record Key(UUID id, byte[] publicKey) {}

    /**
     * Takes a key that nothing was sealed with yet.
     *
     * @throws NoKeyReady when there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Key take(Instant now) {
        var free = SEALING_KEY.as("free");
        return db.update(SEALING_KEY)
                .set(SEALING_KEY.USED_AT, now)
                .where(SEALING_KEY.ID.eq(select(free.ID)
                        .from(free)
                        .where(free.OFFERED_AT.isNull(), free.USED_AT.isNull(), free.DOOMED_AT.isNull())
                        .orderBy(free.MADE_AT, free.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(SEALING_KEY.ID, SEALING_KEY.PUBLIC_KEY)
                .fetchOptional(Records.mapping(Key::new))
                .orElseThrow(NoKeyReady::new);
    }

    /** The public half, with which anybody seals. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Key find(UUID id) {
        return db.select(SEALING_KEY.ID, SEALING_KEY.PUBLIC_KEY)
                .from(SEALING_KEY)
                .where(SEALING_KEY.ID.eq(id))
                .fetchSingle(Records.mapping(Key::new));
    }

    /** From the commit on, the private half has to be destroyed; nothing takes that back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void doom(UUID id, DoomedBecause why, Instant now) {
        db.update(SEALING_KEY)
                .set(SEALING_KEY.DOOMED_AT, now)
                .set(SEALING_KEY.DOOMED_BECAUSE, why.name())
                .where(SEALING_KEY.ID.eq(id), SEALING_KEY.DOOMED_AT.isNull())
                .execute();
    }
}
