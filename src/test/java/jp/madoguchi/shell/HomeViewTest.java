package jp.madoguchi.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.H1;
import jp.madoguchi.ConsoleTest;
import org.junit.jupiter.api.Test;

class HomeViewTest extends ConsoleTest {

    @Test
    void home_names_the_console() {
        navigate(HomeView.class);
        assertThat(find(H1.class).single().getText()).isEqualTo("Madoguchi");
    }
}
