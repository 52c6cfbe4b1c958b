package jp.madoguchi.member;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was typed to find a member, in one box or in named fields; blank = not given. Terms of all fields must fit together.
 *
 * @param text one box: names, numbers, dates and addresses in any order, separated by blanks
 * @param name as written or as read, with or without a blank, either part first
 * @param phone ten or eleven digits in any formatting, or the last four
 * @param card ten to sixteen digits, or the last four
 */
public record SearchTerms(
        String text,
        String name,
        String birthDate,
        String phone,
        String card,
        String memberNumber,
        String webId,
        String email,
        String postalCode) {

    public static final SearchTerms NONE = of("");

    public static SearchTerms of(String text) {
        return new SearchTerms(text, "", "", "", "", "", "", "", "");
    }

    /** Whether a named field is used. */
    public boolean hasFields() {
        return fields().anyMatch(field -> !field.isBlank());
    }

    public boolean isBlank() {
        return text.isBlank() && !hasFields();
    }

    /** All that was typed, for the trail. */
    String asTyped() {
        return Stream.concat(Stream.of(text), fields())
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .collect(Collectors.joining(" / "));
    }

    private Stream<String> fields() {
        return Stream.of(name, birthDate, phone, card, memberNumber, webId, email, postalCode);
    }
}
