package jp.madoguchi.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement as the console sends it.
 *
 * @param text with a question mark for each value
 * @param values as the database knows them; null may be among them
 */
public record Sql(String text, List<@Nullable Object> values) {

    /** Whether it reads, by its first word. */
    public boolean isQuery() {
        return text.startsWith("select") || text.startsWith("with");
    }

    public boolean mentions(String table) {
        return text.contains("\"madoguchi\".\"" + table + "\"");
    }

    /** Runs it as JDBC does by itself, and reads all that it answers; the number of rows. */
    int run(Connection c) throws SQLException {
        try (var statement = c.prepareStatement(text)) {
            bind(c, statement);
            if (!statement.execute()) {
                return statement.getUpdateCount();
            }
            try (var rows = statement.getResultSet()) {
                var columns = rows.getMetaData().getColumnCount();
                var count = 0;
                while (rows.next()) {
                    for (var i = 1; i <= columns; i++) {
                        rows.getObject(i);
                    }
                    count++;
                }
                return count;
            }
        }
    }

    private void bind(Connection c, PreparedStatement statement) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            switch (values.get(i)) {
                case Instant at -> statement.setObject(i + 1, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
                case Object[] array -> statement.setArray(i + 1, c.createArrayOf("text", array));
                case null -> statement.setNull(i + 1, java.sql.Types.OTHER);
                case Object value -> statement.setObject(i + 1, value);
            }
        }
    }

    /** As PREPARE wants it: the values by number. */
    String numbered() {
        var numbered = new StringBuilder();
        var quote = '\0';
        var number = 0;
        for (var letter : text.toCharArray()) {
            if (quote == '\0' && letter == '?') {
                numbered.append('$').append(++number);
                continue;
            }
            if (quote == '\0' && (letter == '\'' || letter == '"')) {
                quote = letter;
            } else if (letter == quote) {
                quote = '\0';
            }
            numbered.append(letter);
        }
        if (number != values.size()) {
            throw new IllegalStateException(number + " places for " + values.size() + " values: " + text);
        }
        return numbered.toString();
    }

    /** The types of the values, as the driver tells them. */
    String types() {
        return brackets(values.stream()
                .map(value -> switch (value) {
                    case String any -> "varchar";
                    case LocalDate any -> "date";
                    case Instant any -> "timestamptz";
                    case OffsetDateTime any -> "timestamptz";
                    case Short any -> "int2";
                    case Integer any -> "int4";
                    case Long any -> "int8";
                    case Boolean any -> "bool";
                    case UUID any -> "uuid";
                    case Object[] any -> "text[]";
                    case null, default -> "unknown";
                })
                .collect(Collectors.joining(", ")));
    }

    /** The values as literals. */
    String literals() {
        return brackets(values.stream().map(Sql::literal).collect(Collectors.joining(", ")));
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Object[] array ->
                quoted(Arrays.stream(array).map(each -> "\"" + each + "\"").collect(Collectors.joining(",", "{", "}")));
            case Object other -> quoted(other.toString());
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String brackets(String list) {
        return list.isEmpty() ? "" : "(" + list + ")";
    }
}
