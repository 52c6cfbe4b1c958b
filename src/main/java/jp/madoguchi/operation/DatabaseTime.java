package jp.madoguchi.operation;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** The clock on which everything is decided that two people or two applications must agree on. */
@Component
public class DatabaseTime {

    private static final Field<Instant> CLOCK = DSL.function(DSL.name("clock_timestamp"), SQLDataType.INSTANT);

    private final DSLContext db;

    DatabaseTime(DSLContext db) {
        this.db = db;
    }

    /** {@code clock_timestamp()} of the database, in microseconds; taken once per transaction and handed on. */
    public Instant now() {
        return db.select(CLOCK).fetchSingle().value1();
    }

    /** The same as a column of a statement that needs it for itself alone. */
    public static Field<Instant> clock() {
        return CLOCK;
    }

    /** The same as a table of one row and one column, for a statement that judges its rows by it and answers it. */
    public static Table<Record1<Instant>> moment() {
        return DSL.select(CLOCK.as("at")).asTable("moment");
    }
}
