package jp.madoguchi;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/** Ways to the database of a test or a check, beside those of the console. */
public final class Connections {

    private Connections() {}

    /** Each statement or transaction opens a connection and gives it back; each statement commits on its own. */
    public static DSLContext each(String url) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        return DSL.using(source, SQLDialect.POSTGRES);
    }
}
