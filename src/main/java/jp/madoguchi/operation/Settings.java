package jp.madoguchi.operation;

import static jp.madoguchi.db.madoguchi.Routines.settingInt;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Numbers of the trade in force at a moment, from the table {@code setting}. */
@Component
public class Settings {

    private final DSLContext db;

    Settings(DSLContext db) {
        this.db = db;
    }

    /** @throws org.springframework.dao.DataAccessException when the key has no value at that moment */
    public int number(String key, Instant at) {
        return db.select(settingInt(val(key), val(at, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
    }

    public Duration minutes(String key, Instant at) {
        return Duration.ofMinutes(number(key, at));
    }
}
