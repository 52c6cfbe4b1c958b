package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Objects;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Live;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Above every page: the notices that members see and this person has not read yet, with the sentence to say. */
@StyleSheet("context://ui/notice.css")
public final class NoticeBanner extends Div {

    private final StaffNotices notices;
    private List<StaffNotices.Line> shown = List.of();

    NoticeBanner(StaffNotices notices, Announcements announcements) {
        this.notices = notices;
        addClassName("notice-banner");
        getElement().setAttribute("role", "status");
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.NOTICE, listener), this::refresh);
        refresh();
    }

    private void refresh() {
        try {
            var unread =
                    notices.inForce().stream().filter(StaffNotices.Line::unread).toList();
            if (unread.equals(shown)) {
                return;
            }
            shown = unread;
            removeAll();
            unread.forEach(line -> add(line(line)));
        } catch (DataAccessException | TransactionException unreachable) {
            // The shell says so above; what stands here may still be true.
        }
    }

    private Div line(StaffNotices.Line notice) {
        var form = notice.form();
        var title = new Span(Objects.requireNonNullElse(form.title(), ""));
        title.addClassName("notice-title");
        var line = new Div(NoticeWords.chips(form), title, new Span(NoticeWords.affected(form)));
        if (notice.over()) {
            line.add(new Chip(t("notice.over"), Chip.Weight.GOOD));
        }
        var read = new Button(t("notice.read"), click -> {
            notices.markRead(notice.ref());
            refresh();
        });
        read.setAriaLabel(t("notice.read.of", title.getText()));
        line.add(read);
        notice.sentence().ifPresent(words -> {
            var say = new Span(t("notice.say", words));
            say.addClassName("notice-say");
            line.add(say);
        });
        line.addClassName("notice-banner-line");
        return line;
    }
}
