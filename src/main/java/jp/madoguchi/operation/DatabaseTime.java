package jp.madoguchi.operation;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** The clock on which everything is decided that two people or two applications must agree on. */
@Component
public class DatabaseTime {

    private final DSLContext db;

    DatabaseTime(DSLContext db) {
        this.db = db;
    }

    /** {@code clock_timestamp()} of the database, in microseconds; taken once per transaction and handed on. */
    public Instant now() {
        return db.select(DSL.function(DSL.name("clock_timestamp"), SQLDataType.INSTANT))
                .fetchSingle()
                .value1();
    }
}
