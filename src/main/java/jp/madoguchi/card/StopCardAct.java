package jp.madoguchi.card;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.Optional;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.MemberAct;
import jp.madoguchi.ui.Work;

/** The first of the two clicks that stop a card, on every tab of the member page. */
@org.springframework.stereotype.Component
class StopCardAct implements MemberAct {

    private final Cards cards;
    private final CardStops stops;
    private final ContactOpener opener;
    private final Work work;

    StopCardAct(Cards cards, CardStops stops, ContactOpener opener, Work work) {
        this.cards = cards;
        this.stops = stops;
        this.opener = opener;
        this.work = work;
    }

    @Override
    public Optional<Component> create(MemberNo memberNo) {
        if (!CurrentStaff.get().may(Permission.LOCK_SET)) {
            return Optional.empty();
        }
        var button =
                new Button(t("card.stop"), click -> new StopCardDialog(cards, stops, opener, work, memberNo).open());
        button.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.SMALL);
        return Optional.of(button);
    }
}
