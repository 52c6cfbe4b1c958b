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
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Shortcut;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The board of the notices: what a second admin is needed for first, then what members see now, will see and saw. */
@Route("notices")
@RolesAllowed(Permission.NOTICE_WRITE)
@StyleSheet("context://ui/notice.css")
class NoticesView extends Div implements HasDynamicTitle {

    private final NoticeBoard board;
    private final NoticeDrafts drafts;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private NoticeBoard.@Nullable State shown;

    NoticesView(NoticeBoard board, NoticeDrafts drafts, Announcements announcements, Work work) {
        this.board = board;
        this.drafts = drafts;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("notice.board"));
        title.addClassName("page-title");
        var write = new Button(
                t("notice.new"),
                click -> getUI().ifPresent(ui -> ui.navigate(NoticeEditView.class, address(UUID.randomUUID()))));
        write.addThemeVariants(ButtonVariant.PRIMARY);
        var zone = new Span(t("notice.zone"));
        zone.addClassName("muted");
        var head = new Div(
                title,
                Shortcut.NOTICE_NEW.on(write),
                new RouterLink(t("notice.to-rules"), MaintenanceRulesView.class),
                zone);
        head.addClassName("page-head");
        add(head, messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.NOTICE, listener), this::refresh);
        refresh();
    }

    private void refresh() {
        work.read(messages, board::look, this::show);
    }

    private void show(NoticeBoard.State state) {
        if (state.looksLike(shown)) {
            return;
        }
        shown = state;
        content.removeAll();
        if (!state.unconfirmed().isEmpty()) {
            content.add(section("notice.unconfirmed", versions(state.unconfirmed())));
        }
        if (!state.waiting().isEmpty()) {
            content.add(section("notice.waiting", versions(state.waiting())));
        }
        content.add(
                section("notice.state.IN_FORCE", lines(state, NoticeState.IN_FORCE)),
                section("notice.state.COMING", lines(state, NoticeState.COMING)));
        var mine = drafts.mineAll();
        if (!mine.isEmpty()) {
            content.add(section("notice.drafts", mine.stream().map(this::draft).toList()));
        }
        content.add(section("notice.state.ENDED", lines(state, NoticeState.ENDED)));
    }

    private static Component section(String key, List<? extends Component> lines) {
        var title = new H2(t(key));
        title.addClassName("card-title");
        var card = new Div(title);
        card.addClassName("card");
        if (lines.isEmpty()) {
            var none = new Paragraph(t("notice.none"));
            none.addClassName("empty");
            card.add(none);
        }
        lines.forEach(card::add);
        return card;
    }

    static List<Div> versions(List<NoticeVersion> versions) {
        return versions.stream()
                .map(version -> line(
                        version.form(),
                        version.noticeRef(),
                        new Span(t("notice.sent-by", version.maker(), Formats.dateTime(version.madeAt()))),
                        new Span(NoticeWords.affected(version.form()))))
                .toList();
    }

    private static List<Div> lines(NoticeBoard.State state, NoticeState which) {
        return state.in(which).stream()
                .map(each -> {
                    var line = line(
                            each.form(),
                            each.ref(),
                            new Span(NoticeWords.shown(each.shownFrom(), each.shownUntil())),
                            new Span(NoticeWords.affected(each.form())));
                    if (each.withdrawn()) {
                        line.add(new Chip(t("notice.withdrawn"), Chip.Weight.PLAIN));
                    }
                    return line;
                })
                .toList();
    }

    private static Div line(NoticeForm form, UUID notice, Component... facts) {
        var link = new RouterLink(Objects.requireNonNullElse(form.title(), ""), NoticeView.class, address(notice));
        link.addClassName("notice-title");
        var line = new Div(NoticeWords.chips(form), link);
        line.add(facts);
        if (!form.services().isEmpty()) {
            line.add(new Span(NoticeWords.services(form)));
        }
        line.addClassName("notice-line");
        return line;
    }

    private Div draft(NoticeDrafts.Line draft) {
        var title = draft.title() == null ? t("notice.draft.untitled") : draft.title();
        var link = new RouterLink(title, NoticeEditView.class, address(draft.ref()));
        link.addClassName("notice-title");
        var drop = new Button(t("notice.draft.drop"), click -> {
            drafts.drop(draft.ref());
            shown = null;
            refresh();
        });
        drop.setAriaLabel(t("notice.draft.drop.of", title));
        var line = new Div(link, new Span(t("notice.draft.saved", Formats.dateTime(draft.savedAt()))), drop);
        line.addClassName("notice-line");
        return line;
    }

    static RouteParameters address(UUID ref) {
        return new RouteParameters("ref", ref.toString());
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("notice.board"));
    }
}
