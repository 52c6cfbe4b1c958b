package jp.madoguchi;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The console. With the argument {@code migrate} it brings an external database up to date and ends. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class Madoguchi {

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("migrate")) {
            System.exit(Migrate.run(System.getenv(), System.out));
        }
        SpringApplication.run(Madoguchi.class, args);
    }
}
