package jp.madoguchi.retention;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How the job reaches the database: by its own role, which can delete what is due and nothing else.
 *
 * @param url JDBC address of the console's database
 * @param user role; empty = this node deletes nothing
 * @param password its password; empty where the database asks for none
 */
public record RetentionDoor(String url, String user, String password) {

    /** A batch is found and deleted within a minute, or not at all. */
    private static final String BOUNDS =
            "-c statement_timeout=60000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=10000 -c TimeZone=Asia/Tokyo";

    /** Whether this node was given the role. */
    boolean isOpen() {
        return !user.isEmpty();
    }

    /** A connection for one run, to be closed by the caller. */
    Connection open() throws SQLException {
        var how = new Properties();
        how.setProperty("user", user);
        how.setProperty("password", password);
        how.setProperty("ApplicationName", "madoguchi-retention");
        how.setProperty("connectTimeout", "2");
        how.setProperty("socketTimeout", "70");
        how.setProperty("logServerErrorDetail", "false");
        how.setProperty("options", BOUNDS);
        return DriverManager.getConnection(url, how);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RetentionDoor[" + user + "]";
    }
}
