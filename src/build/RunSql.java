import java.sql.*;
import java.util.*;

/** A small stand-in for psql where there is none: -c "<sql>" or statements on standard input, -U for another role. */
void main(String[] args) throws Exception {
    var user = System.getenv("PGUSER");
    String sql = null;
    for (int i = 0; i < args.length; i++) {
        switch (args[i]) {
            case "-c" -> sql = args[++i];
            case "-U" -> user = args[++i];
            default -> {
                System.err.println("without psql only -c and -U are understood, not " + args[i]);
                System.exit(2);
            }
        }
    }
    if (sql == null) sql = new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    var url = "jdbc:postgresql://localhost:" + System.getenv("PGPORT") + "/" + System.getenv("PGDATABASE");
    var properties = new Properties();
    properties.putAll(Map.of("user", user, "options", System.getenv("PGOPTIONS"), "ApplicationName", "script/db"));
    try (var connection = DriverManager.getConnection(url, properties); var statement = connection.createStatement()) {
        for (var rows = statement.execute(sql); ; rows = statement.getMoreResults()) {
            if (rows) print(statement.getResultSet());
            else if (statement.getUpdateCount() == -1) return;
        }
    } catch (SQLException e) {
        System.err.println(e.getMessage());
        System.exit(1);
    }
}

void print(ResultSet rows) throws SQLException {
    var columns = rows.getMetaData();
    var line = new StringJoiner(" | ");
    for (int i = 1; i <= columns.getColumnCount(); i++) line.add(columns.getColumnLabel(i));
    System.out.println(line);
    while (rows.next()) {
        line = new StringJoiner(" | ");
        for (int i = 1; i <= columns.getColumnCount(); i++) line.add(Objects.toString(rows.getString(i), ""));
        System.out.println(line);
    }
}
