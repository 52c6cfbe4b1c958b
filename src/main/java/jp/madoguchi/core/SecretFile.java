package jp.madoguchi.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;

/** Keys of 32 bytes that the database never sees: from the environment, or from a file of the keys' folder that is made once. */
public final class SecretFile {

    private static final int KEY_BYTES = 32;

    private SecretFile() {}

    /** @throws IllegalStateException when the text is not 32 bytes in base64 */
    public static byte[] read(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException("a key is not base64", notBase64);
        }
        throw new IllegalStateException("a key is not 32 bytes in base64");
    }

    /**
     * The key of a file, which is made when it is not there; only the user of the console may read it.
     *
     * @throws IllegalStateException when others may read it, or it is no key
     */
    public static byte[] in(Path folder, String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        try (var channel = Files.newByteChannel(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(Base64.getEncoder().encode(bytes)));
        } catch (FileAlreadyExistsException there) {
            refuseIfOthersRead(file);
            return read(Files.readString(file));
        }
        return bytes;
    }

    private static void refuseIfOthersRead(Path file) throws IOException {
        var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(PosixFilePermissions.fromString("rwx------"));
        if (!others.isEmpty()) {
            throw new IllegalStateException(
                    file + " may be used by others than its owner: chmod 600, and make another key if they did");
        }
    }
}
