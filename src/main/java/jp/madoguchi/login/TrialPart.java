package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;

/** After a clearing: the member tries at the counter, and the result appears here by itself. */
final class TrialPart extends Div {

    TrialPart(LoginState state, Lock cleared) {
        addClassName("stack");
        var title = new H2(t("login.cleared"));
        var row = new Div(title, new Chip(t("login.cleared.chip"), Chip.Weight.GOOD));
        row.addClassNames("row", "card-title");
        var clearedAt = cleared.clearedAt();
        add(
                row,
                new FactList()
                        .fact(t("login.cleared.at"), clearedAt == null ? "" : Formats.dateTimeSeconds(clearedAt))
                        .fact(t("login.cleared.by"), String.valueOf(cleared.clearedBy()))
                        .fact(
                                t("login.cleared.reason"),
                                code("login_lock", "clear_reason", String.valueOf(cleared.clearReason()))));
        Optional<Attempt> latest = state.attempts().stream()
                .filter(attempt -> clearedAt != null && attempt.at().isAfter(clearedAt))
                .findFirst();
        var trial = new Div();
        trial.addClassNames("trial");
        trial.getElement().setAttribute("role", "status");
        if (latest.isEmpty()) {
            trial.addClassName("trial-waiting");
            trial.add(new Paragraph(t("login.trial.waiting")), muted(t("login.trial.waiting.help")));
        } else {
            var attempt = latest.get();
            var success = attempt.outcome() == Attempt.Outcome.SUCCESS;
            trial.addClassName(success ? "trial-success" : "trial-failed");
            trial.add(new Paragraph(t(
                    success ? "login.trial.success" : "login.trial.failed",
                    Formats.dateTimeSeconds(attempt.at()),
                    code("login_attempt", "channel", attempt.channel()),
                    code("login_attempt", "outcome", attempt.outcome().name()))));
            if (attempt.attemptsLeft() != null) {
                trial.add(new Paragraph(t("login.trial.left", attempt.attemptsLeft())));
            }
            trial.add(muted(t(success ? "login.trial.success.help" : "login.trial.failed.help")));
        }
        add(trial);
    }

    private static Paragraph muted(String text) {
        var paragraph = new Paragraph(text);
        paragraph.addClassName("muted");
        return paragraph;
    }
}
