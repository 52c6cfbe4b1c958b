package jp.madoguchi.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.RowCountQuery;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Statements that are sent again and again with other values. jOOQ writes the text of each the first time, which takes
 * longer than the database needs to answer it; then the text is kept. The one place that sends SQL as text, and only text
 * that jOOQ has written.
 */
public final class KeptStatements {

    /** So many texts are kept; what comes later is written each time. */
    private static final int MOST = 500;

    /** Before the name of a value in a text that is being made; in no name and no constant. */
    private static final String MARK = "¤";

    private static final Pattern VALUE = Pattern.compile(MARK + "(\\w+)");

    private final DSLContext db;
    private final Map<Object, Text> texts = new ConcurrentHashMap<>();

    public KeptStatements(DSLContext db) {
        this.db = db;
    }

    /** The values of one call, each under its name. */
    public static final class Values {

        private final Map<String, Param<?>> byName = new HashMap<>();

        /**
         * @param column whose type it has
         * @return its place in the statement that is written; it may stand there more than once
         */
        public <T> Param<T> put(String name, Field<T> column, @Nullable T value) {
            byName.put(name, DSL.val(value, column));
            return DSL.param(name, column);
        }

        /** The same under a name by its turn. */
        public <T> Param<T> next(Field<T> column, T value) {
            return put("v" + byName.size(), column, value);
        }
    }

    /**
     * @param pieces what stands before, between and behind the values
     * @param names of the values
     * @param columns of the answer; empty when it changes rows
     */
    private record Text(List<String> pieces, List<String> names, List<Field<?>> columns) {

        QueryPart with(Values values) {
            return CustomQueryPart.of(to -> write(to, values));
        }

        private void write(Context<?> to, Values values) {
            to.sql(pieces.getFirst());
            for (var i = 0; i < names.size(); i++) {
                to.visit(values.byName.get(names.get(i))).sql(pieces.get(i + 1));
            }
        }
    }

    /**
     * @param shape all that its text depends on: statements of equal shapes differ in their values alone
     * @param written by jOOQ, with the places of the values; asked for when no text of that shape is kept
     */
    public ResultQuery<Record> query(Object shape, Supplier<? extends ResultQuery<?>> written, Values values) {
        var text = texts.get(shape);
        if (text == null) {
            var query = written.get();
            text = keep(shape, query, List.of(query.fields()));
        }
        return db.resultQuery("{0}", text.with(values)).coerce(text.columns());
    }

    /** The same for a statement that changes rows. */
    public RowCountQuery change(Object shape, Supplier<? extends RowCountQuery> written, Values values) {
        var text = texts.get(shape);
        if (text == null) {
            text = keep(shape, written.get(), List.of());
        }
        return db.query("{0}", text.with(values));
    }

    /** @throws IllegalArgumentException when a value has no place of its own: it would stay what it is now */
    private Text keep(Object shape, Query query, List<Field<?>> columns) {
        var marked = db.configuration().deriveSettings(settings -> settings.withRenderNamedParamPrefix(MARK));
        var sql = DSL.using(marked).renderNamedParams(query);
        var pieces = new ArrayList<String>();
        var names = new ArrayList<String>();
        var value = VALUE.matcher(sql);
        var from = 0;
        while (value.find()) {
            pieces.add(sql.substring(from, value.start()));
            names.add(value.group(1));
            from = value.end();
        }
        pieces.add(sql.substring(from));
        if (names.stream().anyMatch(name -> Character.isDigit(name.charAt(0)))) {
            throw new IllegalArgumentException("a value has no name: " + sql);
        }
        var text = new Text(List.copyOf(pieces), List.copyOf(names), columns);
        if (texts.size() < MOST) {
            texts.put(shape, text);
        }
        return text;
    }
}
