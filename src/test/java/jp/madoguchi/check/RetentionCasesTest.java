package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.check.RetentionCases.Kind;
import jp.madoguchi.check.RetentionCases.Situation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionCasesTest extends ConsoleTest {

    private RetentionCases cases;

    @BeforeEach
    void begin() {
        cases = new RetentionCases(this::as);
    }

    @Test
    void each_kind_goes_on_its_day_and_not_before_never_while_held_while_a_contract_lives_or_a_debt_remains() {
        var wrong = new ArrayList<String>();
        var proved = 0;
        for (var kind : Kind.values()) {
            for (var situation : Situation.values()) {
                if (situation.appliesTo(kind)) {
                    try {
                        cases.prove(kind, situation);
                        proved++;
                    } catch (AssertionError | RuntimeException broken) {
                        wrong.add(kind + " " + situation + ": " + broken.getMessage());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(proved).isGreaterThan(40);
    }

    @Test
    void what_others_refer_to_stays_without_words_and_numbers() {
        cases.referredToIsEmptied();
    }

    @Test
    void count_and_digest_can_be_found_again_from_the_rows() throws Exception {
        cases.digestIsThatOfTheRows();
    }

    @Test
    void one_deletes_at_a_time_and_a_broken_run_leaves_all_or_nothing() {
        cases.onlyOneAtATime();
        cases.brokenOffLeavesAllOrNothing();
        cases.holdAndDeletionMeet();
    }

    @Test
    void nobody_else_removes_a_record_and_the_role_removes_nothing_that_is_not_due() {
        cases.nobodyElseRemoves();
        cases.theRoleIsBound();
        cases.trailStays();
    }
}
