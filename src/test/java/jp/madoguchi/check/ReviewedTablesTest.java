package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.UseCases;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What a use case may be asked by whom, and what it leaves in the trail, is written down when it is made, and taken out with it. */
class ReviewedTablesTest extends ConsoleTest {

    @Autowired
    ListableBeanFactory beans;

    @Test
    void what_it_leaves_in_the_trail() throws IOException {
        assertThat(Traces.reviewed().keySet()).as("%s", Traces.REVIEWED).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void what_comes_of_it_in_each_relation() throws IOException {
        var doors = Matrix.doors();
        assertThat(Matrix.reviewed().keySet())
                .as("%s", Matrix.REVIEWED)
                .containsExactlyInAnyOrderElementsOf(names().stream()
                        .filter(name ->
                                doors.containsKey(name) && doors.get(name).containsValue(true))
                        .toList());
    }

    private List<String> names() {
        return UseCases.of(beans).stream().map(UseCases.UseCase::name).toList();
    }
}
