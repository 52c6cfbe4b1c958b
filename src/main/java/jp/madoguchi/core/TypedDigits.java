package jp.madoguchi.core;

import java.text.Normalizer;

/** Digits as people type them: full width or half, in groups with blanks or any dash between. */
public final class TypedDigits {

    private TypedDigits() {}

    /** Half width, without what stands between the groups; anything else that was typed is left in, to be refused. */
    public static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s‐‑–—−ー-]", "");
    }
}
