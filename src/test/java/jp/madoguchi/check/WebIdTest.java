package jp.madoguchi.check;

import jp.madoguchi.ConsoleTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A small size of script/check web-id. */
class WebIdTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    private WebIdRaces races;

    @BeforeEach
    void meet() {
        races = new WebIdRaces(beans, this::as);
    }

    @Test
    void thirty_reissues_at_once_give_thirty_new_ones() throws Exception {
        races.reissues(30, 8);
    }

    @RepeatedTest(3)
    void of_two_clerks_one_reissues_and_the_other_asks_a_second_person() throws Exception {
        races.twoClerks();
    }

    @RepeatedTest(3)
    void a_login_during_the_reissue_comes_before_or_after_it() throws Exception {
        races.loginDuringReissue();
    }

    @Test
    void sign_in_tells_an_unknown_id_from_a_retired_one() {
        races.signInNamesTheCause();
    }

    @Test
    void every_character_is_drawn_about_as_often_as_any_other() {
        races.evenlyDrawn(20_000);
    }
}
