package jp.madoguchi;

import static jp.madoguchi.ServiceJourney.button;
import static jp.madoguchi.ServiceJourney.dialog;
import static jp.madoguchi.ServiceJourney.named;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import jp.madoguchi.identity.PhoneQuestion;

/** An agent who is signed in and takes calls, with the hands on the mouse and the keyboard or on the keyboard alone. */
public final class PhoneDesk {

    private static final String IN_A_FIELD_OF = "(place) => document.activeElement.matches(place + ' input')";

    private final Page page;
    private final Hands hands;
    private final Scene scene;
    private final Map<String, PhoneQuestion> questions = new HashMap<>();

    public PhoneDesk(Page page, Hands hands, Scene scene) {
        this.page = page;
        this.hands = hands;
        this.scene = scene;
        var words = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.JAPANESE);
        Arrays.stream(PhoneQuestion.values())
                .forEach(question -> questions.put(words.getString("identity.question." + question), question));
    }

    // With mouse and keyboard
    // ------------------------------------------------------------------------------------------

    public void open() {
        hands.click(button(page, "応対開始").first());
        hands.click(dialog(page).getByRole(AriaRole.BUTTON, named("応対開始")));
        page.waitForURL("**/members");
        waitFor(IN_A_FIELD_OF, ".search-text");
    }

    /** @param said the number, or the name as it sounds */
    public void find(Scene.Member member, String said) {
        look(member, said);
        hands.click(button(page, "この会員の応対にする"));
    }

    public void check(Scene.Member member) {
        hands.click(button(page, "電話で本人確認"));
        hands.click(dialog(page).getByLabel("一致", new Locator.GetByLabelOptions().setExact(true)));
        answer(member);
    }

    // By keyboard alone
    // ------------------------------------------------------------------------------------------------

    public void openByKeyboard() {
        button(page, "応対開始").first().waitFor();
        hands.goTo("応対開始", "Tab");
        hands.press("Enter");
        waitFor(IN_A_FIELD_OF, "vaadin-radio-button");
        hands.press("Enter");
        page.waitForURL("**/members");
        waitFor(IN_A_FIELD_OF, ".search-text");
    }

    public void findByKeyboard(Scene.Member member, String said) {
        look(member, said);
        button(page, "この会員の応対にする").waitFor();
        hands.goTo("この会員の応対にする", "Tab");
        hands.press("Enter");
    }

    public void checkByKeyboard(Scene.Member member) {
        waitFor("(words) => document.activeElement.textContent.trim() === words", "電話で本人確認");
        hands.press("Enter");
        waitFor(IN_A_FIELD_OF, "vaadin-dialog[opened] vaadin-radio-button");
        hands.press("Space");
        answer(member);
    }

    public void closeByKeyboard() {
        waitFor("(place) => document.activeElement.matches(place)", ".member-view");
        hands.goTo("応対終了", "Shift+Tab");
        hands.press("Enter");
        waitFor("(place) => document.activeElement.closest(place)", "vaadin-dialog[opened]");
        hands.goTo("応対終了", "Tab");
        hands.press("Enter");
        button(page, "応対開始").first().waitFor();
    }

    // Both
    // -------------------------------------------------------------------------------------------------------------

    private void look(Scene.Member member, String said) {
        hands.type(said);
        hands.press("Enter");
        page.locator(".found-list").getByText(member.memberNo().value()).first().waitFor();
        waitFor("(place) => document.activeElement.matches(place)", ".found-list");
        hands.press("Enter");
        page.waitForURL("**/members/" + member.memberNo() + "**");
    }

    /** From the first answer on the keyboard is quicker for everybody. */
    private void answer(Scene.Member member) {
        hands.press("Tab");
        waitFor(IN_A_FIELD_OF, "vaadin-dialog[opened] vaadin-text-field");
        hands.type(ServiceJourney.DIGITS.format(member.birthDate()));
        hands.press("Enter");
        waitFor(IN_A_FIELD_OF, ".phone-question");
        var count = page.locator(".phone-question").count();
        for (var number = 1; number <= count; number++) {
            hands.goUntil(IN_A_FIELD_OF, ".phone-question:nth-of-type(" + number + ")", "Tab");
            var asked = String.valueOf(
                    page.evaluate(
                            "() => document.activeElement.closest('.phone-question').querySelector('.phone-question-words').textContent.split('　')[1]"));
            var question = questions.get(asked);
            if (question == PhoneQuestion.DUE_DAY) {
                hands.press("Space");
            } else {
                hands.type(scene.answer(member, question));
            }
        }
        hands.press("Enter");
    }

    /** Waits for the sentence of this name; answers its words. */
    public String hear(String name) {
        var sentence = page.locator(".call-sentence")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".call-when")
                                .getByText(name, new Locator.GetByTextOptions().setExact(true))))
                .locator(".sentence-words")
                .first();
        sentence.waitFor();
        return sentence.textContent();
    }

    private void waitFor(String condition, String argument) {
        page.waitForFunction(condition, argument);
    }
}
