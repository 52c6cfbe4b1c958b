package jp.madoguchi.vault;

import java.util.Set;
import java.util.UUID;

/**
 * The private halves of RSA-3072 keys, each for one document, kept outside the database. All that is asked of a key store:
 * a hardware module answers the same five calls.
 */
public interface DocumentKeys {

    /** Whether this node has a key store; without one nothing can be taken in. */
    boolean present();

    /**
     * Makes a key. Its private half is safe from a crash before this returns.
     *
     * @param id its name, never used before
     * @return the public half: X.509 SubjectPublicKeyInfo in DER
     */
    byte[] create(UUID id);

    /**
     * Opens what was sealed for a key by RSA-OAEP with SHA-256, also as mask generation.
     *
     * @throws KeyGone when the key was destroyed
     * @throws SealBroken when it was sealed for another key
     */
    byte[] open(UUID id, byte[] sealedKey);

    /** Destroys a private half beyond recovery; done already is done. */
    void destroy(UUID id);

    /** The keys whose private halves are here. */
    Set<UUID> kept();
}
