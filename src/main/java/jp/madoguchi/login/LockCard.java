package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Collectors;
import jp.madoguchi.approval.RequestNote;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;

/** Locked since when, after which attempts, what it stops, who may clear it, and the next step; or that login is open. */
final class LockCard extends Div {

    LockCard(LoginState state, LockActions actions) {
        addClassNames("card", "lock-card");
        var open = state.openLocks();
        if (!open.isEmpty()) {
            addClassName("lock-card-locked");
            open.forEach(lock -> add(title(lock), facts(lock, state.asOf())));
            addNextStep(state, actions);
        } else if (state.clearedHere().isPresent()) {
            add(new TrialPart(state, state.clearedHere().get()));
        } else {
            addNotLocked(state);
        }
    }

    private static Div title(Lock lock) {
        var title = new H2(code("login_lock", "kind", lock.kind().name()));
        var row = new Div(title, new Chip(t("login.locked"), Chip.Weight.STOP));
        row.addClassNames("row", "card-title");
        return row;
    }

    private static FactList facts(Lock lock, Instant now) {
        var facts = new FactList()
                .fact(
                        t("login.since"),
                        t("login.since.value", Formats.dateTimeSeconds(lock.lockedAt()), elapsed(lock, now)))
                .fact(
                        t("login.cause"),
                        lock.failures() == null
                                ? code("login_lock", "cause", lock.cause())
                                : t("login.cause.failures", lock.failures()))
                .fact(t("login.stops"), stops(lock));
        return facts.fact(t("login.who"), t(lock.kind().clearable() ? "login.who.clearable" : "login.who.other"));
    }

    private static String elapsed(Lock lock, Instant now) {
        var since = Duration.between(lock.lockedAt(), now);
        if (since.toDays() > 0) {
            return t("login.elapsed.days", since.toDays());
        }
        return since.toHours() > 0
                ? t("login.elapsed.hours", since.toHours())
                : t("login.elapsed.minutes", Math.max(0, since.toMinutes()));
    }

    private static String stops(Lock lock) {
        var stopped = new ArrayList<String>();
        if (lock.stopsMemberPage()) {
            stopped.add(code("login_attempt", "channel", "MEMBER_PAGE"));
        }
        if (lock.stopsApp()) {
            stopped.add(code("login_attempt", "channel", "APP"));
        }
        if (lock.stopsAtm()) {
            stopped.add(code("login_attempt", "channel", "ATM"));
        }
        if (!lock.stopsWebIdLogin()) {
            stopped.add(t("login.stops.card-only"));
        }
        return stopped.stream().collect(Collectors.joining(t("list.separator")));
    }

    private void addNextStep(LoginState state, LockActions actions) {
        var request = actions.request().filter(line -> line.decision() == null);
        if (request.isPresent()) {
            add(actions.waiting(request.get()));
            return;
        }
        actions.request()
                .filter(line -> "REFUSED".equals(line.decision()))
                .map(RequestNote::refused)
                .ifPresent(this::add);
        var step = new Div();
        step.addClassName("next-step");
        switch (state.clearing()) {
            case Verdict.Allowed() -> step.add(new Paragraph(t("login.ready")));
            case Verdict.NeedsSecondPerson(var reasons) -> {
                step.add(new Paragraph(t("login.second")));
                var list = new UnorderedList();
                reasons.forEach(reason -> list.add(new ListItem(t("policy." + reason))));
                step.add(list);
            }
            case Verdict.Forbidden forbidden -> {
                var what = new Paragraph(t(forbidden.what()));
                what.addClassName("message-what");
                step.add(what, new Paragraph(t(forbidden.next())));
            }
        }
        actions.next().ifPresent(step::add);
        add(step);
    }

    private void addNotLocked(LoginState state) {
        var title = new H2(t("login.not-locked"));
        var row = new Div(title, new Chip(t("login.not-locked.chip"), Chip.Weight.GOOD));
        row.addClassNames("row", "card-title");
        var facts = new FactList();
        facts.fact(t("login.attempts-left"), t("login.attempts-left.value", state.attemptsLeft()));
        facts.fact(
                t("login.last-login"),
                state.lastLoginAt() == null ? t("login.last-login.none") : Formats.dateTime(state.lastLoginAt()));
        add(row, facts);
    }
}
