package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.LOGIN_ATTEMPT;
import static org.jooq.Records.mapping;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Reads attempts to log in. */
@Component
class AttemptRows {

    private final DSLContext db;

    AttemptRows(DSLContext db) {
        this.db = db;
    }

    /** The latest of those that fit, newest first. */
    List<Attempt> latest(int limit, Condition... fitting) {
        return db.select(
                        LOGIN_ATTEMPT.ID,
                        LOGIN_ATTEMPT.AT,
                        LOGIN_ATTEMPT.ID_KIND,
                        LOGIN_ATTEMPT.ID_SHOWN,
                        LOGIN_ATTEMPT.CHANNEL,
                        LOGIN_ATTEMPT.OUTCOME.convertFrom(Attempt.Outcome::valueOf),
                        LOGIN_ATTEMPT.ATTEMPTS_LEFT.coerce(Integer.class),
                        LOGIN_ATTEMPT.DEVICE)
                .from(LOGIN_ATTEMPT)
                .where(fitting)
                .orderBy(LOGIN_ATTEMPT.AT.desc(), LOGIN_ATTEMPT.ID.desc())
                .limit(limit)
                .fetch(mapping(Attempt::new));
    }
}
