package jp.madoguchi.check;

import jp.madoguchi.ConsoleTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A small size of script/check review-lease. */
class ReviewLeaseTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    private ReviewRounds review;

    @BeforeEach
    void meet() {
        review = new ReviewRounds(beans, this::as);
    }

    @RepeatedTest(3)
    void of_reviewers_who_press_next_at_once_nobody_gets_the_same() throws Exception {
        review.next(6);
    }

    @RepeatedTest(3)
    void a_decision_and_a_take_over_at_once_have_one_end() throws Exception {
        review.decidedOrTakenOver();
    }

    @RepeatedTest(3)
    void a_decision_is_made_once() throws Exception {
        review.sameClick();
        review.twoTabs();
    }
}
