package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** The last step of every sign-in: names the older sessions that it ends, and enters. */
final class EnterPanel extends Div {

    private final SignIn signIn;
    private final CurrentSession session;
    private final Work work;
    private final MessagePanel messages;

    EnterPanel(SignIn signIn, CurrentSession session, Work work, MessagePanel messages) {
        this.signIn = signIn;
        this.session = session;
        this.work = work;
        this.messages = messages;
        addClassName("stack");
        setVisible(false);
    }

    /** @param given who has given all that is asked for */
    void enter(PasswordGiven given) {
        work.read(messages, () -> signIn.ends(given.staffNo()), older -> {
            if (older.isEmpty()) {
                goOn(given);
            } else {
                name(older, given);
            }
        });
    }

    /** What this sign-in ends, before it does. */
    private void name(List<OpenSession> older, PasswordGiven given) {
        var list = new UnorderedList();
        older.forEach(each -> list.add(new ListItem(sentence(each))));
        var goOn = new Button(t("staff.factor.go-on"), click -> goOn(given));
        goOn.addThemeVariants(ButtonVariant.PRIMARY);
        removeAll();
        add(new Paragraph(t("staff.factor.older")), list, goOn);
        setVisible(true);
        goOn.focus();
    }

    static String sentence(OpenSession each) {
        return t(
                "staff.session.line",
                each.place() == null ? t("staff.session.nowhere") : each.place(),
                Formats.dateTime(each.signedInAt()),
                Formats.dateTime(each.lastSeenAt()),
                each.address() == null ? "" : each.address());
    }

    private void goOn(PasswordGiven given) {
        work.read(
                messages,
                () -> signIn.enter(given),
                entered -> entered.ifPresentOrElse(
                        staff -> {
                            var target = session.target();
                            session.enter(staff);
                            UI.getCurrent().getPage().setLocation(target);
                        },
                        () -> leave("sign-in?late")));
    }

    /** Nobody gets in after all. */
    void leave(String where) {
        UI.getCurrent().getPage().setLocation(where);
        session.leave();
    }
}
