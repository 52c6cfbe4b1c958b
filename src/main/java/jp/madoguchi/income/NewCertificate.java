package jp.madoguchi.income;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What staff take in.
 *
 * @param kind what it is; null = left to the reviewer
 * @param sendingRef the same for all that the member handed in at once
 * @param pages in their order, numbered from 1
 * @param masks one a page, in the same order
 */
public record NewCertificate(
        @Nullable CertificateKind kind, UUID sendingRef, List<UnmaskedPage> pages, List<PageMask> masks) {}
