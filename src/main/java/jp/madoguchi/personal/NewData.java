package jp.madoguchi.personal;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.identity.DocumentKind;
import org.jspecify.annotations.Nullable;

/**
 * What is to be registered from now on.
 *
 * @param fields by their names: postalCode, prefecture, municipality, street, building, document; name, phone; digits; address;
 *     family, given, familyKana, givenKana. Digits are half-width without hyphens; what is empty is left out
 */
public record NewData(DataKind kind, Map<String, String> fields) {

    private static final int TEXT_LIMIT = 100;
    private static final Pattern POSTAL_CODE = Pattern.compile("[0-9]{7}");
    private static final Pattern LANDLINE = Pattern.compile("0[1-9][0-9]{8}");
    private static final Pattern MOBILE = Pattern.compile("0[5-9]0[0-9]{8}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern KANA = Pattern.compile("[ァ-ヶー・ ]+");
    private static final int LONGEST_EMAIL = 254;

    public NewData {
        fields = Map.copyOf(fields);
    }

    /**
     * As it may be kept.
     *
     * @throws UnfitData with the first field that is missing or is not what it should be
     * @throws jp.madoguchi.core.BadText where a text is too long or holds what no keyboard makes
     */
    static NewData of(DataKind kind, Map<String, String> typed) {
        var fields = new LinkedHashMap<String, String>();
        switch (kind) {
            case ADDRESS -> {
                digits(fields, typed, "postalCode", POSTAL_CODE);
                text(fields, typed, "prefecture", true);
                text(fields, typed, "municipality", true);
                text(fields, typed, "street", true);
                text(fields, typed, "building", false);
                if (!blank(typed, "document")) {
                    fields.put("document", document(typed.get("document")));
                }
            }
            case WORKPLACE -> {
                text(fields, typed, "name", false);
                if (fields.containsKey("name") && !blank(typed, "phone")) {
                    digits(fields, typed, "phone", LANDLINE, MOBILE);
                }
            }
            case MOBILE -> digits(fields, typed, "digits", MOBILE);
            case HOME_PHONE -> digits(fields, typed, "digits", LANDLINE, MOBILE);
            case EMAIL -> {
                text(fields, typed, "address", true);
                var address = fields.get("address");
                if (address == null
                        || address.length() > LONGEST_EMAIL
                        || !EMAIL.matcher(address).matches()) {
                    throw new UnfitData("address");
                }
            }
            case NAME -> {
                text(fields, typed, "family", true);
                fields.put("given", "");
                text(fields, typed, "given", false);
                kana(fields, typed, "familyKana", true);
                fields.put("givenKana", "");
                kana(fields, typed, "givenKana", !blank(typed, "given"));
            }
        }
        return new NewData(kind, fields);
    }

    private static String document(@Nullable String typed) {
        return AddressDocuments.KINDS.stream()
                .map(DocumentKind::name)
                .filter(kind -> kind.equals(typed))
                .findFirst()
                .orElseThrow(() -> new UnfitData("document"));
    }

    private static boolean blank(Map<String, String> typed, String field) {
        return typed.getOrDefault(field, "").isBlank();
    }

    private static void text(Map<String, String> fields, Map<String, String> typed, String field, boolean needed) {
        var text = FreeText.line(typed.get(field), TEXT_LIMIT);
        if (text != null) {
            fields.put(field, text);
        } else if (needed) {
            throw new UnfitData(field);
        }
    }

    private static void kana(Map<String, String> fields, Map<String, String> typed, String field, boolean needed) {
        var text = FreeText.line(typed.get(field), TEXT_LIMIT);
        if (text == null) {
            if (needed) {
                throw new UnfitData(field);
            }
            return;
        }
        var reading = katakana(Normalizer.normalize(text, Normalizer.Form.NFKC));
        if (!KANA.matcher(reading).matches()) {
            throw new UnfitData(field);
        }
        fields.put(field, reading);
    }

    private static String katakana(String text) {
        return text.codePoints()
                .map(point -> point >= 'ぁ' && point <= 'ゖ' ? point + 'ァ' - 'ぁ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Digits as they are kept: half-width, without the signs that people put between them. */
    static String halfWidth(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s()\\-‐‑–—―ー]", "");
    }

    private static void digits(
            Map<String, String> fields, Map<String, String> typed, String field, Pattern... patterns) {
        var digits = halfWidth(typed.getOrDefault(field, ""));
        for (var pattern : patterns) {
            if (pattern.matcher(digits).matches()) {
                fields.put(field, digits);
                return;
            }
        }
        throw new UnfitData(field);
    }
}
