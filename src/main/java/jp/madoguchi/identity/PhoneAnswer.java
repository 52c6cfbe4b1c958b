package jp.madoguchi.identity;

import org.jspecify.annotations.Nullable;

/**
 * What the caller said to a question, as the agent typed or ticked it; compared and forgotten, never kept.
 *
 * @param said null = the caller does not know
 */
public record PhoneAnswer(int position, @Nullable String said) {

    @Override
    public String toString() {
        return "answer " + position;
    }
}
