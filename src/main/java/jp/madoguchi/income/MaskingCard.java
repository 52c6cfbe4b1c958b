package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** On the home view of reviewers: how many certificates stand in quarantine, and a way to the oldest; without a word about persons. */
@org.springframework.stereotype.Component
class MaskingCard implements HomeCard {

    private final Masking masking;
    private final Announcements announcements;
    private final Work work;

    MaskingCard(Masking masking, Announcements announcements, Work work) {
        this.masking = masking;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 7;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.INCOME_DECIDE);
    }

    @Override
    public Component create() {
        return new LiveCard<>(
                        t("income.mask.waiting"), t("income.mask.waiting.none"), work, masking::waiting, this::lines)
                .on(announcements, Announcements.Kind.INCOME);
    }

    /** The card hears of the masking by its announcement. */
    private List<Component> lines(List<UUID> waiting) {
        return List.of(
                new Paragraph(t("income.mask.waiting.count", waiting.size())),
                new Button(
                        t("income.mask.next"),
                        click -> new MaskingDialog(waiting.getFirst(), masking, work, () -> {}).open()));
    }
}
