package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ReasonLineDialog;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** One account: what it is, what its person may do, what waits to become of it, and what was decided before. */
@Route("staff/:number([Ss][0-9]{5})")
@RolesAllowed(Permission.STAFF_READ)
@StyleSheet("context://ui/staff.css")
class StaffView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final StaffAccounts staff;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private Map<PlaceNo, Workplace> places = Map.of();
    private @Nullable StaffNo number;
    private @Nullable StaffFile file;
    private String title = "";

    StaffView(StaffAccounts staff, Announcements announcements, Work work) {
        this.staff = staff;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        add(messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.STAFF, listener), this::refreshQuietly);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        number = event.getRouteParameters()
                .get("number")
                .filter(StaffNo::isValid)
                .map(StaffNo::new)
                .orElseThrow(NotFoundException::new);
        work.read(messages, staff::places, all -> {
            places = all.stream().collect(Collectors.toMap(Workplace::placeNo, Function.identity()));
            read();
        });
    }

    private void read() {
        work.read(messages, () -> staff.read(number()), this::show);
    }

    /** Somebody else decided, or the safety net asks: read again, which is recorded, only when something else waits. */
    private void refreshQuietly() {
        if (file != null) {
            work.read(messages, staff::waiting, waiting -> {
                var mine = waiting.stream()
                        .filter(change -> change.staffNo().equals(number))
                        .map(StaffChange::ref)
                        .findFirst();
                if (file != null && !mine.equals(file.waiting().map(StaffChange::ref))) {
                    read();
                }
            });
        }
    }

    private void show(StaffFile read) {
        file = read;
        content.removeAll();
        var form = read.now() == null ? read.waiting().map(StaffChange::form).orElse(null) : read.now();
        title = form == null
                ? t("staff.new.title", read.staffNo().value())
                : t("staff.page.title", form.name(), read.staffNo().value());
        var heading = new H1(title);
        heading.addClassName("page-title");
        var head = new Div(heading);
        head.addClassName("page-head");
        var own = read.staffNo().equals(CurrentStaff.get().staffNo());
        if (read.waiting().isEmpty() && !own && mayChange()) {
            head.add(acts(read));
        }
        head.add(new RouterLink(t("staff.list.back"), StaffListView.class));
        content.add(head);
        if (own) {
            var note = new Paragraph(t("staff.own"));
            note.addClassName("muted");
            content.add(note);
        }
        read.waiting().ifPresent(change -> content.add(waiting(read, change)));
        if (read.now() != null) {
            var both = new Div(facts(read, read.now()), rights(read.now()));
            both.addClassName("staff-both");
            content.add(both);
        }
        content.add(history(read));
        if (read.now() == null && read.changes().isEmpty()) {
            begin(read);
        }
    }

    private static boolean mayChange() {
        return CurrentStaff.get().may(Permission.STAFF_ADMIN);
    }

    /** The form of somebody new; only the number that is next, so that a typed address makes nobody. */
    private void begin(StaffFile read) {
        work.read(messages, staff::freeNumber, free -> {
            if (!mayChange() || !free.equals(read.staffNo())) {
                throw new NotFoundException();
            }
            change(read);
        });
    }

    private Div acts(StaffFile read) {
        var acts = new Div();
        acts.addClassName("row");
        var change = new Button(t(read.now() == null ? "staff.act.new" : "staff.act.change"), click -> change(read));
        change.addThemeVariants(ButtonVariant.PRIMARY);
        acts.add(change);
        var now = read.now();
        if (now != null && (now.state() == StaffState.ACTIVE || now.state() == StaffState.ON_LEAVE)) {
            var disable = new Button(
                    t("staff.act.disable"),
                    click -> askWhy(
                            t("staff.act.disable"),
                            t("staff.disable.means"),
                            (id, why) -> staff.disable(id, number(), why)));
            disable.addThemeVariants(ButtonVariant.ERROR);
            acts.add(disable);
        }
        return acts;
    }

    private void change(StaffFile read) {
        new StaffChangeDialog(staff, work, read, List.copyOf(places.values()), this::read).open();
    }

    private Div waiting(StaffFile read, StaffChange change) {
        var card = StaffWords.card(t("staff.waiting.this"));
        card.addClassName("staff-waiting");
        var facts = new Div(
                new Paragraph(t("staff.waiting.by", change.makerName(), Formats.dateTime(change.madeAt()))),
                differences(read.now(), change.form()));
        facts.addClassName("stack");
        var rights = new Div();
        var both = new Div(facts, rights);
        both.addClassName("staff-both");
        card.add(both);
        var now = read.now();
        work.read(
                messages,
                () -> staff.rights(
                        now == null ? Set.of() : StaffWords.held(now.state(), now.roles()),
                        StaffWords.held(change.form().state(), change.form().roles())),
                found -> rights.add(StaffWords.rights(found)));
        if (mayChange()) {
            card.add(answers(change));
        }
        return card;
    }

    private Div answers(StaffChange change) {
        var me = CurrentStaff.get().staffNo();
        var acts = new Div();
        acts.addClassName("row");
        if (change.maker().equals(me)) {
            acts.add(
                    new Button(t("staff.act.take-back"), click -> decide(id -> staff.takeBack(id, change.ref()))),
                    new Span(t("staff.waiting.other")));
        } else if (!change.staffNo().equals(me)) {
            var agree = new Button(t("staff.act.agree"), click -> decide(id -> staff.approve(id, change.ref())));
            agree.addThemeVariants(ButtonVariant.PRIMARY);
            acts.add(
                    agree,
                    new Button(
                            t("staff.act.refuse"),
                            click -> askWhy(
                                    t("staff.act.refuse"),
                                    t("staff.refuse.means"),
                                    (id, why) -> staff.refuse(id, change.ref(), why))));
        }
        return acts;
    }

    private void askWhy(String title, String means, ReasonLineDialog.UseCase useCase) {
        new ReasonLineDialog(
                        title,
                        title,
                        t("staff.reason"),
                        StaffForm.REASON,
                        useCase,
                        work,
                        this::read,
                        new Paragraph(means))
                .open();
    }

    private void decide(Function<OperationId, ?> useCase) {
        var id = OperationId.make();
        work.write(messages, id, () -> useCase.apply(id), done -> read(), this::read);
    }

    /** Field by field, what stands and what will stand. */
    private FactList differences(@Nullable StaffForm before, StaffForm after) {
        var list = new FactList();
        line(list, "staff.name", before == null ? null : before.name(), after.name());
        line(list, "staff.kana", before == null ? null : before.kana(), after.kana());
        line(list, "staff.sign-in.name", before == null ? null : before.signInName(), after.signInName());
        line(list, "staff.state", before == null ? null : state(before), state(after));
        line(
                list,
                "staff.valid",
                before == null ? null : StaffWords.days(before.validFrom(), before.validTo()),
                StaffWords.days(after.validFrom(), after.validTo()));
        line(
                list,
                "staff.roles",
                before == null ? null : StaffWords.roles(before.roles()),
                StaffWords.roles(after.roles()));
        line(list, "staff.places", before == null ? null : placeNames(before.places()), placeNames(after.places()));
        if (after.effectiveOn() != null) {
            line(list, "staff.effective", null, Formats.date(after.effectiveOn()));
        }
        if (after.resetsAccess()) {
            line(list, "staff.resets", null, t(before == null ? "staff.resets.new" : "staff.resets.yes"));
        }
        line(list, "staff.reason", null, after.reason());
        return list;
    }

    private static void line(FactList list, String key, @Nullable String before, @Nullable String after) {
        if (after == null) {
            return;
        }
        var value = new Span(after);
        if (before != null && !before.equals(after)) {
            value.setText(t("staff.from-to", before, after));
            value.addClassName("staff-changed");
        }
        list.fact(t(key), value);
    }

    private static String state(StaffForm form) {
        return t("code.staff.state." + form.state());
    }

    private String placeNames(Set<PlaceNo> numbers) {
        return StaffWords.places(
                numbers.stream().map(places::get).filter(place -> place != null).toList());
    }

    private Div facts(StaffFile read, StaffForm now) {
        var list = differences(null, now);
        list.fact(t("staff.password"), t(read.password() ? "staff.password.given" : "staff.password.none"));
        list.fact(t("staff.factor"), t(read.factor() ? "staff.account.enrolled" : "staff.account.not-enrolled"));
        read.planned()
                .forEach(plan -> list.fact(
                        t("staff.planned.from", Formats.date(plan.from())),
                        t("staff.planned.what", StaffWords.roles(plan.roles()), placeNames(plan.places()))));
        var card = StaffWords.card(t("staff.facts"));
        card.add(list);
        return card;
    }

    private Div rights(StaffForm now) {
        var card = StaffWords.card(t("staff.rights.title"));
        var held = StaffWords.held(now.state(), now.roles());
        work.read(messages, () -> staff.rights(held, held), found -> card.add(StaffWords.today(found)));
        return card;
    }

    private Div history(StaffFile read) {
        var card = StaffWords.card(t("staff.history"));
        var decided = read.changes().stream()
                .filter(change -> change.decision() != null)
                .toList();
        if (decided.isEmpty()) {
            var none = new Paragraph(t("staff.history.none"));
            none.addClassName("empty");
            card.add(none);
        }
        decided.forEach(change -> card.add(decided(change)));
        return card;
    }

    private Div decided(StaffChange change) {
        var form = change.form();
        var decision = change.decision();
        var at = change.decidedAt();
        var who = new Div(
                new Chip(
                        t("code.staff_change.decision." + decision),
                        decision == StaffChange.Decision.APPROVED ? Chip.Weight.GOOD : Chip.Weight.PLAIN),
                new Span(t(
                        change.checkerName() == null ? "staff.history.line.alone" : "staff.history.line",
                        at == null ? "" : Formats.dateTime(at),
                        change.makerName(),
                        change.checkerName() == null ? "" : change.checkerName())));
        who.addClassName("row");
        var line = new Div(
                who,
                new Paragraph(t(
                        "staff.history.what", state(form), StaffWords.roles(form.roles()), placeNames(form.places()))),
                new Paragraph(t("staff.history.why", form.reason() == null ? "" : form.reason())));
        line.addClassName("staff-history");
        if (change.note() != null) {
            line.add(new Paragraph(t("staff.history.note", change.note())));
        }
        if (decision == StaffChange.Decision.APPROVED
                && form.resetsAccess()
                && !change.linkDrawn()
                && mayChange()
                && !change.staffNo().equals(CurrentStaff.get().staffNo())) {
            line.add(
                    new Button(t("staff.link.draw"), click -> drawLink(change, line)),
                    new Paragraph(t("staff.link.when")));
        }
        return line;
    }

    /** Shown this once, with the address of this console as the browser sees it. */
    private void drawLink(StaffChange change, Div line) {
        work.read(messages, () -> staff.drawLink(change.ref()), token -> {
            var link = new Code("/start/" + token);
            link.addClassName("factor-secret");
            line.add(new Paragraph(t("staff.link.once")), link);
            UI.getCurrent().getPage().fetchCurrentURL(here -> {
                var page = here.toString();
                link.setText(page.substring(0, page.lastIndexOf("/staff/")) + "/start/" + token);
            });
        });
    }

    private StaffNo number() {
        if (number == null) {
            throw new NotFoundException();
        }
        return number;
    }

    @Override
    public String getPageTitle() {
        return t("page.title", title);
    }
}
