package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import java.util.stream.Stream;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** On the home view of who posts notices: emergencies that nobody has confirmed, then what waits for a second admin. */
@org.springframework.stereotype.Component
class NoticeDeskCard implements HomeCard {

    private final NoticeBoard board;
    private final Announcements announcements;
    private final Work work;

    NoticeDeskCard(NoticeBoard board, Announcements announcements, Work work) {
        this.board = board;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.NOTICE_WRITE);
    }

    @Override
    public Component create() {
        return new LiveCard<>(
                        t("notice.desk-card"),
                        t("notice.desk-card.none"),
                        work,
                        () -> {
                            var state = board.look();
                            return Stream.concat(state.unconfirmed().stream(), state.waiting().stream())
                                    .toList();
                        },
                        NoticesView::versions)
                .on(announcements, Announcements.Kind.NOTICE);
    }
}
