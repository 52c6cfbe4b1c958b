package jp.madoguchi.handoff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouterLink;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** Who is to come, on the home view: arrives by itself, without a word about the person, the overdue ones loud. */
@org.springframework.stereotype.Component
class HandOffsCard implements HomeCard {

    private static final int SHOWN = 8;

    private final HandOffs handOffs;
    private final Announcements announcements;
    private final Work work;

    HandOffsCard(HandOffs handOffs, Announcements announcements, Work work) {
        this.handOffs = handOffs;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 15;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.CONTACT_WRITE);
    }

    @Override
    public Component create() {
        return new LiveCard<>(t("handoff.title"), t("handoff.none"), work, handOffs::due, HandOffsCard::lines)
                .with(new TakeHandOff(handOffs, work))
                .on(announcements, Announcements.Kind.HAND_OFF);
    }

    private static List<Component> lines(List<HandOffDue> due) {
        var lines = new ArrayList<Component>();
        due.stream().limit(SHOWN).forEach(each -> lines.add(HandOffWords.line(each)));
        lines.add(new RouterLink(t("handoff.all", due.size()), HandOffsView.class));
        return lines;
    }
}
