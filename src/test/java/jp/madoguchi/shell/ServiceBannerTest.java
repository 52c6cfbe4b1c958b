package jp.madoguchi.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import jp.madoguchi.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.support.StaticApplicationContext;

class ServiceBannerTest extends ConsoleTest {

    @Autowired
    DatabaseWatch watch;

    @Test
    void an_open_tab_is_told_that_its_node_ends_and_what_becomes_of_its_drafts() {
        var elsewhere = new StaticApplicationContext();
        elsewhere.refresh();
        var drain = new Drain(elsewhere, 0);
        var banner = new ServiceBanner(watch, drain);
        UI.getCurrent().add(banner);
        assertThat(words(banner)).isEmpty();

        drain.begin();
        VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
        assertThat(words(banner)).contains("まもなくシステムを再起動します。", "下書きの続きから始められます。");

        var opened = new ServiceBanner(watch, drain);
        UI.getCurrent().add(opened);
        assertThat(words(opened)).as("a tab that is opened meanwhile").isEqualTo(words(banner));
    }
}
