package jp.madoguchi.income;

import java.util.List;

/**
 * A page without its bytes.
 *
 * @param number from 1
 * @param width pixels
 * @param height pixels
 * @param hasText of an unmasked page: whether there was a text layer to be searched
 * @param suspicions of an unmasked page: what has to be covered
 */
public record PageFacts(int number, int width, int height, boolean hasText, List<Suspicion> suspicions) {}
