package jp.madoguchi.vault;

/**
 * Bytes that only the holder of one private half can read.
 *
 * @param sealedKey the AES key, sealed by RSA-OAEP
 * @param nonce of AES-GCM, 12 bytes
 * @param bytes the sealed bytes with their tag of 16 bytes
 */
public record Sealed(byte[] sealedKey, byte[] nonce, byte[] bytes) {}
