package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Asks where the person works today. */
@Route("workplace")
@RolesAllowed(Permission.SIGNED_IN)
class WorkplaceView extends Div implements HasDynamicTitle {

    private final Workplaces workplaces;
    private final CurrentSession session;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    final RadioButtonGroup<Workplace> places = new RadioButtonGroup<>();
    final Button choose = new Button(t("staff.workplace.choose"), click -> choose());

    WorkplaceView(Workplaces workplaces, CurrentSession session, Work work) {
        this.workplaces = workplaces;
        this.session = session;
        this.work = work;
        addClassNames("page", "page-narrow");
        var title = new H1(t("staff.workplace.title"));
        title.addClassName("page-title");
        add(title, messages);
        work.read(messages, workplaces::choices, this::show);
    }

    private void show(List<Workplace> choices) {
        if (choices.isEmpty()) {
            var none = new Paragraph(t("staff.workplace.none"));
            none.addClassName("empty");
            add(none);
            return;
        }
        places.setLabel(t("staff.workplace.question"));
        places.addClassName("vertical");
        places.setItems(choices);
        places.setItemLabelGenerator(place ->
                t("staff.workplace.place", place.name(), t("staff.place-kind." + place.kind()), place.placeNo()));
        var now = CurrentStaff.get().workplace();
        places.setValue(now != null && choices.contains(now) ? now : null);
        choose.addThemeVariants(ButtonVariant.PRIMARY);
        var card = new Div(places, choose);
        card.addClassNames("card", "stack");
        add(card);
    }

    private void choose() {
        var place = places.getValue();
        if (place == null) {
            places.setInvalid(true);
            places.setErrorMessage(t("staff.workplace.missing"));
            return;
        }
        work.read(messages, () -> workplaces.choose(place.placeNo()), staff -> {
            session.become(staff);
            UI.getCurrent().getPage().setLocation(".");
        });
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("staff.workplace.title"));
    }
}
