package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import java.util.stream.Stream;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** On the home view of supervisors and auditors: how many signs wait for a finding; who is told on their page alone. */
@org.springframework.stereotype.Component
class InsiderCard implements HomeCard {

    private final InsiderSigns signs;
    private final Announcements announcements;
    private final Work work;

    InsiderCard(InsiderSigns signs, Announcements announcements, Work work) {
        this.signs = signs;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 57;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.AUDIT_READ);
    }

    @Override
    public Component create() {
        return new LiveCard<>(
                        t("auditdesk.insider.title"),
                        t("auditdesk.insider.none-open"),
                        work,
                        () -> Stream.of(signs.open()).filter(open -> open > 0).toList(),
                        open -> List.of(
                                new RouterLink(t("auditdesk.insider.open", open.getFirst()), InsiderView.class)))
                .on(announcements, Announcements.Kind.AUDIT);
    }
}
