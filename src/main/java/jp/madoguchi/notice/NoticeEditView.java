package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.ui.FreeWords;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Refs;
import jp.madoguchi.ui.Shortcut;
import jp.madoguchi.ui.Texts;
import jp.madoguchi.ui.Work;

/** Writes a notice: the form on the left, the member page as it will be on the right; kept as a draft at every change. */
@Route("notices/edit/:ref")
@RolesAllowed(Permission.NOTICE_WRITE)
@StyleSheet("context://ui/notice.css")
class NoticeEditView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Notices notices;
    private final NoticeBoard board;
    private final NoticeDrafts drafts;
    private final DatabaseTime time;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div warnings = new Div();
    private final NoticeFields fields;
    private final MemberPage page;
    private final NoticePreview preview = new NoticePreview();
    private final Button send = new Button(t("notice.send"), click -> settle(false));
    private final Button emergency = new Button(t("notice.emergency"), click -> settle(true));
    private OperationId id = OperationId.make();
    private UUID ref = UUID.randomUUID();
    private UUID notice = ref;
    private int basedOn;

    NoticeEditView(
            Notices notices,
            NoticeBoard board,
            NoticeDrafts drafts,
            NoticeTemplates templates,
            MemberPage page,
            DatabaseTime time,
            Work work) {
        this.notices = notices;
        this.board = board;
        this.drafts = drafts;
        this.time = time;
        this.work = work;
        addClassName("page");
        fields = new NoticeFields(templates.all(Texts.japanese()), this::changed);
        this.page = page;
        var title = new H1(t("notice.write"));
        title.addClassName("page-title");
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.setDisableOnClick(true);
        emergency.addThemeVariants(ButtonVariant.ERROR);
        emergency.setDisableOnClick(true);
        emergency.setTooltipText(t("notice.emergency.means"));
        warnings.addClassNames("stack", "notice-warnings");
        warnings.getElement().setAttribute("role", "status");
        var acts = new Div(
                Shortcut.NOTICE_ACTS.on(send),
                Shortcut.NOTICE_ACTS.on(emergency),
                new Paragraph(t("notice.send.means")));
        acts.addClassNames("row", "notice-acts");
        var form = new Div(fields, warnings, messages, acts);
        form.addClassNames("card", "stack");
        var columns = new Div(form, preview);
        columns.addClassName("notice-columns");
        add(title, columns);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ref = Refs.in(event, "ref").orElse(ref);
        work.read(messages, () -> drafts.find(ref), found -> {
            var draft = found.orElseGet(() -> new NoticeDrafts.Draft(ref, 0, NoticeForm.begun(time.now())));
            notice = draft.notice();
            basedOn = draft.basedOn();
            fields.fill(draft.form());
            fields.focus();
            show();
        });
    }

    private void changed() {
        work.read(
                messages,
                () -> {
                    drafts.keep(ref, new NoticeDrafts.Draft(notice, basedOn, fields.form()));
                    return ref;
                },
                kept -> show());
    }

    private void show() {
        var form = fields.form();
        emergency.setVisible(form.kind() == NoticeKind.OUTAGE);
        work.read(messages, () -> page.draw(notice, form, seenAt(form)), preview::show);
        work.read(messages, () -> board.warnings(notice, form), this::warn);
    }

    /** Nobody sees it before it is published. */
    private Instant seenAt(NoticeForm form) {
        var now = time.now();
        return form.shownFrom() == null || form.shownFrom().isBefore(now) ? now : form.shownFrom();
    }

    private void warn(List<NoticeWarning> found) {
        warnings.removeAll();
        found.forEach(warning -> {
            var words = new Paragraph(t(warning.message()));
            words.addClassName("notice-warning");
            warnings.add(words);
        });
    }

    private void settle(boolean atOnce) {
        try {
            FreeWords.settle(fields, () -> send(atOnce));
        } finally {
            send.setEnabled(true);
            emergency.setEnabled(true);
        }
    }

    private void send(boolean atOnce) {
        work.write(
                messages,
                id,
                () -> notices.send(id, notice, basedOn, fields.form(), atOnce),
                version -> toNotice(),
                this::toNotice);
        id = OperationId.make();
    }

    private void toNotice() {
        drafts.drop(ref);
        getUI().ifPresent(ui -> ui.navigate(NoticeView.class, NoticesView.address(notice)));
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("notice.write"));
    }
}
