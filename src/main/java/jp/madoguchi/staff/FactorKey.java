package jp.madoguchi.staff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import jp.madoguchi.core.SecretFile;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals the secrets of authenticator apps with AES-256-GCM under a key that the database never sees: from the environment, or from
 * the file second-factor.secret in the folder of the keys, which is made once. A sealed secret opens for its own account only.
 */
@Component
class FactorKey {

    private static final Logger LOG = LoggerFactory.getLogger(FactorKey.class);
    private static final String FILE = "second-factor.secret";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte @Nullable [] key;
    private final SecureRandom random = new SecureRandom();

    FactorKey(
            @Value("${madoguchi.keys.second-factor}") String given,
            @Value("${madoguchi.keys.folder}") String folder,
            @Value("${madoguchi.database.directory}") String database,
            @Value("${spring.datasource.url:embedded}") String url)
            throws IOException {
        if (!given.isEmpty()) {
            key = SecretFile.read(given);
        } else if (!folder.isEmpty()) {
            key = SecretFile.in(Path.of(folder), FILE);
        } else if (url.equals("embedded")) {
            key = SecretFile.in(
                    database.isEmpty() ? Files.createTempDirectory("madoguchi-keys-") : Path.of(database, "keys"),
                    FILE);
        } else {
            LOG.error("neither madoguchi.keys.second-factor nor madoguchi.keys.folder is set: nobody can give a second"
                    + " factor");
            key = null;
        }
    }

    /** First 16 hex digits of the key's SHA-256. @throws NoFactorKey on a node without a key */
    String name() {
        return HexFormat.of().formatHex(Sha256.of(key())).substring(0, 16);
    }

    /** @throws NoFactorKey on a node without a key */
    byte[] seal(byte[] secret, StaffNo staffNo) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, nonce, staffNo, ByteBuffer.wrap(secret));
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws NoFactorKey on a node without the key that sealed it */
    byte[] open(byte[] sealed, StaffNo staffNo) {
        var nonce = new byte[NONCE_BYTES];
        var rest = ByteBuffer.wrap(sealed).get(nonce);
        return run(Cipher.DECRYPT_MODE, nonce, staffNo, rest);
    }

    private byte[] run(int mode, byte[] nonce, StaffNo staffNo, ByteBuffer text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(staffNo.value().getBytes(StandardCharsets.US_ASCII));
            var answer = new byte[cipher.getOutputSize(text.remaining())];
            var written = cipher.doFinal(text, ByteBuffer.wrap(answer));
            return Arrays.copyOf(answer, written);
        } catch (GeneralSecurityException otherKey) {
            LOG.error("a second factor of {} was not sealed with the key of this node", staffNo);
            throw new NoFactorKey();
        }
    }

    private byte[] key() {
        if (key == null) {
            throw new NoFactorKey();
        }
        return key;
    }
}
