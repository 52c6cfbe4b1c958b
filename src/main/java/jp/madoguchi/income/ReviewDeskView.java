package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.review.DeskColumns;
import jp.madoguchi.review.HeldByAnother;
import jp.madoguchi.review.ReviewDesk;
import jp.madoguchi.review.TakeOverCard;
import jp.madoguchi.review.TakenOverWords;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Refs;
import jp.madoguchi.ui.Shortcut;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/**
 * The desk of a reviewer: paper on the left, facts, figures and checks on the right, all of it by keyboard. After a decision the
 * next case opens by itself, and the last one can be undone for a minute.
 */
@Route("income/review/:sending")
@RolesAllowed(Permission.INCOME_DECIDE)
@StyleSheet("context://ui/review-desk.css")
class ReviewDeskView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final ReviewQueue queue;
    private final Reviews reviews;
    private final CertificateDecision decisions;
    private final CaseRules rules;
    private final Masking masking;
    private final Pages pages;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final UndoBar undo;
    private final PaperAhead ahead;
    private final Div head = new Div();
    private final Div content = new Div();
    private @Nullable Case open;
    private @Nullable UUID address;

    /** The case in front, with the parts of the screen that follow it. */
    private record Case(
            ReviewCase file, CaseRules.Numbers numbers, FiguresForm figures, UnorderedList checks, Acts acts) {

        List<Check> check() {
            return Check.of(file, figures.typed(), numbers.validity());
        }
    }

    /** The three ways to decide. */
    private record Acts(Button accept, Button ask, Button refuse, Div reasons) {}

    ReviewDeskView(
            ReviewQueue queue,
            Reviews reviews,
            CertificateDecision decisions,
            CaseRules rules,
            Masking masking,
            Pages pages,
            Announcements announcements,
            Work work) {
        this.queue = queue;
        this.reviews = reviews;
        this.decisions = decisions;
        this.rules = rules;
        this.masking = masking;
        this.pages = pages;
        this.work = work;
        this.undo = new UndoBar(decisions, work, messages, this::reopen);
        this.ahead = new PaperAhead(queue, pages);
        addClassNames("page", "desk-page");
        head.addClassName("desk-head");
        var desk = new ReviewDesk(head, undo, messages, content, ahead);
        listen(desk);
        add(desk);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.INCOME, listener), this::beat);
    }

    static RouteParameters address(UUID sending) {
        return new RouteParameters("sending", sending.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var sending = Refs.in(event, "sending");
        if (sending.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        enter(sending.get());
    }

    /** Takes the papers where they are free; what somebody else has is offered to be taken over. */
    private void enter(UUID sending) {
        close();
        address = sending;
        try {
            queue.take(OperationId.make(), sending);
        } catch (HeldByAnother held) {
            messages.refused(held);
            content.add(new TakeOverCard(work, (id, note) -> queue.takeOver(id, sending, note), () -> enter(sending)));
            return;
        } catch (NothingToReview over) {
            messages.refused(over);
            return;
        }
        work.read(messages, () -> reviews.read(sending), this::show);
    }

    private void close() {
        open = null;
        List.of(head, content).forEach(Div::removeAll);
        head.add(title(t("income.desk.title")), new RouterLink(t("income.desk.queue"), IncomeView.class));
    }

    private static H1 title(String words) {
        var title = new H1(words);
        title.addClassName("page-title");
        return title;
    }

    // The case --------------------------------------------------------------------------------------------------------

    private void show(ReviewCase file) {
        var numbers = rules.at(file.asOf());
        var figures = new FiguresForm(numbers.validity(), file.receivedOn(), this::type);
        var checks = new UnorderedList();
        checks.addClassName("checks");
        var acts = acts();
        open = new Case(file, numbers, figures, checks, acts);
        head.add(
                new Anchor("members/" + file.memberNo() + "/income", t("income.desk.member", file.memberNo())),
                new Span(t("income.desk.received", Formats.dateTime(file.receivedAt()))),
                new Span(t("income.desk.kept")));
        var unmasked = file.papersIn(CertificateState.QUARANTINED);
        var viewer = new PaperViewer(pages);
        content.add(new DeskColumns(
                unmasked.isEmpty() ? viewer : maskFirst(file, unmasked),
                IncomeWords.facts(file, numbers.capDivisor()),
                figures,
                checkCard(checks),
                actCard(acts)));
        if (unmasked.isEmpty()) {
            work.read(
                    messages,
                    () -> viewer.open(file.papersIn(CertificateState.READY)),
                    opened -> viewer.show(opened, ahead.take(opened).orElse(null), ahead::fetch));
        }
        figures.fill(file.typed());
        refresh();
        figures.begin();
    }

    /** What came from the site is masked before anything else. */
    private Div maskFirst(ReviewCase file, List<UUID> unmasked) {
        var button = new Button(
                t("income.desk.mask", unmasked.size()),
                click -> new MaskingDialog(unmasked.getFirst(), masking, work, () -> enter(file.sending())).open());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        var card = new Div(new Paragraph(t("income.desk.mask.first")), button);
        card.addClassNames("card", "stack");
        return card;
    }

    private static Component checkCard(UnorderedList checks) {
        var title = new H2(t("income.desk.checks"));
        title.addClassName("card-title");
        var card = new Div(title, checks);
        card.addClassName("card");
        return card;
    }

    private Acts acts() {
        var accept = new Button(t("income.desk.accept"), click -> accept());
        accept.addThemeVariants(ButtonVariant.PRIMARY);
        var reasons = new Div();
        return new Acts(
                accept,
                new Button(t("income.desk.ask"), click -> ask(false)),
                new Button(t("income.desk.refuse"), click -> ask(true)),
                reasons);
    }

    private static Div actCard(Acts acts) {
        var row = new Div(acts.accept(), acts.ask(), acts.refuse());
        row.addClassName("row");
        var card = new Div(row, acts.reasons());
        card.addClassName("desk-acts");
        return card;
    }

    private void listen(ReviewDesk desk) {
        Shortcut.REVIEW_ACCEPT.on(desk, this::accept);
        desk.onEnter(this::accept);
        Shortcut.REVIEW_ASK.on(desk, () -> ask(false));
        Shortcut.REVIEW_REFUSE.on(desk, () -> ask(true));
        Shortcut.REVIEW_UNDO.on(desk, undo::undo);
        Shortcut.REVIEW_NEXT.on(desk, () -> {
            if (open == null) {
                next();
            }
        });
        desk.onBeat(this::beat);
        for (var eye : Eye.values()) {
            Shortcut.REVIEW_EYE.on(desk, eye.ordinal(), () -> flip(eye));
        }
    }

    // Typing ----------------------------------------------------------------------------------------------------------

    private void type() {
        var current = open;
        if (current != null) {
            refresh();
            work.read(
                    messages,
                    () -> {
                        reviews.keep(current.file().sending(), current.figures().typed());
                        return current;
                    },
                    kept -> {});
        }
    }

    private void flip(Eye eye) {
        if (open != null) {
            open.figures().flip(eye);
        }
    }

    private void refresh() {
        var current = open;
        if (current == null) {
            return;
        }
        var checks = current.check();
        current.checks().removeAll();
        checks.forEach(check -> current.checks().add(line(check)));
        current.acts().accept().setEnabled(Check.allHold(checks));
    }

    private ListItem line(Check check) {
        var sign = new Span(
                switch (check.state()) {
                    case HOLDS -> "✓";
                    case OPEN -> "…";
                    case FAILS -> "✕";
                });
        sign.addClassName("check-sign");
        sign.getElement().setAttribute("aria-label", t("income.check.state." + check.state()));
        sign.getElement().setAttribute("role", "img");
        var line = new ListItem(sign, new Span(t("income.check." + check.key())));
        line.addClassName("check-" + check.state());
        Eye.ofKey(check.key())
                .ifPresent(eye -> line.add(new Button(
                        t(
                                check.state() == Check.State.FAILS ? "income.check.eye.good" : "income.check.eye.bad",
                                eye.ordinal() + 1),
                        click -> flip(eye))));
        if (check.why() != null) {
            var why = new Span(t(check.why()));
            why.addClassName("check-why");
            line.add(why);
        }
        return line;
    }

    // Deciding --------------------------------------------------------------------------------------------------------

    private void accept() {
        var current = open;
        if (current == null || !Check.allHold(current.check())) {
            return;
        }
        decide(current, DecisionForm.Outcome.ACCEPTED, Set.of());
    }

    /** Shows the reasons, those that the checks propose already ticked; the same key once more sends them. */
    private void ask(boolean refusing) {
        var current = open;
        if (current == null) {
            return;
        }
        var shown = current.acts().reasons();
        var group = shown.getChildren()
                .filter(ReasonGroup.class::isInstance)
                .map(ReasonGroup.class::cast)
                .findFirst()
                .orElse(null);
        var outcome = refusing ? DecisionForm.Outcome.REFUSED : DecisionForm.Outcome.ASK_AGAIN;
        if (group != null && group.refusing == refusing && !group.getValue().isEmpty()) {
            decide(current, outcome, group.getValue());
            return;
        }
        shown.removeAll();
        var reasons = new ReasonGroup(refusing, current.check());
        var send = new Button(
                t(refusing ? "income.desk.refuse.send" : "income.desk.ask.send"),
                click -> decide(current, outcome, reasons.getValue()));
        send.addThemeVariants(ButtonVariant.PRIMARY);
        shown.add(reasons, send);
        reasons.getElement().executeJs("setTimeout(() => this.querySelector('vaadin-checkbox')?.focus())");
    }

    private static final class ReasonGroup extends CheckboxGroup<AskReason> {

        private final boolean refusing;

        ReasonGroup(boolean refusing, List<Check> checks) {
            super(t(refusing ? "income.desk.refuse.why" : "income.desk.ask.why"));
            this.refusing = refusing;
            addClassName("vertical");
            setItems(AskReason.of(refusing));
            setItemLabelGenerator(reason -> t("income.reason." + reason));
            setValue(checks.stream()
                    .map(Check::proposes)
                    .filter(reason -> reason != null && reason.refuses() == refusing)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(AskReason.class))));
        }
    }

    private void decide(Case current, DecisionForm.Outcome outcome, Set<AskReason> reasons) {
        var id = OperationId.make();
        var form = new DecisionForm(
                outcome, current.figures().typed(), reasons, current.file().fingerprint());
        work.write(messages, id, () -> decisions.decide(id, current.file().sending(), form), this::decided, this::next);
    }

    private void decided(Decided decided) {
        undo.show(decided);
        next();
    }

    private void next() {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> queue.next(id),
                this::go,
                () -> UI.getCurrent().navigate(IncomeView.class));
    }

    private void go(Optional<UUID> sending) {
        close();
        sending.ifPresentOrElse(this::open, () -> content.add(nothingLeft()));
    }

    private void open(UUID sending) {
        if (sending.equals(address)) {
            enter(sending);
        } else {
            UI.getCurrent().navigate(ReviewDeskView.class, address(sending));
        }
    }

    private static Paragraph nothingLeft() {
        var none = new Paragraph(t("income.desk.none"));
        none.addClassName("empty");
        return none;
    }

    /** What was undone comes back in front; what lay there returns to the queue. */
    private void reopen(UUID sending) {
        if (open != null) {
            queue.release(open.file().sending());
        }
        open(sending);
    }

    /** The tab lives; where the papers are no longer the reader's, everything says so. */
    private void beat() {
        var current = open;
        if (current == null) {
            return;
        }
        work.read(messages, () -> queue.renew(current.file().sending()), until -> {
            if (until.isEmpty()) {
                close();
                TakenOverWords.lost(
                        messages, queue.takenFromMe(), current.file().sending());
            }
        });
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("income.desk.title"));
    }
}
