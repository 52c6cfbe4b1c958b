package jp.madoguchi.check;

import jp.madoguchi.ConsoleTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A small size of script/check decision-races. */
class DecisionRacesTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    private LimitRounds limit;

    @BeforeEach
    void meet() {
        limit = new LimitRounds(beans, this::as);
    }

    @RepeatedTest(3)
    void a_decision_is_made_once() throws Exception {
        limit.decideTwice();
    }

    @RepeatedTest(3)
    void what_is_withdrawn_is_not_raised() throws Exception {
        limit.decideOrWithdraw();
    }

    @RepeatedTest(3)
    void nothing_is_raised_after_less_income_was_proved() throws Exception {
        limit.decideOrLessIncome();
    }

    @RepeatedTest(3)
    void an_offer_is_accepted_once() throws Exception {
        limit.acceptMany(6);
    }
}
