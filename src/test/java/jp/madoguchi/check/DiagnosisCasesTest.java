package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.login.Cause;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class DiagnosisCasesTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Test
    void every_reviewed_case_shows_its_causes_and_says_what_may_be_said() {
        var table = new DiagnosisTable(beans, this::as);
        var wrong = new ArrayList<String>();
        for (var each : DiagnosisTable.cases()) {
            try {
                table.prove(each);
            } catch (AssertionError broken) {
                wrong.add(each.state() + " " + each.staff() + " check " + each.check() + " (" + each.what() + "): "
                        + broken.getMessage());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_table_has_every_cause_alone_and_before_and_after_the_check() {
        var cases = DiagnosisTable.cases();
        assertThat(cases).hasSizeGreaterThan(40);
        for (var check : List.of("none", "passed")) {
            assertThat(cases.stream()
                            .filter(each ->
                                    each.check().equals(check) && each.causes().size() == 1)
                            .flatMap(each -> each.causes().stream())
                            .collect(Collectors.toSet()))
                    .as(check)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(Cause.values()).map(Enum::name).toList());
        }
    }
}
