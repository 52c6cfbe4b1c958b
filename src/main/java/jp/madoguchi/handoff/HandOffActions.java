package jp.madoguchi.handoff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.Optional;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.login.NearestPlaces;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.ContactAction;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** In the contact bar: by phone or letter, to send the member to a place; at the counter, what the member was sent for. */
@org.springframework.stereotype.Component
class HandOffActions implements ContactAction {

    private final HandOffs handOffs;
    private final NearestPlaces places;
    private final Drafts drafts;
    private final Work work;

    HandOffActions(HandOffs handOffs, NearestPlaces places, Drafts drafts, Work work) {
        this.handOffs = handOffs;
        this.places = places;
        this.drafts = drafts;
        this.work = work;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Optional<Component> create(ContactNo contactNo, Channel channel, @Nullable MemberNo memberNo) {
        if (memberNo == null) {
            return Optional.empty();
        }
        if (channel.inPerson()) {
            return handOffs.numberTakenIn(contactNo).map(no -> taken(contactNo, no));
        }
        return Optional.of(new Button(
                t("handoff.make"),
                click -> new HandOffDialog(contactNo, memberNo, handOffs, places, drafts, work).open()));
    }

    private Button taken(ContactNo contactNo, HandOffNo no) {
        var button = new Button(
                t("handoff.taken", no.spoken()),
                click -> new VisitDialog(contactNo, no, handOffs, drafts, work, HandOffActions::changed).open());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    static void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.ContactChanged());
    }
}
