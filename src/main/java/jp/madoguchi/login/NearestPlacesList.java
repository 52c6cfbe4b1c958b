package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import jp.madoguchi.identity.DocumentRule;
import jp.madoguchi.ui.Chip;

/** Where to send the member (来店案内): the nearest places with their hours of today, and what to bring. */
@StyleSheet("context://ui/guide.css")
public final class NearestPlacesList extends Div {

    NearestPlacesList(VisitAdvice advice) {
        addClassNames("card", "near-places");
        var title = new H2(t("login.places.title"));
        title.addClassName("card-title");
        var list = new UnorderedList();
        advice.places().forEach(place -> list.add(line(place)));
        add(title, list);
        if (advice.places().isEmpty()) {
            add(new Paragraph(t("login.places.none")));
        }
        add(documents(advice));
    }

    private static ListItem line(NearPlace place) {
        var name = new Span(place.name());
        name.addClassName("near-place-name");
        var hours = new Chip(PlaceWords.hours(place), place.servesToday() ? Chip.Weight.GOOD : Chip.Weight.PLAIN);
        var head = new Div(name, hours);
        if (place.sameMunicipality()) {
            head.add(new Chip(t("login.places.same-town"), Chip.Weight.PLAIN));
        }
        head.addClassName("row");
        var address = new Div(place.address());
        address.addClassName("muted");
        var line = new ListItem(head, address);
        line.addClassName("near-place");
        return line;
    }

    /** What to bring. */
    public static Div documents(VisitAdvice advice) {
        var alone =
                advice.documents().stream().filter(rule -> !rule.needsSecond()).toList();
        var two = advice.documents().stream().filter(DocumentRule::needsSecond).toList();
        var part = new Div();
        part.addClassName("near-documents");
        if (!alone.isEmpty()) {
            part.add(new Paragraph(t("login.places.bring-one", PlaceWords.documents(alone))));
        }
        if (!two.isEmpty()) {
            part.add(new Paragraph(t("login.places.bring-two", PlaceWords.documents(two))));
        }
        return part;
    }
}
