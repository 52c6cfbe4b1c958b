package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.LOGIN_ATTEMPT;
import static org.jooq.Records.mapping;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads attempts to log in. */
@Component
class AttemptRows {

    private final DSLContext db;

    AttemptRows(DSLContext db) {
        this.db = db;
    }

    /** 203.0.113.x and 2001:db8:1:2::x; enough to tell one place from another. */
    static @Nullable String network(@Nullable String address) {
        if (address == null) {
            return null;
        }
        var plain = address.replaceFirst("/[0-9]+$", "");
        var groups = plain.split(":", -1);
        return groups.length == 1
                ? plain.replaceFirst("[0-9]+$", "x")
                : String.join(":", List.of(groups).subList(0, Math.min(4, groups.length - 1))) + "::x";
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
                        LOGIN_ATTEMPT.DEVICE,
                        LOGIN_ATTEMPT.SOURCE_ADDRESS.cast(SQLDataType.CLOB).convertFrom(AttemptRows::network))
                .from(LOGIN_ATTEMPT)
                .where(fitting)
                .orderBy(LOGIN_ATTEMPT.AT.desc(), LOGIN_ATTEMPT.ID.desc())
                .limit(limit)
                .fetch(mapping(Attempt::new));
    }
}
