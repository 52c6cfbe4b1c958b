package jp.madoguchi;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import jp.madoguchi.core.Sha256;

/**
 * {@code java -jar madoguchi.jar first-admin NAME FAMILY GIVEN KANA KANA PLACE}: makes an administrator where fewer than two are in
 * force, with the migrator's credentials, and prints the link by which the person gives themselves a password. There is no page
 * for it. Every later account is sent by one administrator and agreed to by another.
 */
final class FirstAdmin {

    private static final int LINK_BYTES = 20;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private FirstAdmin() {}

    /** @return the exit code */
    static int run(String[] words, Map<String, String> environment, PrintStream out) throws SQLException {
        var url = environment.getOrDefault("SPRING_FLYWAY_URL", environment.getOrDefault("SPRING_DATASOURCE_URL", ""));
        if (words.length != 6 || url.isEmpty()) {
            out.println(
                    "first-admin SIGN-IN-NAME FAMILY GIVEN FAMILY-KANA GIVEN-KANA PLACE: makes an administrator, as long as fewer than"
                            + " two are in force. Set SPRING_DATASOURCE_URL to the database, SPRING_FLYWAY_USER ("
                            + Migrate.USER
                            + " when not set) and SPRING_FLYWAY_PASSWORD.");
            return 2;
        }
        var user = environment.getOrDefault("SPRING_FLYWAY_USER", Migrate.USER);
        try (var db = DriverManager.getConnection(url, user, environment.getOrDefault("SPRING_FLYWAY_PASSWORD", ""))) {
            return make(db, words, out);
        }
    }

    /** @param db a connection of the migrator */
    static int make(Connection db, String[] words, PrintStream out) throws SQLException {
        var token = token();
        try (var role = db.createStatement()) {
            role.execute(Migrate.AS_OWNER);
        }
        try (var make = db.prepareStatement("select madoguchi.make_first_admin(?, ?, ?, ?, ?, ?, ?)")) {
            for (var i = 0; i < words.length; i++) {
                make.setString(i + 1, words[i]);
            }
            make.setString(words.length + 1, Sha256.hex(token));
            try (var made = make.executeQuery()) {
                made.next();
                out.println(
                        "first-admin: " + words[0] + " is " + made.getString(1)
                                + ". Hand over this link, which counts once within 24 hours, after the address of the console:");
                out.println("/start/" + token);
            }
            return 0;
        } catch (SQLException refused) {
            if ("MD003".equals(refused.getSQLState())
                    || "23".equals(refused.getSQLState().substring(0, 2))) {
                out.println("first-admin: " + refused.getMessage());
                return 1;
            }
            throw refused;
        }
    }

    private static String token() {
        var bytes = new byte[LINK_BYTES];
        new SecureRandom().nextBytes(bytes);
        var text = new StringBuilder();
        for (var next : new java.math.BigInteger(1, bytes)
                .setBit(LINK_BYTES * 8)
                .toString(32)
                .substring(1)
                .toCharArray()) {
            text.append(BASE32.charAt(Character.digit(next, 32)));
        }
        return text.toString();
    }
}
