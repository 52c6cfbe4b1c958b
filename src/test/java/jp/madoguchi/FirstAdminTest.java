package jp.madoguchi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.util.Map;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FirstAdminTest extends ConsoleTest {

    @Autowired
    EmbeddedServer server;

    /** In a transaction that is undone, in which the administrators that are there have lost their passwords. */
    @Test
    void the_first_administrators_are_made_by_a_command() throws Exception {
        var store = scene().store();
        var other = scene().staff(store, Role.ADMIN);
        try (var db = DriverManager.getConnection(server.url("postgres"))) {
            db.setAutoCommit(false);
            try (var lost = db.createStatement()) {
                lost.execute("delete from madoguchi.staff_password");
            }

            String[] words = {
                "first.admin", "窓口", "一", "マドグチ", "ハジメ", store.placeNo().value()
            };
            assertThat(FirstAdmin.run(new String[] {"x"}, Map.of(), System.out)).isEqualTo(2);
            var told = new ByteArrayOutputStream();
            assertThat(FirstAdmin.make(db, words, new PrintStream(told, true, UTF_8)))
                    .isZero();
            assertThat(told.toString(UTF_8)).containsPattern("/start/[A-Z2-7]{32}\\R");
            assertThat(FirstAdmin.make(db, words, System.out))
                    .as("another link, for whoever has not begun")
                    .isZero();
            try (var begun = db.createStatement()) {
                begun.execute(
                        "insert into madoguchi.staff_password (staff_no, hash) select staff_no, '$argon2id$x' from madoguchi.staff "
                                + "where sign_in_name = 'first.admin' or staff_no = '" + other.staffNo() + "'");
            }
            assertThat(FirstAdmin.make(db, words, new PrintStream(told, true, UTF_8)))
                    .isOne();
            assertThat(told.toString(UTF_8)).contains("two administrators are in force");
            db.rollback();
        }
        assertThatThrownBy(() ->
                        console.execute("select madoguchi.make_first_admin('a', 'b', 'c', 'd', 'e', 'P0001', 'f')"))
                .hasStackTraceContaining("permission denied");
    }
}
