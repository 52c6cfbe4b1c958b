package jp.madoguchi.identity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A document as the clerk reads it. Birth date and address are typed from it and compared by the console, since the clerk
 * does not see the registered ones before the check (DOMAIN R31d).
 *
 * @param referenceLast4 last four characters of its number; never of a My Number card
 * @param faceMatches null for documents without photograph
 */
public record ShownDocument(
        DocumentKind kind,
        String issuer,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate expiresOn,
        @Nullable String referenceLast4,
        boolean nameMatches,
        @Nullable LocalDate birthDate,
        @Nullable String address,
        @Nullable Boolean faceMatches,
        boolean chipRead) {}
