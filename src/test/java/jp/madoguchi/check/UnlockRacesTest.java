package jp.madoguchi.check;

import jp.madoguchi.ConsoleTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A small size of script/check unlock-races. */
class UnlockRacesTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    private Races races;

    @BeforeEach
    void meet() {
        races = new Races(beans, this::as);
    }

    @RepeatedTest(5)
    void of_two_clerks_one_clears_and_the_other_is_told_who_and_when() throws Exception {
        races.twoClerks();
    }

    @RepeatedTest(5)
    void the_same_click_sent_twice_has_one_effect_and_one_answer() throws Exception {
        races.sameClick();
    }

    @RepeatedTest(5)
    void an_attempt_during_the_clearing_comes_before_or_after_it() throws Exception {
        races.attemptDuringClearing(true);
        races.attemptDuringClearing(false);
    }

    @Test
    void fifty_wrong_passwords_at_once_lock_once() throws Exception {
        races.failures(50);
    }
}
