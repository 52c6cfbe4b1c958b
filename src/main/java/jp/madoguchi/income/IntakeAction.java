package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.Optional;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.handoff.HandOff;
import jp.madoguchi.handoff.HandOffs;
import jp.madoguchi.render.Renderer;
import jp.madoguchi.ui.ContactAction;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** In the contact bar, but by phone: to take in an income certificate; the first thing to do for whom was sent for it. */
@org.springframework.stereotype.Component
class IntakeAction implements ContactAction {

    private final CertificateIntake intake;
    private final Renderer renderer;
    private final HandOffs handOffs;
    private final Work work;

    IntakeAction(CertificateIntake intake, Renderer renderer, HandOffs handOffs, Work work) {
        this.intake = intake;
        this.renderer = renderer;
        this.handOffs = handOffs;
        this.work = work;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public Optional<Component> create(ContactNo contactNo, Channel channel, @Nullable MemberNo memberNo) {
        if (memberNo == null || channel.byPhone() || !CurrentStaff.get().may(Permission.INCOME_INTAKE)) {
            return Optional.empty();
        }
        var button = new Button(
                t("income.intake"),
                click -> new IntakeDialog(contactNo, memberNo, intake, renderer.isCaged(), work).open());
        if (handOffs.purposeTakenIn(contactNo)
                .filter(HandOff.Purpose.INCOME_CERTIFICATE::equals)
                .isPresent()) {
            button.addThemeVariants(ButtonVariant.PRIMARY);
        }
        return Optional.of(button);
    }

    static void changed(UI ui) {
        ScreenBus.of(ui).fire(new ScreenBus.MemberChanged());
    }
}
