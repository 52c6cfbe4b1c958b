package jp.madoguchi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import jp.madoguchi.core.Json;

/**
 * What a statement cost and how it was done, by EXPLAIN (ANALYZE, BUFFERS).
 *
 * @param buffers blocks of 8 KiB that it looked at, in the cache or not
 * @param rows what it answered
 * @param removed rows that were read and then thrown away by a filter
 * @param wholeTables tables that were read from end to end
 */
public record Plan(long buffers, long rows, long removed, List<String> wholeTables) {

    /** How the values get into a prepared statement: planned for them, or once for all. */
    public enum Mode {
        CUSTOM,
        GENERIC
    }

    /** @param c a connection of the role console_app in no transaction */
    public static Plan of(Connection c, Sql sql, Mode mode) throws SQLException {
        try (var s = c.createStatement()) {
            s.execute("set plan_cache_mode = force_" + mode.name().toLowerCase(java.util.Locale.ROOT) + "_plan");
            s.execute("prepare planned " + sql.types() + " as " + sql.numbered());
            try (var r = s.executeQuery("explain (analyze, buffers, format json) execute planned " + sql.literals())) {
                r.next();
                return of(r.getString(1));
            } finally {
                s.execute("deallocate planned");
                s.execute("reset plan_cache_mode");
            }
        }
    }

    static Plan of(String json) {
        var top = map(map(Json.read(json, List.class).getFirst()).get("Plan"));
        return new Plan(
                number(top, "Shared Hit Blocks") + number(top, "Shared Read Blocks"),
                number(top, "Actual Rows") * number(top, "Actual Loops"),
                sum(
                        top,
                        node -> (number(node, "Rows Removed by Filter") + number(node, "Rows Removed by Join Filter"))
                                * number(node, "Actual Loops")),
                nodes(top)
                        .filter(node -> "Seq Scan".equals(node.get("Node Type")))
                        .map(node -> String.valueOf(node.get("Relation Name")))
                        .distinct()
                        .toList());
    }

    private static long sum(Map<String, Object> top, ToLongFunction<Map<String, Object>> what) {
        return nodes(top).mapToLong(what).sum();
    }

    private static Stream<Map<String, Object>> nodes(Map<String, Object> node) {
        var below = node.get("Plans") instanceof List<?> plans ? plans : List.of();
        return Stream.concat(Stream.of(node), below.stream().flatMap(each -> nodes(map(each))));
    }

    /** PostgreSQL 18 tells rows with two decimals. */
    private static long number(Map<String, Object> node, String key) {
        return node.get(key) instanceof Number number ? Math.round(number.doubleValue()) : 0;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
