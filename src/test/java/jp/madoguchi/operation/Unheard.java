package jp.madoguchi.operation;

import org.jooq.DSLContext;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Announcements that do not listen, for a test of what a request finds when no news came first. */
public final class Unheard {

    private Unheard() {}

    public static Announcements announcements(DSLContext db, JdbcConnectionDetails details) {
        return new Announcements(db, details);
    }
}
