package jp.madoguchi.notice;

import java.util.Map;

/**
 * The words of a template in one field. They follow the form as long as nobody has typed: what was typed is never overwritten.
 */
final class TemplateWords {

    private String template = "";
    private String filled = "";

    /** Another template; what it says is filled in by {@link #follow}. */
    void take(String words) {
        template = words;
    }

    /**
     * What the field is to show.
     *
     * @param present what it shows
     * @param values name of a variable, without braces, and its words
     */
    String follow(String present, Map<String, String> values) {
        if (template.isEmpty() || !present.isBlank() && !present.equals(filled)) {
            return present;
        }
        var words = template;
        for (var value : values.entrySet()) {
            words = words.replace("{" + value.getKey() + "}", value.getValue());
        }
        filled = words;
        return words;
    }
}
