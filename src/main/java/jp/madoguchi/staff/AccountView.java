package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** A person's own way in: the second factor, and where they are signed in now. */
@Route("account")
@RolesAllowed(Permission.SIGNED_IN)
class AccountView extends Div implements HasDynamicTitle {

    private final MyFactor factor;
    private final SessionDesk sessions;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div factorCard = new Div();
    private final Div passkeyCard = new Div();
    private final Div sessionCard = new Div();

    final TextField passkeyName = new TextField(t("staff.passkey.name"));

    AccountView(MyFactor factor, SessionDesk sessions, Work work) {
        this.factor = factor;
        this.sessions = sessions;
        this.work = work;
        addClassNames("page", "page-narrow");
        var title = new H1(t("staff.account.title"));
        title.addClassName("page-title");
        factorCard.addClassNames("card", "stack");
        passkeyCard.addClassNames("card", "stack");
        sessionCard.addClassNames("card", "stack");
        add(title, messages, factorCard, passkeyCard, sessionCard);
        readFactor();
        readSessions();
    }

    private void readFactor() {
        work.read(messages, factor::state, this::show);
    }

    private void show(MyFactor.State state) {
        showPasskeys(state);
        factorCard.removeAll();
        factorCard.add(heading("staff.account.factor"));
        if (!state.inUse()) {
            factorCard.add(new Paragraph(t("staff.sign-in.demo-without-factor")));
            return;
        }
        factorCard.add(
                new Paragraph(t(state.enrolled() ? "staff.account.enrolled" : "staff.account.not-enrolled")),
                new Paragraph(t("staff.account.codes-left", state.recoveryCodes())),
                new Button(t("staff.account.another"), click -> begin()));
    }

    private void begin() {
        work.read(messages, factor::begin, enrolment -> {
            factorCard.removeAll();
            factorCard.add(
                    heading("staff.account.factor"),
                    new EnrolmentPanel(enrolment, work, factor::confirm, this::readFactor));
        });
    }

    private void showPasskeys(MyFactor.State state) {
        passkeyCard.removeAll();
        passkeyCard.setVisible(state.passkeysOffered());
        passkeyCard.add(heading("staff.passkey.title"), new Paragraph(t("staff.passkey.what")));
        state.passkeys().forEach(each -> passkeyCard.add(line(each)));
        passkeyName.setValue("");
        passkeyName.setMaxLength(60);
        var add = PasskeyButton.add(
                "staff.passkey.add",
                work,
                messages,
                factor::newPasskey,
                (ask, answer) -> work.read(
                        messages,
                        () -> {
                            factor.addPasskey(ask, answer, passkeyName.getValue());
                            return ask;
                        },
                        added -> readFactor()));
        var row = new Div(passkeyName, add);
        row.addClassName("passkey-new");
        passkeyCard.add(row);
    }

    private Div line(Passkeys.Passkey each) {
        var words = new Div(
                new Paragraph(each.name()),
                quiet(
                        each.lastUsedAt() == null
                                ? t("staff.passkey.unused", Formats.dateTime(each.madeAt()))
                                : t(
                                        "staff.passkey.used",
                                        Formats.dateTime(each.madeAt()),
                                        Formats.dateTime(each.lastUsedAt()))));
        if (each.synced()) {
            words.add(quiet(t("staff.passkey.synced")));
        }
        var remove = new Button(
                t("staff.passkey.remove"),
                click -> work.read(
                        messages,
                        () -> {
                            factor.removePasskey(each.ref());
                            return each;
                        },
                        removed -> readFactor()));
        remove.setAriaLabel(t("staff.passkey.remove.named", each.name()));
        var line = new Div(words, remove);
        line.addClassName("session-line");
        return line;
    }

    private static Paragraph quiet(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("muted");
        return paragraph;
    }

    private void readSessions() {
        work.read(messages, sessions::mine, this::show);
    }

    private void show(List<OpenSession> open) {
        sessionCard.removeAll();
        sessionCard.add(heading("staff.account.sessions"));
        var here = CurrentStaff.get().sessionRef();
        open.forEach(each -> {
            var line = new Div(new Paragraph(EnterPanel.sentence(each)));
            line.addClassName("session-line");
            if (each.ref().equals(here)) {
                line.add(new Paragraph(t("staff.session.this")));
            } else {
                line.add(new Button(
                        t("staff.session.end"),
                        click -> work.read(messages, () -> sessions.endMine(each.ref()), ended -> readSessions())));
            }
            sessionCard.add(line);
        });
    }

    private static H2 heading(String key) {
        var heading = new H2(t(key));
        heading.addClassName("card-title");
        return heading;
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("staff.account.title"));
    }
}
