package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FrontendTest {

    /** An index.html there would become the welcome page and hide the console. */
    @Test
    void nothing_generated_lies_in_frontend() {
        assertThat(Path.of("frontend/index.html")).doesNotExist();
        assertThat(Path.of("frontend/generated")).doesNotExist();
    }
}
