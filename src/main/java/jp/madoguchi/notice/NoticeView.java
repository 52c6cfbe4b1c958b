package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Refs;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** One notice: as members see it, what waits for a second admin, how it goes on, and every version with its difference. */
@Route("notices/:ref")
@RolesAllowed(Permission.NOTICE_WRITE)
@StyleSheet("context://ui/notice.css")
class NoticeView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Notices notices;
    private final NoticeDrafts drafts;
    private final MemberPage page;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private UUID ref = UUID.randomUUID();
    private @Nullable NoticeFile seen;

    NoticeView(Notices notices, NoticeDrafts drafts, MemberPage page, Announcements announcements, Work work) {
        this.notices = notices;
        this.drafts = drafts;
        this.page = page;
        this.work = work;
        addClassName("page");
        content.addClassName("notice-columns");
        var title = new H1(t("notice.one"));
        title.addClassName("page-title");
        add(title, messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.NOTICE, listener), this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ref = Refs.in(event, "ref").orElse(ref);
        refresh();
    }

    private void refresh() {
        work.read(messages, () -> notices.read(ref), this::show);
    }

    private void show(NoticeFile file) {
        if (file.looksLike(seen)) {
            return;
        }
        seen = file;
        content.removeAll();
        var side = new Div();
        side.addClassName("stack");
        file.versions().stream()
                .filter(NoticeVersion::waits)
                .findFirst()
                .ifPresent(version -> side.add(waiting(version)));
        if (file.published() != null) {
            side.add(published(file, file.published()));
        }
        if (!file.versions().isEmpty()) {
            side.add(versions(file));
        }
        if (side.getChildren().findAny().isEmpty()) {
            var none = new Paragraph(t("notice.unknown"));
            none.addClassName("empty");
            content.add(none);
            return;
        }
        content.add(side, preview(file));
    }

    /** What is to be decided when something waits; else what members see. */
    private NoticePreview preview(NoticeFile file) {
        var shown = file.versions().stream()
                .filter(NoticeVersion::waits)
                .map(NoticeVersion::form)
                .findFirst()
                .or(() -> Optional.ofNullable(file.published()).map(NoticeFile.Published::form))
                .orElseGet(() -> file.versions().getFirst().form());
        var preview = new NoticePreview();
        work.read(messages, () -> page.draw(ref, shown, later(shown.shownFrom(), file.asOf())), preview::show);
        return preview;
    }

    private static Instant later(@Nullable Instant from, Instant now) {
        return from == null || from.isBefore(now) ? now : from;
    }

    private Component waiting(NoticeVersion version) {
        var card = card(t(version.emergency() ? "notice.unconfirmed" : "notice.waiting"));
        card.add(
                new Paragraph(t("notice.sent-by", version.maker(), Formats.dateTime(version.madeAt()))),
                facts(
                        version.form(),
                        Objects.requireNonNullElse(version.form().shownFrom(), version.madeAt()),
                        version.form().shownUntil()));
        var mine = CurrentStaff.get().staffNo().equals(version.makerNo());
        var acts = new Div();
        acts.addClassName("row");
        if (mine && version.emergency()) {
            acts.add(new Span(t("notice.waits.emergency")));
        } else if (mine) {
            acts.add(new Span(t("notice.waits")), act("notice.take-back", id -> notices.takeBack(id, version.ref())));
        } else {
            var approve = act(
                    version.emergency() ? "notice.confirm" : "notice.approve",
                    id -> notices.approve(id, version.ref()));
            approve.addThemeVariants(ButtonVariant.PRIMARY);
            var refuse = new Button(
                    t("notice.refuse"),
                    click -> Reason.ask(
                            t("notice.refuse"),
                            t(version.emergency() ? "notice.refuse.emergency.means" : "notice.refuse.means"),
                            (id, why) -> notices.refuse(id, version.ref(), why),
                            work,
                            this::refresh));
            acts.add(approve, refuse);
        }
        card.add(acts);
        return card;
    }

    private Component published(NoticeFile file, NoticeFile.Published published) {
        var card = card(t("notice.state." + file.state()));
        card.add(facts(published.form(), published.shownFrom(), published.shownUntil()));
        if (published.withdrawnAt() != null) {
            card.add(new Paragraph(t(
                    "notice.withdrawn-by",
                    Objects.requireNonNullElse(published.withdrawnBy(), t("notice.system")),
                    Formats.dateTime(published.withdrawnAt()),
                    Objects.requireNonNullElse(published.withdrawnBecause(), ""))));
        }
        file.updates().forEach(update -> {
            var line = new Div(
                    new Chip(t("notice.step." + update.kind()), Chip.Weight.PLAIN),
                    new Span(Formats.dateTime(update.at())),
                    new Span(update.by()),
                    new Paragraph(update.text()));
            line.addClassName("notice-line");
            card.add(line);
        });
        var acts = new Div();
        acts.addClassName("row");
        file.nextSteps()
                .forEach(step -> acts.add(act(
                        "notice.tell." + step,
                        id -> notices.tell(
                                id, ref, step, t("notice.tell.words." + step), t("notice.tell.english." + step)))));
        if (file.state() != NoticeState.ENDED) {
            acts.add(
                    new Button(t("notice.change"), click -> change(published)),
                    new Button(
                            t("notice.withdraw"),
                            click -> Reason.ask(
                                    t("notice.withdraw"),
                                    t("notice.withdraw.means"),
                                    (id, why) -> notices.withdraw(id, ref, why),
                                    work,
                                    this::refresh)));
        }
        card.add(acts);
        return card;
    }

    private static FactList facts(NoticeForm form, Instant from, @Nullable Instant until) {
        var facts = new FactList()
                .fact(t("notice.field.title"), Objects.requireNonNullElse(form.title(), ""))
                .fact(t("notice.field.kind"), NoticeWords.chips(form))
                .fact(t("notice.field.shown"), t("notice.tokyo", span(from, until, "notice.until.withdrawn")));
        if (!form.services().isEmpty()) {
            facts.fact(t("notice.field.services"), NoticeWords.services(form));
        }
        if (form.affectedFrom() != null) {
            facts.fact(
                    t("notice.field.affected"),
                    t("notice.tokyo", span(form.affectedFrom(), form.affectedTo(), "notice.until.further")));
        }
        if (form.toSay() != null) {
            facts.fact(t("notice.field.to-say"), form.toSay());
        }
        return facts;
    }

    private static String span(Instant from, @Nullable Instant until, String open) {
        return t("notice.window", Formats.dateTime(from), until == null ? t(open) : Formats.dateTime(until));
    }

    private Component versions(NoticeFile file) {
        var card = card(t("notice.versions"));
        var versions = file.versions();
        for (var i = 0; i < versions.size(); i++) {
            card.add(version(versions.get(i), i + 1 < versions.size() ? versions.get(i + 1) : null));
        }
        return card;
    }

    private static Component version(NoticeVersion version, @Nullable NoticeVersion before) {
        var outcome = version.decision() == null ? "WAITS" : version.decision().name();
        var line = new Div(
                new Span(t("notice.version", version.number())),
                new Chip(t("notice.outcome." + outcome), Chip.Weight.PLAIN),
                new Span(t("notice.sent-by", version.maker(), Formats.dateTime(version.madeAt()))));
        if (version.emergency()) {
            line.add(new Chip(t("notice.posted-as-emergency"), Chip.Weight.CAREFUL));
        }
        if (version.checker() != null && version.decidedAt() != null) {
            line.add(new Span(t("notice.decided-by", version.checker(), Formats.dateTime(version.decidedAt()))));
        }
        if (version.note() != null) {
            line.add(new Span(version.note()));
        }
        line.addClassName("notice-line");
        if (before == null) {
            return line;
        }
        var whole = new Div(line, differences(NoticeDifference.between(before.form(), version.form())));
        whole.addClassName("stack");
        return whole;
    }

    private static Component differences(List<NoticeDifference> differences) {
        if (differences.isEmpty()) {
            return new Paragraph(t("notice.same"));
        }
        var list = new FactList();
        differences.forEach(each -> {
            var before = new Pre(each.before());
            before.addClassName("before");
            var after = new Pre(each.after());
            after.addClassName("after");
            var both = new Div(before, after);
            both.addClassName("notice-difference");
            list.fact(t("notice.field." + each.field()), both);
        });
        return list;
    }

    private void change(NoticeFile.Published published) {
        var draft = UUID.randomUUID();
        work.read(
                messages,
                () -> {
                    drafts.keep(draft, new NoticeDrafts.Draft(ref, published.version(), published.form()));
                    return draft;
                },
                kept -> getUI().ifPresent(ui -> ui.navigate(NoticeEditView.class, NoticesView.address(kept))));
    }

    private Button act(String key, Function<OperationId, UUID> useCase) {
        var id = OperationId.make();
        var button = new Button(t(key));
        button.setDisableOnClick(true);
        button.addClickListener(click -> {
            try {
                work.write(messages, id, () -> useCase.apply(id), done -> refresh(), this::refresh);
            } finally {
                button.setEnabled(true);
            }
        });
        return button;
    }

    private static Div card(String words) {
        var title = new H2(words);
        title.addClassName("card-title");
        var card = new Div(title);
        card.addClassNames("card", "stack");
        return card;
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("notice.one"));
    }
}
