package jp.madoguchi.login;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of the sentences in force at one moment. */
record SentenceBook(Map<Sentence, String> words) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    SentenceBook {
        words = new EnumMap<>(words);
    }

    /**
     * The sentence with its placeholders filled; a value is never read for placeholders again.
     *
     * @throws IllegalStateException when the sentence has no row, or names a fact that it was not given
     */
    String say(Sentence sentence, Map<String, String> facts) {
        var template = words.get(sentence);
        if (template == null) {
            throw new IllegalStateException("no words for " + sentence);
        }
        return PLACEHOLDER.matcher(template).replaceAll(name -> {
            var fact = facts.get(name.group(1));
            if (fact == null) {
                throw new IllegalStateException(sentence + " needs " + name.group(1));
            }
            return Matcher.quoteReplacement(fact);
        });
    }
}
