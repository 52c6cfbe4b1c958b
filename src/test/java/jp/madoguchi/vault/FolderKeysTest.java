package jp.madoguchi.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderKeysTest {

    private static final byte[] WORDS = "源泉徴収票".getBytes(UTF_8);

    @TempDir
    Path data;

    private Path folder;
    private DocumentKeys keys;
    private Sealing sealing;
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void a_folder() {
        folder = data.resolve("keys");
        keys = new FolderKeys(folder);
        sealing = new Sealing(keys);
    }

    @Test
    void nobody_else_reads_the_folder_or_a_key() throws IOException {
        keys.create(id);

        assertThat(rights(folder)).isEqualTo("rwx------");
        assertThat(rights(folder.resolve(id + ".key"))).isEqualTo("rw-------");
    }

    @Test
    void a_folder_that_others_may_read_is_narrowed() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        new FolderKeys(folder);

        assertThat(rights(folder)).isEqualTo("rwx------");
    }

    @Test
    void what_is_sealed_is_opened_in_its_place_only() {
        var sealed = Sealing.seal(keys.create(id), "here", WORDS);
        var other = UUID.randomUUID();
        keys.create(other);

        assertThat(sealing.open(id, "here", sealed)).isEqualTo(WORDS);
        assertThatThrownBy(() -> sealing.open(id, "there", sealed)).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> sealing.open(other, "here", sealed)).isInstanceOf(SealBroken.class);
        sealed.bytes()[0] ^= 1;
        assertThatThrownBy(() -> sealing.open(id, "here", sealed)).isInstanceOf(SealBroken.class);
    }

    @Test
    void the_same_words_are_never_sealed_to_the_same_bytes() {
        var key = keys.create(id);

        assertThat(Sealing.seal(key, "here", WORDS).bytes())
                .isNotEqualTo(Sealing.seal(key, "here", WORDS).bytes());
    }

    /** A second name of the file shows what is left of it on the medium. */
    @Test
    void a_destroyed_key_is_overwritten_before_it_is_deleted() throws IOException {
        var sealed = Sealing.seal(keys.create(id), "here", WORDS);
        var second = data.resolve("second-name");
        Files.createLink(second, folder.resolve(id + ".key"));
        var before = Files.readAllBytes(second);

        keys.destroy(id);
        keys.destroy(id);

        assertThat(folder).isEmptyDirectory();
        assertThat(Files.readAllBytes(second)).hasSameSizeAs(before).isNotEqualTo(before);
        assertThatThrownBy(() -> sealing.open(id, "here", sealed)).isInstanceOf(KeyGone.class);
    }

    @Test
    void the_keys_that_are_kept_are_named() throws IOException {
        keys.create(id);
        Files.writeString(folder.resolve("notes.txt"), "no key");

        assertThat(keys.kept()).containsExactly(id);
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
