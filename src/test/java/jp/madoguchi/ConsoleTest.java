package jp.madoguchi;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.VaadinSession;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * The ground of every test of a use case or a view: the whole console in one Spring context, on a PostgreSQL with the
 * migrations and nothing else in it. A test makes its own member and commits for real, so it never counts what others
 * may have made. Nothing here may differ between classes, or a second context would be started.
 */
@SpringBootTest
@ViewPackages(packages = "jp.madoguchi")
public abstract class ConsoleTest extends SpringBrowserlessTest {

    /** As the console: the role console_app. */
    @Autowired
    protected DSLContext console;

    @Autowired
    private EmbeddedServer server;

    /** The simulated browser asks for English; staff get Japanese until they say otherwise. */
    @BeforeEach
    void speakJapanese() {
        VaadinSession.getCurrent().setLocale(Locale.JAPANESE);
        UI.getCurrent().setLocale(Locale.JAPANESE);
    }

    @AfterEach
    void nobodyStaysSignedIn() {
        Scene.signOut();
    }

    /** As the member site, which may call its contract and nothing else. */
    protected DSLContext memberSite() {
        return as("member_site");
    }

    /** As the auditor, who reads the trail. */
    protected DSLContext auditor() {
        return as("auditor");
    }

    /** As the superuser, to set up what no role of the product may do. */
    protected DSLContext superuser() {
        return as("postgres");
    }

    /** People and places of a test. */
    protected Scene scene() {
        return new Scene(superuser(), memberSite());
    }

    /** As a role of the database; each statement commits on its own. */
    protected DSLContext as(String role) {
        return Connections.each(server.url(role));
    }

    /** Everything that can be read within a component, piece by piece. */
    protected static List<String> pieces(Component within) {
        return components(within).stream()
                .map(component -> component.getElement().getTextRecursively())
                .filter(words -> !words.isBlank())
                .toList();
    }

    protected static List<Component> components(Component within) {
        if (within instanceof Text || !within.isVisible()) {
            return List.of();
        }
        return Stream.concat(Stream.of(within), within.getChildren().flatMap(child -> components(child).stream()))
                .toList();
    }

    /** All words within a component, as one text. */
    protected static String words(Component within) {
        return within.getElement().getTextRecursively();
    }

    /** The first button on the screen with these words. */
    protected final Button button(String words) {
        return buttons(words).findFirst().orElseThrow();
    }

    /** The one of the dialog that is open: it was added last. */
    protected final Button dialogButton(String words) {
        return buttons(words).reduce((first, second) -> second).orElseThrow();
    }

    /** The last one within a part of the screen, which may be a dialog. */
    protected final Button button(Component within, String words) {
        return buttons(words)
                .filter(button -> isWithin(button.getElement(), within))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("no button " + words + " among " + pieces(within)));
    }

    /** Upwards, because the buttons of a dialog are no children of it. */
    protected static boolean isWithin(@Nullable Element part, Component whole) {
        return part != null && (part.equals(whole.getElement()) || isWithin(part.getParent(), whole));
    }

    /** Takes one of several, by its code, where the question says so. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    protected final void choose(String question, String code) {
        RadioButtonGroup group = $(RadioButtonGroup.class).all().stream()
                .filter(found -> found.getLabel().contains(question))
                .findFirst()
                .orElseThrow();
        group.setValue(group.getListDataView()
                .getItems()
                .filter(item -> item.toString().equals(code))
                .findFirst()
                .orElseThrow());
    }

    private Stream<Button> buttons(String words) {
        return $(Button.class).all().stream().filter(button -> button.getText().equals(words));
    }
}
