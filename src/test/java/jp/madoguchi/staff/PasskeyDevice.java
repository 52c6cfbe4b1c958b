package jp.madoguchi.staff;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Sha256;

/** A keeper of one passkey, with the browser around it. */
final class PasskeyDevice {

    private final ObjectConverter converter = new ObjectConverter();
    private final KeyPair keys;
    private final byte[] id = new byte[32];
    private byte[] handle = new byte[0];
    String origin = "http://localhost";
    boolean checksPerson = true;
    long count;

    PasskeyDevice() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        new SecureRandom().nextBytes(id);
    }

    /** What it answers to a question for a new passkey. */
    String create(String options) {
        var asked = Json.read(options, Map.class);
        handle = bytes(String.valueOf(((Map<?, ?>) asked.get("user")).get("id")));
        var host = String.valueOf(((Map<?, ?>) asked.get("rp")).get("id"));
        var credential = new AttestedCredentialData(
                AAGUID.ZERO, id, EC2COSEKey.create((ECPublicKey) keys.getPublic(), COSEAlgorithmIdentifier.ES256));
        var data = new AuthenticatorData<RegistrationExtensionAuthenticatorOutput>(
                Sha256.of(host.getBytes(StandardCharsets.US_ASCII)),
                (byte) (flags() | AuthenticatorData.BIT_AT),
                ++count,
                credential);
        var attestation = new AttestationObjectConverter(converter)
                .convertToBytes(new AttestationObject(data, new NoneAttestationStatement()));
        return answer(Map.of(
                "clientDataJSON", text(client("webauthn.create", asked)), "attestationObject", text(attestation)));
    }

    /** What it answers to a question for the passkey. */
    String get(String options) {
        var asked = Json.read(options, Map.class);
        var host = String.valueOf(asked.get("rpId"));
        var data = new AuthenticatorDataConverter(converter)
                .convert(new AuthenticatorData<AuthenticationExtensionAuthenticatorOutput>(
                        Sha256.of(host.getBytes(StandardCharsets.US_ASCII)), flags(), ++count));
        var client = client("webauthn.get", asked);
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(Sha256.of(client));
            return answer(Map.of(
                    "clientDataJSON", text(client),
                    "authenticatorData", text(data),
                    "signature", text(signature.sign()),
                    "userHandle", text(handle)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte flags() {
        return (byte) (AuthenticatorData.BIT_UP | (checksPerson ? AuthenticatorData.BIT_UV : 0));
    }

    private byte[] client(String type, Map<?, ?> asked) {
        return Json.write(Map.of("type", type, "challenge", asked.get("challenge"), "origin", origin))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String answer(Map<String, String> response) {
        return Json.write(Map.of(
                "id", text(id),
                "rawId", text(id),
                "type", "public-key",
                "response", response,
                "clientExtensionResults", Map.of()));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
