package jp.madoguchi;

import java.sql.SQLException;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The console. With the argument {@code migrate} it brings an external database up to date and ends, with
 * {@code first-admin} it makes the first administrators. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class Madoguchi {

    public static void main(String[] args) throws SQLException {
        if (args.length == 1 && args[0].equals("migrate")) {
            System.exit(Migrate.run(System.getenv(), System.out));
        }
        if (args.length > 0 && args[0].equals("first-admin")) {
            System.exit(FirstAdmin.run(Arrays.copyOfRange(args, 1, args.length), System.getenv(), System.out));
        }
        var console = new SpringApplication(Madoguchi.class);
        console.addInitializers(new FixedSettings());
        console.run(args);
    }
}
