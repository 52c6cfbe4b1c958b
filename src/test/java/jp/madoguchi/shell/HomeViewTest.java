package jp.madoguchi.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.bench.Recorder;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.ui.HomeCard;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

class HomeViewTest extends ConsoleTest {

    @Autowired
    List<HomeCard> cards;

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

    /** A card whose source fails stands there with words, whoever sees it, and never with a number. */
    @Test
    void each_card_whose_source_fails_says_so() {
        var recorder = Recorder.of(console);
        for (var role : Role.values()) {
            var staff = signIn(role);
            for (var card : cards) {
                if (!card.isFor(staff)) {
                    continue;
                }
                var reads = !recorder.during(() -> build(List.of(card))).isEmpty();
                var shown = failing(() -> words(build(List.of(card))));
                if (reads) {
                    assertThat(shown).as("%s of %s", card.getClass(), role).contains("読み込めませんでした");
                }
            }
        }
    }

    /** While a request waits, it takes three more to know who is on duty. */
    @Test
    void home_opens_with_ten_statements_at_most() {
        var recorder = Recorder.of(console);
        for (var role : Role.values()) {
            var staff = signIn(role);
            var sent = recorder.during(() -> build(cards));
            var onDuty = staff.rights().containsValue(Permission.Level.SECOND) ? 3 : 0;
            assertThat(sent).as("%s", role).hasSizeLessThanOrEqualTo(10 + onDuty);
        }
    }

    private HomeView build(List<HomeCard> some) {
        var home = new HomeView(some, Clock.systemUTC());
        UI.getCurrent().add(home);
        return home;
    }

    /** Meanwhile the database of this thread is away. */
    private <T> T failing(Supplier<T> work) {
        var configuration = console.configuration();
        var before = configuration.executeListenerProviders();
        var me = Thread.currentThread();
        configuration.set(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void start(ExecuteContext context) {
                if (Thread.currentThread().equals(me)) {
                    throw new DataAccessResourceFailureException("away");
                }
            }
        }));
        try {
            return work.get();
        } finally {
            configuration.set(before);
        }
    }

    private StaffMember signIn(Role role) {
        var scene = new Scene(superuser(), memberSite());
        return Scene.signIn(scene.staff(scene.store(), role));
    }
}
