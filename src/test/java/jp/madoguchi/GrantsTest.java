package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GrantsTest extends ConsoleTest {

    @Test
    void the_rights_in_the_database_are_the_reviewed_ones() throws IOException {
        var live = Grants.live(superuser());
        Files.write(Path.of("target/grants.txt"), live);

        assertThat(live)
                .as("db/grants.txt; after a change that is meant, read target/grants.txt and copy it there")
                .isEqualTo(Grants.reviewed());
    }
}
