package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.STAFF_PASSKEY;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import jakarta.annotation.security.PermitAll;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/**
 * Passkeys (WebAuthn). The device checks who holds it, by finger, face or PIN, and signs for this address alone: both factors in one
 * act. Every way in by a passkey passes the same gate as a password ({@link AccountStatus}).
 */
@Service
@PermitAll
class Passkeys {

    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CHALLENGE_BYTES = 32;
    private static final int LONGEST_ANSWER = 20_000;
    private static final int LONGEST_NAME = 60;
    private static final Condition IN_FORCE = STAFF_PASSKEY.ENDED_AT.isNull();

    /** What nearly every keeper of passkeys can; the first is preferred. */
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    /**
     * @param synced whether its keeper may copy it to other devices of the person
     * @param lastUsedAt null = never
     */
    record Passkey(
            UUID ref,
            String name,
            boolean synced,
            Instant madeAt,
            @Nullable Instant lastUsedAt) {}

    private record Row(long id, StaffNo staffNo, AttestedCredentialData credential, boolean synced, long signCount) {}

    private final DSLContext db;
    private final PasskeySite site;
    private final Throttle throttle;
    private final Accounts accounts;
    private final AccountStatus status;
    private final DatabaseTime time;
    private final Clock clock;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager protocol = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);

    Passkeys(
            DSLContext db,
            PasskeySite site,
            Throttle throttle,
            Accounts accounts,
            AccountStatus status,
            DatabaseTime time,
            Clock clock,
            AuditLog audit,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.site = site;
        this.throttle = throttle;
        this.accounts = accounts;
        this.status = status;
        this.time = time;
        this.clock = clock;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether this console has an address that passkeys are good for. */
    public boolean offered() {
        return site.origin().isPresent();
    }

    /** Those in force, oldest first. */
    @Transactional(readOnly = true)
    public List<Passkey> of(StaffNo staffNo) {
        return db.select(
                        STAFF_PASSKEY.REF,
                        STAFF_PASSKEY.NAME,
                        STAFF_PASSKEY.SYNCED,
                        STAFF_PASSKEY.MADE_AT,
                        STAFF_PASSKEY.LAST_USED_AT)
                .from(STAFF_PASSKEY)
                .where(STAFF_PASSKEY.STAFF_NO.eq(staffNo), IN_FORCE)
                .orderBy(STAFF_PASSKEY.ID)
                .fetch(row -> new Passkey(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
    }

    /** Whether one of theirs can be asked for here. */
    @Transactional(readOnly = true)
    public boolean has(StaffNo staffNo) {
        return offered() && db.fetchExists(STAFF_PASSKEY, STAFF_PASSKEY.STAFF_NO.eq(staffNo), IN_FORCE);
    }

    /** Asks for a new one, kept by the device, which must check who holds it. */
    @Transactional(readOnly = true)
    public PasskeyAsk toAdd(StaffNo staffNo, String signInName, String name) {
        var challenge = challenge();
        var options = new LinkedHashMap<String, Object>();
        options.put("rp", Map.of("id", host(), "name", "Madoguchi"));
        options.put("user", Map.of("id", text(handle(staffNo)), "name", signInName, "displayName", name));
        options.put("challenge", text(challenge));
        options.put(
                "pubKeyCredParams",
                ALGORITHMS.stream()
                        .map(algorithm -> Map.of("type", "public-key", "alg", algorithm.getValue()))
                        .toList());
        options.put("timeout", PATIENCE.toMillis());
        options.put("excludeCredentials", named(staffNo));
        options.put(
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
        options.put("attestation", "none");
        return new PasskeyAsk(challenge, Json.write(options), clock.instant());
    }

    /**
     * Keeps the new one.
     *
     * @param name what the person calls it, 1 to 60 characters; longer ones are cut
     * @throws PasskeyRefused when the answer does not fit what was asked
     */
    @Transactional
    public void add(StaffNo staffNo, PasskeyAsk ask, String answer, String name) {
        if (!ask.take(clock.instant())) {
            throw new PasskeyRefused("LATE");
        }
        var server = server(ask);
        var data = checked(answer, given -> {
            var parameters = ALGORITHMS.stream()
                    .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                    .toList();
            return protocol.verifyRegistrationResponseJSON(
                    given, new RegistrationParameters(server, parameters, true, true));
        });
        var attested = data.map(given -> given.getAttestationObject())
                .map(given -> given.getAuthenticatorData())
                .orElseThrow(() -> new PasskeyRefused("WRONG"));
        var credential = Optional.ofNullable(attested.getAttestedCredentialData())
                .orElseThrow(() -> new PasskeyRefused("WRONG"));
        var made = db.insertInto(STAFF_PASSKEY)
                .set(STAFF_PASSKEY.STAFF_NO, staffNo)
                .set(STAFF_PASSKEY.NAME, shortened(name))
                .set(STAFF_PASSKEY.CREDENTIAL_ID, credential.getCredentialId())
                .set(STAFF_PASSKEY.CREDENTIAL, credentials.convert(credential))
                .set(STAFF_PASSKEY.SYNCED, attested.isFlagBE())
                .set(STAFF_PASSKEY.SIGN_COUNT, attested.getSignCount())
                .set(STAFF_PASSKEY.MADE_AT, time.now())
                .onConflictDoNothing()
                .execute();
        if (made == 0) {
            throw new PasskeyRefused("WRONG");
        }
        append(AuditEntry.done(AuditAction.PASSKEY_ADDED).with("synced", attested.isFlagBE()), staffNo);
    }

    /** Asks whoever stands before the sign-in page; the device offers the passkeys that it keeps for this address. */
    public PasskeyAsk toSignIn() {
        return ask(List.of());
    }

    /** Asks for one of theirs. */
    @Transactional(readOnly = true)
    public PasskeyAsk toProve(StaffNo staffNo) {
        return ask(named(staffNo));
    }

    /**
     * Who signs in; both factors are given with it.
     *
     * @param address network address of the browser
     * @throws PasskeyRefused when the answer does not count, or the account may not be in
     */
    public PasswordGiven signIn(PasskeyAsk ask, String answer, String address) {
        if (!throttle.countAddress(address)) {
            throw refused(null, "WAITS", SecondFactors.Purpose.SIGN_IN);
        }
        return transaction
                .execute(running -> answered(ask, answer).flatMap(row -> accounts.of(row.staffNo())))
                .map(account -> {
                    if (!status.mayBeIn(account)) {
                        throw refused(account.staffNo(), "ACCOUNT_NOT_OPEN", SecondFactors.Purpose.SIGN_IN);
                    }
                    transaction.executeWithoutResult(running -> {
                        throttle.succeeded(account.signInName(), address);
                        given(account.staffNo(), SecondFactors.Purpose.SIGN_IN);
                    });
                    return new PasswordGiven(
                            account.staffNo(), account.signInName(), account.name(), clock.instant(), address);
                })
                .orElseThrow(() -> refused(null, "WRONG", SecondFactors.Purpose.SIGN_IN));
    }

    /** Proves that it is still this person. @throws PasskeyRefused when the answer does not count or is another's */
    public void verify(StaffNo staffNo, PasskeyAsk ask, String answer, SecondFactors.Purpose purpose) {
        if (!throttle.countFactor(staffNo)) {
            throw refused(staffNo, "WAITS", purpose);
        }
        var right = transaction.execute(running -> answered(ask, answer)
                .filter(row -> row.staffNo().equals(staffNo))
                .map(row -> {
                    throttle.forget(staffNo);
                    given(staffNo, purpose);
                    return row;
                }));
        if (right.isEmpty()) {
            throw refused(staffNo, "WRONG", purpose);
        }
    }

    /** Ends one of theirs; one that is not there any more is no fault. */
    @Transactional
    public void remove(StaffNo staffNo, UUID ref) {
        var ended = db.update(STAFF_PASSKEY)
                .set(STAFF_PASSKEY.ENDED_AT, time.now())
                .set(STAFF_PASSKEY.END_REASON, "REMOVED")
                .where(STAFF_PASSKEY.REF.eq(ref), STAFF_PASSKEY.STAFF_NO.eq(staffNo), IN_FORCE)
                .execute();
        if (ended == 1) {
            append(AuditEntry.done(AuditAction.PASSKEY_REMOVED), staffNo);
        }
    }

    /** The passkey that gave a right answer; its counter goes on in the same transaction. */
    private Optional<Row> answered(PasskeyAsk ask, String answer) {
        if (!ask.take(clock.instant())) {
            return Optional.empty();
        }
        var server = server(ask);
        var data = checked(answer, protocol::parseAuthenticationResponseJSON);
        var row = data.flatMap(given -> find(given.getCredentialId()));
        return row.filter(known -> right(data.orElseThrow(), known, server));
    }

    private boolean right(AuthenticationData data, Row known, ServerProperty server) {
        var record = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                known.synced(),
                false,
                known.signCount(),
                known.credential(),
                new AuthenticationExtensionsAuthenticatorOutputs<>(),
                null,
                new AuthenticationExtensionsClientOutputs<>(),
                Set.of());
        var handle = data.getUserHandle();
        var fits = (handle == null || Arrays.equals(handle, handle(known.staffNo())))
                && checked(
                                data,
                                given -> protocol.verify(
                                        given, new AuthenticationParameters(server, record, null, true, true)))
                        .isPresent();
        var count = data.getAuthenticatorData() == null
                ? -1
                : data.getAuthenticatorData().getSignCount();
        return fits
                && db.update(STAFF_PASSKEY)
                                .set(STAFF_PASSKEY.SIGN_COUNT, count)
                                .set(STAFF_PASSKEY.LAST_USED_AT, time.now())
                                .where(
                                        STAFF_PASSKEY.ID.eq(known.id()),
                                        IN_FORCE,
                                        STAFF_PASSKEY.SIGN_COUNT.eq(known.signCount()))
                                .execute()
                        == 1;
    }

    private Optional<Row> find(byte[] credentialId) {
        return db.select(
                        STAFF_PASSKEY.ID,
                        STAFF_PASSKEY.STAFF_NO,
                        STAFF_PASSKEY.CREDENTIAL,
                        STAFF_PASSKEY.SYNCED,
                        STAFF_PASSKEY.SIGN_COUNT)
                .from(STAFF_PASSKEY)
                .where(STAFF_PASSKEY.CREDENTIAL_ID.eq(credentialId), IN_FORCE)
                .fetchOptional(row -> new Row(
                        row.value1(), row.value2(), credentials.convert(row.value3()), row.value4(), row.value5()));
    }

    /** A browser may answer anything; what is no answer is an empty one. */
    private static <A, T> Optional<T> checked(A answer, Function<A, T> reading) {
        if (answer instanceof String text && text.length() > LONGEST_ANSWER) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(reading.apply(answer));
        } catch (WebAuthnException
                | JacksonException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException told) {
            LOG.debug("no answer of a passkey", told);
            return Optional.empty();
        }
    }

    private PasskeyAsk ask(List<Map<String, String>> allowed) {
        var challenge = challenge();
        var options = new LinkedHashMap<String, Object>();
        options.put("challenge", text(challenge));
        options.put("rpId", host());
        options.put("timeout", PATIENCE.toMillis());
        options.put("userVerification", "required");
        options.put("allowCredentials", allowed);
        return new PasskeyAsk(challenge, Json.write(options), clock.instant());
    }

    private List<Map<String, String>> named(StaffNo staffNo) {
        return db.select(STAFF_PASSKEY.CREDENTIAL_ID)
                .from(STAFF_PASSKEY)
                .where(STAFF_PASSKEY.STAFF_NO.eq(staffNo), IN_FORCE)
                .orderBy(STAFF_PASSKEY.ID)
                .fetch(row -> Map.of("type", "public-key", "id", text(row.value1())));
    }

    private ServerProperty server(PasskeyAsk ask) {
        return new ServerProperty(origin(), host(), new DefaultChallenge(ask.challenge()));
    }

    private Origin origin() {
        return site.origin().orElseThrow(() -> new PasskeyRefused("UNKNOWN"));
    }

    private String host() {
        return String.valueOf(origin().getHost());
    }

    private void given(StaffNo staffNo, SecondFactors.Purpose purpose) {
        append(AuditEntry.done(AuditAction.FACTOR_GIVEN).because(purpose.name()).with("kind", "PASSKEY"), staffNo);
    }

    /** Recorded even though what was begun is rolled back. */
    private PasskeyRefused refused(@Nullable StaffNo staffNo, String why, SecondFactors.Purpose purpose) {
        transaction.executeWithoutResult(running -> append(
                AuditEntry.refused(AuditAction.FACTOR_REFUSED, why)
                        .with("purpose", purpose.name())
                        .with("kind", "PASSKEY"),
                staffNo));
        return new PasskeyRefused(why);
    }

    private void append(AuditEntry entry, @Nullable StaffNo staffNo) {
        audit.append(
                entry, staffNo == null ? null : accounts.withoutSession(staffNo).orElse(null));
    }

    /** The same for all passkeys of a person, and nothing that says who it is. */
    private static byte[] handle(StaffNo staffNo) {
        return Sha256.of(("passkey:" + staffNo.value()).getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] challenge() {
        var bytes = new byte[CHALLENGE_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String shortened(String name) {
        var words = name.strip();
        var length = Math.min(LONGEST_NAME, words.codePointCount(0, words.length()));
        return words.isEmpty()
                ? "Passkey"
                : words.substring(0, words.offsetByCodePoints(0, length)).strip();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
