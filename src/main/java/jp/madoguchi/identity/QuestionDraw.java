package jp.madoguchi.identity;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draws questions so that nobody can know beforehand which ones come; every set that can be passed is equally likely. */
final class QuestionDraw {

    private static final SecureRandom RANDOM = new SecureRandom();

    private QuestionDraw() {}

    /**
     * @return as many as the rules ask for, enough of them about dealings
     * @throws PhoneCheckRefused when too little is on file
     */
    static List<PhoneQuestion> draw(Set<PhoneQuestion> askable, PhoneRules rules) {
        if (askable.size() < rules.questions() || dealings(askable) < rules.dealings()) {
            throw PhoneCheckRefused.tooLittleOnFile();
        }
        var drawn = new ArrayList<>(askable);
        do {
            Collections.shuffle(drawn, RANDOM);
        } while (dealings(drawn.subList(0, rules.questions())) < rules.dealings());
        return List.copyOf(drawn.subList(0, rules.questions()));
    }

    /**
     * One more instead of one that the caller does not know.
     *
     * @param kept the others of the check; where too few of them are about dealings, it is about dealings
     */
    static Optional<PhoneQuestion> other(Set<PhoneQuestion> left, Collection<PhoneQuestion> kept, PhoneRules rules) {
        var dealing = dealings(kept) < rules.dealings();
        var fitting = new ArrayList<>(left.stream()
                .filter(question -> !dealing || question.isDealing())
                .toList());
        Collections.shuffle(fitting, RANDOM);
        return fitting.stream().findFirst();
    }

    private static long dealings(Collection<PhoneQuestion> questions) {
        return questions.stream().filter(PhoneQuestion::isDealing).count();
    }
}
