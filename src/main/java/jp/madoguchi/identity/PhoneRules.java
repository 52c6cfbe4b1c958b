package jp.madoguchi.identity;

import java.util.Collection;

/**
 * How much must match (settings phone_check.*).
 *
 * @param questions how many are drawn
 * @param matches how many of them must match
 * @param dealings how many of those must be about dealings
 * @param others how many times a caller who does not know may get another one
 */
record PhoneRules(int questions, int matches, int dealings, int others) {

    /** One drawn question renews a passed check. */
    static final PhoneRules RENEWAL = new PhoneRules(1, 1, 0, 0);

    boolean isPassed(Collection<PhoneQuestion> matched) {
        return matched.size() >= matches
                && matched.stream().filter(PhoneQuestion::isDealing).count() >= dealings;
    }
}
