package jp.madoguchi.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import java.time.Clock;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.ui.HomeCard;
import org.junit.jupiter.api.Test;

class HomeViewTest extends ConsoleTest {

    @Test
    void home_greets_the_person() {
        var clerk = signIn(Role.CLERK);
        navigate(HomeView.class);
        assertThat(find(H1.class).single().getText()).isEqualTo(clerk.name() + "さんのホーム");
    }

    @Test
    void an_auditor_is_not_led_to_the_members() {
        signIn(Role.AUDITOR);
        navigate(HomeView.class);
        assertThat(find(RouterLink.class).all())
                .noneMatch(link -> link.getHref().startsWith("members"));
    }

    @Test
    void a_card_that_cannot_be_built_does_not_pass_for_nothing_to_do() {
        signIn(Role.CLERK);
        HomeCard broken = new HomeCard() {
            @Override
            public int order() {
                return 1;
            }

            @Override
            public boolean isFor(StaffMember staff) {
                return true;
            }

            @Override
            public Component create() {
                throw new IllegalStateException("select secret from table");
            }
        };
        var home = new HomeView(List.of(broken), Clock.systemUTC());
        assertThat(find(Paragraph.class, home).all())
                .extracting(Paragraph::getText)
                .contains("読み込めませんでした")
                .noneMatch(text -> text.contains("secret"));
    }

    private StaffMember signIn(Role role) {
        var scene = new Scene(superuser(), memberSite());
        return Scene.signIn(scene.staff(scene.store(), role));
    }
}
