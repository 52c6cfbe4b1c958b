package jp.madoguchi.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Cipher;

/**
 * A folder (mode 0700) with one file (mode 0600) a key. To destroy is to overwrite, fsync, delete, fsync the folder; on a
 * medium that keeps what is overwritten (copy on write, flash) that is not enough, and a hardware module is wanted.
 */
final class FolderKeys implements DocumentKeys {

    static final int BITS = 3072;
    private static final String ENDING = ".key";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.key");

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    /** Makes the folder when it is not there; narrows its rights when they are wider. */
    FolderKeys(Path folder) {
        this.folder = folder;
        try {
            var mine = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(mine));
            Files.setPosixFilePermissions(folder, mine);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public byte[] create(UUID id) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            var pair = generator.generateKeyPair();
            var secret = pair.getPrivate().getEncoded();
            try (var file = FileChannel.open(
                    file(id),
                    EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                write(file, secret);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
            syncFolder();
            return pair.getPublic().getEncoded();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public byte[] open(UUID id, byte[] sealedKey) {
        byte[] secret;
        try {
            secret = Files.readAllBytes(file(id));
        } catch (NoSuchFileException gone) {
            throw new KeyGone();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try {
            var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(secret));
            var cipher = Cipher.getInstance(Sealing.KEY_CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, Sealing.OAEP);
            return cipher.doFinal(sealedKey);
        } catch (GeneralSecurityException broken) {
            throw new SealBroken();
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public void destroy(UUID id) {
        try (var file = FileChannel.open(file(id), StandardOpenOption.WRITE)) {
            var noise = new byte[(int) file.size()];
            random.nextBytes(noise);
            write(file, noise);
        } catch (NoSuchFileException done) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try {
            Files.deleteIfExists(file(id));
            syncFolder();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Set<UUID> kept() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .map(name -> UUID.fromString(name.substring(0, name.length() - ENDING.length())))
                    .collect(Collectors.toSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(UUID id) {
        return folder.resolve(id + ENDING);
    }

    private static void write(FileChannel file, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        file.force(true);
    }

    private void syncFolder() throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
