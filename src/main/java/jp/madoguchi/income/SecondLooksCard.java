package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** On the home view of whoever looks as the second person: how many acceptances wait, and since when. */
@org.springframework.stereotype.Component
class SecondLooksCard implements HomeCard {

    private final SecondLooks looks;
    private final Announcements announcements;
    private final Work work;

    SecondLooksCard(SecondLooks looks, Announcements announcements, Work work) {
        this.looks = looks;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.mayAsSecond(Permission.INCOME_DECIDE);
    }

    @Override
    public Component create() {
        return new LiveCard<>(
                        t("income.look.title"), t("income.look.none"), work, looks::waiting, SecondLooksCard::lines)
                .on(announcements, Announcements.Kind.INCOME);
    }

    private static List<Component> lines(List<SecondLooks.Waiting> waiting) {
        return List.of(
                new Paragraph(t(
                        "income.look.count",
                        waiting.size(),
                        Formats.dateTime(waiting.getFirst().decidedAt()))),
                new RouterLink(t("income.look.go"), SecondLookView.class));
    }
}
