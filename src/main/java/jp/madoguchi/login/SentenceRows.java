package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.CALL_SENTENCE;

import java.time.Instant;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Reads the sentences; new words come as a migration, as later rows. */
@Component
class SentenceRows {

    private final DSLContext db;

    SentenceRows(DSLContext db) {
        this.db = db;
    }

    SentenceBook inForce(Instant at) {
        return new SentenceBook(db.select(CALL_SENTENCE.CODE, CALL_SENTENCE.WORDS)
                .distinctOn(CALL_SENTENCE.CODE)
                .from(CALL_SENTENCE)
                .where(CALL_SENTENCE.EFFECTIVE_FROM.le(at))
                .orderBy(CALL_SENTENCE.CODE, CALL_SENTENCE.EFFECTIVE_FROM.desc())
                .fetchMap(row -> Sentence.valueOf(row.value1()), row -> row.value2()));
    }
}
