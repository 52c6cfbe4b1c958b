package jp.madoguchi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {

    @TempDir
    private Path folder;

    @Test
    void one_is_made_for_its_owner_alone_and_found_again() throws IOException {
        var made = SecretFile.in(folder, "key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
        assertThat(SecretFile.in(folder, "key")).isEqualTo(made).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "r-----r--"})
    void one_that_others_may_read_or_change_is_refused_with_the_way_out(String mode) throws IOException {
        SecretFile.in(folder, "key");
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString(mode));
        assertThatThrownBy(() -> SecretFile.in(folder, "key"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void one_that_its_owner_may_read_is_taken(String mode) throws IOException {
        var made = SecretFile.in(folder, "key");
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString(mode));
        assertThat(SecretFile.in(folder, "key")).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "c2hvcnQ="})
    void what_is_no_key_is_refused(String text) throws IOException {
        Files.writeString(folder.resolve("key"), text);
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> SecretFile.in(folder, "key")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SecretFile.read(text)).isInstanceOf(IllegalStateException.class);
    }
}
