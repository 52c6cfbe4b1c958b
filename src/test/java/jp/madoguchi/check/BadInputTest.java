package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.nodefeature.VirtualChildrenList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A small size of script/check bad-input, and the same texts into every field of the screens. */
class BadInputTest extends ConsoleTest {

    private static final long SEED = 7;
    private static final int INPUTS = 18;

    /** What only a programmer would understand. */
    private static final Pattern TECHNICAL = Pattern.compile(
            "Exception|SQLSTATE|ERROR:|jp\\.madoguchi\\.|java\\.(lang|util)|org\\.|at [a-z]+\\.[a-z]+\\.|!\\{|\\?\\?\\?");

    @Autowired
    ApplicationContext beans;

    private final BadTexts texts = new BadTexts(SEED);
    private Scene scene;

    @BeforeEach
    void open_the_house() {
        scene = scene();
    }

    @Test
    void use_cases_handle_them_or_refuse_in_words() {
        var inputs = new BadInputs(beans, superuser(), memberSite(), SEED);
        for (var i = 0; i < 100; i++) {
            inputs.one();
        }
        assertThat(inputs.garbage()).isEmpty();
    }

    @Test
    void the_search_answers_in_words() {
        counter(Role.CLERK, Channel.STORE);
        for (var i = 0; i < INPUTS; i++) {
            UI.getCurrent().navigate("members");
            var all = fields(UI.getCurrent());
            answer(all.get(i % all.size()), "検索");
        }
    }

    @Test
    void opening_a_contact_answers_in_words() {
        signIn(scene.staff(scene.callCenter(), Role.AGENT));
        for (var i = 0; i < INPUTS; i++) {
            press("応対開始");
            if (dialogs().isEmpty()) {
                continue;
            }
            answer(fields(dialogs().getFirst()).getFirst(), "応対開始");
            if (dialogs().isEmpty()) {
                press("応対終了");
                choices(dialogs().getFirst());
                pressIn(dialogs().getFirst(), "応対終了");
            } else {
                pressIn(dialogs().getFirst(), "やめる");
            }
        }
    }

    @Test
    void notes_answer_in_words_and_lose_nothing() {
        counter(Role.CLERK, Channel.STORE);
        for (var i = 0; i < INPUTS; i++) {
            press("メモ");
            var area = area(dialogs().getFirst());
            var typed = texts.next();
            area.setValue(typed);
            pressIn(dialogs().getFirst(), "保存");
            assertReadable();
            if (!dialogs().isEmpty()) {
                assertThat(area.getValue()).isEqualTo(typed);
                area.setValue("");
                pressIn(dialogs().getFirst(), "やめる");
            }
        }
    }

    @Test
    void closing_notes_answer_in_words_and_lose_nothing() {
        counter(Role.CLERK, Channel.STORE);
        press("応対終了");
        for (var i = 0; i < INPUTS && !dialogs().isEmpty(); i++) {
            choices(dialogs().getFirst());
            var area = area(dialogs().getFirst());
            var typed = texts.next();
            area.setValue(typed);
            pressIn(dialogs().getFirst(), "応対終了");
            assertReadable();
            if (!dialogs().isEmpty()) {
                assertThat(area.getValue()).isEqualTo(typed);
            }
        }
    }

    @Test
    void the_identity_check_answers_in_words() {
        var counter = counter(Role.CLERK, Channel.STORE);
        UI.getCurrent().navigate("members/" + counter.member().memberNo() + "/login");
        press("本人確認");
        for (var i = 0; i < INPUTS && !dialogs().isEmpty(); i++) {
            var dialog = dialogs().getFirst();
            choices(dialog);
            for (var field : fields(dialog)) {
                field.setValue(texts.next());
            }
            usable(dialog)
                    .filter(ComboBox.class::isInstance)
                    .findFirst()
                    .ifPresent(issuer -> setIssuer((ComboBox<?>) issuer));
            pressIn(dialog, "本人確認を記録");
            assertReadable();
        }
    }

    @Test
    void the_second_persons_note_answers_in_words() {
        var asking =
                Counter.open(beans, scene, scene.store(), scene.locked()).fail().pass();
        var ref = asking.clear(OperationId.make()).request();
        signIn(scene.staff(scene.callCenter(), Role.SUPERVISOR));
        for (var i = 0; i < INPUTS; i++) {
            UI.getCurrent().navigate("approvals/" + ref);
            var note = usable(UI.getCurrent())
                    .filter(TextArea.class::isInstance)
                    .map(TextArea.class::cast)
                    .findFirst();
            if (note.isEmpty() || note.get().isReadOnly()) {
                break;
            }
            note.get().setValue(texts.next());
            press("承認");
            assertReadable();
        }
    }

    @SuppressWarnings("unchecked")
    private void setIssuer(ComboBox<?> issuer) {
        ((ComboBox<String>) issuer).setValue(texts.next());
    }

    private Counter counter(Role role, Channel channel) {
        var counter = Counter.open(beans, scene.staff(scene.store(), role), scene.locked(), channel);
        signIn(counter.clerk());
        return counter;
    }

    private void signIn(StaffMember staff) {
        Scene.signIn(staff);
        UI.getCurrent().navigate("");
    }

    /** Types into a field and sends it. */
    private void answer(TextField field, String send) {
        field.setValue(texts.next());
        if (dialogs().isEmpty()) {
            press(send);
        } else {
            pressIn(dialogs().getFirst(), send);
        }
        assertReadable();
    }

    private void press(String words) {
        pressIn(UI.getCurrent(), words);
    }

    private void pressIn(Component within, String words) {
        var button = usable(within)
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(each -> each.getText().equals(words) && each.isVisible())
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no button " + words + " on: " + shown(UI.getCurrent().getElement())));
        button.click();
        roundTrip();
    }

    /** Chooses the first of everything that is to be chosen. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void choices(Component within) {
        for (var i = 0; i < 2; i++) {
            usable(within).toList().forEach(each -> {
                if (each instanceof Select select && select.isEmpty()) {
                    select.getListDataView().getItems().findFirst().ifPresent(select::setValue);
                } else if (each instanceof RadioButtonGroup group && group.isEmpty()) {
                    group.getListDataView().getItems().findFirst().ifPresent(group::setValue);
                }
            });
        }
    }

    private static List<Dialog> dialogs() {
        return usable(UI.getCurrent())
                .filter(Dialog.class::isInstance)
                .map(Dialog.class::cast)
                .filter(Dialog::isOpened)
                .toList();
    }

    private static TextArea area(Component within) {
        return (TextArea)
                usable(within).filter(TextArea.class::isInstance).findFirst().orElseThrow();
    }

    private static List<TextField> fields(Component within) {
        return usable(within)
                .filter(TextField.class::isInstance)
                .map(TextField.class::cast)
                .filter(field -> field.isVisible() && !field.hasClassName("quick-search"))
                .toList();
    }

    /** All that is shown; the footer of a dialog hangs below its element only. */
    private static Stream<Component> usable(Component within) {
        return elements(within.getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(component -> !(component instanceof Text))
                .filter(component -> !(component instanceof HasEnabled enabled) || enabled.isEnabled());
    }

    private static Stream<Element> elements(Element element) {
        if (!element.isTextNode() && !element.isVisible()) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(element),
                Stream.concat(element.getChildren(), virtual(element)).flatMap(BadInputTest::elements));
    }

    private static Stream<Element> virtual(Element element) {
        var children = element.getNode().hasFeature(VirtualChildrenList.class)
                ? element.getNode().getFeature(VirtualChildrenList.class)
                : null;
        return children == null
                ? Stream.empty()
                : Stream.iterate(0, i -> i < children.size(), i -> i + 1).map(i -> Element.get(children.get(i)));
    }

    private static void assertReadable() {
        assertThat(shown(UI.getCurrent().getElement())).doesNotContainPattern(TECHNICAL);
    }

    private static String shown(Element root) {
        var words = new StringBuilder();
        elements(root).forEach(element -> {
            if (element.isTextNode()) {
                words.append(element.getText()).append('\n');
            } else {
                words.append(element.getProperty("errorMessage", "")).append('\n');
            }
        });
        return words.toString();
    }
}
