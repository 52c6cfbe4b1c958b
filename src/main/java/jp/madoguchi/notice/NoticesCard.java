package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** The notices in force on everybody's home, read or not; the banner keeps only what is unread. */
@org.springframework.stereotype.Component
class NoticesCard implements HomeCard {

    private final StaffNotices notices;
    private final Announcements announcements;
    private final Work work;

    NoticesCard(StaffNotices notices, Announcements announcements, Work work) {
        this.notices = notices;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 40;
    }

    /** Whoever posts them begins with them. */
    @Override
    public int order(StaffMember staff) {
        return staff.may(Permission.NOTICE_WRITE) ? 3 : order();
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return true;
    }

    @Override
    public Component create() {
        return new LiveCard<>(t("notice.card"), t("notice.card.none"), work, notices::inForce, NoticesCard::lines)
                .on(announcements, Announcements.Kind.NOTICE);
    }

    private static List<Component> lines(List<StaffNotices.Line> found) {
        var lines = new ArrayList<Component>();
        found.forEach(notice -> lines.add(line(notice)));
        if (CurrentStaff.get().may(Permission.NOTICE_WRITE)) {
            lines.add(new RouterLink(t("notice.card.go"), NoticesView.class));
        }
        return lines;
    }

    private static Div line(StaffNotices.Line notice) {
        var form = notice.form();
        var title = new Span(Objects.requireNonNullElse(form.title(), ""));
        title.addClassName("notice-title");
        var affected = new Span(NoticeWords.affected(form));
        affected.addClassName("muted");
        var line = new Div(NoticeWords.chips(form), title, affected);
        if (notice.over()) {
            line.add(new Chip(t("notice.over"), Chip.Weight.GOOD));
        }
        line.addClassName("contact-line");
        return line;
    }
}
