package jp.madoguchi.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals bytes with AES-256-GCM under a new random key, and that key with RSA-OAEP for one public half: to seal takes no
 * secret, so that the member site does the same. The associated data say what the bytes are, and where they belong.
 */
@Component
public class Sealing {

    static final String KEY_CIPHER = "RSA/ECB/OAEPPadding";
    static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DocumentKeys keys;

    Sealing(DocumentKeys keys) {
        this.keys = keys;
    }

    /**
     * Seals bytes.
     *
     * @param publicKey X.509 SubjectPublicKeyInfo in DER
     * @param about what the bytes are; must be said again to open them
     */
    public static Sealed seal(byte[] publicKey, String about, byte[] clear) {
        var secret = random(KEY_BYTES);
        var nonce = random(NONCE_BYTES);
        try {
            var forKey = Cipher.getInstance(KEY_CIPHER);
            forKey.init(
                    Cipher.ENCRYPT_MODE,
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey)),
                    OAEP);
            return new Sealed(
                    forKey.doFinal(secret),
                    nonce,
                    cipher(Cipher.ENCRYPT_MODE, secret, nonce, about).doFinal(clear));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalArgumentException("not an RSA key", impossible);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @throws KeyGone when the key was destroyed
     * @throws SealBroken when these are not the bytes that were sealed for this key and place
     */
    public byte[] open(UUID keyId, String about, Sealed sealed) {
        var secret = keys.open(keyId, sealed.sealedKey());
        try {
            return cipher(Cipher.DECRYPT_MODE, secret, sealed.nonce(), about).doFinal(sealed.bytes());
        } catch (GeneralSecurityException broken) {
            throw new SealBroken();
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static Cipher cipher(int mode, byte[] secret, byte[] nonce, String about) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about.getBytes(UTF_8));
        return cipher;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
