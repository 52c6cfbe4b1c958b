package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Objects;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.HeaderPart;
import jp.madoguchi.ui.Live;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** In everybody's header: how many notices members see now and how many of them this person has not read; all of them on a click. */
@org.springframework.stereotype.Component
class NoticeBell implements HeaderPart {

    private final StaffNotices notices;
    private final Announcements announcements;

    NoticeBell(StaffNotices notices, Announcements announcements) {
        this.notices = notices;
        this.announcements = announcements;
    }

    @Override
    public int order() {
        return 70;
    }

    @Override
    public Component create() {
        return new Bell();
    }

    private final class Bell extends Button {

        Bell() {
            addClassName("notice-bell");
            addClickListener(click -> open());
            Live.refresh(this, listener -> announcements.listen(Announcements.Kind.NOTICE, listener), this::refresh);
            refresh();
        }

        private void refresh() {
            try {
                var all = notices.inForce();
                var unread = all.stream().filter(StaffNotices.Line::unread).count();
                setText(unread == 0 ? t("notice.bell", all.size()) : t("notice.bell.unread", all.size(), unread));
                setVisible(!all.isEmpty());
            } catch (DataAccessException | TransactionException unreachable) {
                setVisible(false);
            }
        }

        private void open() {
            var dialog = new Dialog();
            dialog.setHeaderTitle(t("notice.bell.title"));
            dialog.setWidth("40rem");
            dialog.getFooter().add(new Button(t("button.close"), click -> dialog.close()));
            notices.inForce().forEach(line -> dialog.add(entry(line)));
            dialog.open();
        }

        private static Div entry(StaffNotices.Line line) {
            var form = line.form();
            var title = new Paragraph(Objects.requireNonNullElse(form.title(), ""));
            title.addClassName("notice-title");
            var body = new Paragraph(Objects.requireNonNullElse(form.body(), ""));
            body.addClassName("notice-words");
            var entry = new Div(NoticeWords.chips(form), title, new Paragraph(NoticeWords.affected(form)), body);
            if (line.over()) {
                entry.add(new Chip(t("notice.over"), Chip.Weight.GOOD));
            }
            line.sentence().ifPresent(words -> {
                var say = new Paragraph(t("notice.say", words));
                say.addClassName("notice-say");
                entry.add(say);
            });
            entry.addClassNames("stack", "notice-entry");
            return entry;
        }
    }
}
