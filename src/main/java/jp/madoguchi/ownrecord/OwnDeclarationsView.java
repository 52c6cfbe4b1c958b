package jp.madoguchi.ownrecord;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Objects;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ReasonLineDialog;
import jp.madoguchi.ui.Work;

/** What staff declare about themselves (本人の会員情報の申告): who has not, what waits for a second admin, what is in force. */
@Route("staff/own-records")
@RolesAllowed(Permission.STAFF_ADMIN)
class OwnDeclarationsView extends Div implements HasDynamicTitle {

    private final OwnDeclarations declarations;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    final Grid<DeclarationLine> grid = new Grid<>();

    OwnDeclarationsView(OwnDeclarations declarations, Work work) {
        this.declarations = declarations;
        this.work = work;
        addClassName("page");
        var title = new H1(t("ownrecord.title"));
        title.addClassName("page-title");
        var explain = new Paragraph(t("ownrecord.explain"));
        explain.addClassName("muted");
        grid.addColumn(line -> line.staffNo().value()).setHeader(t("staff.no")).setAutoWidth(true);
        grid.addColumn(DeclarationLine::name).setHeader(t("staff.name")).setAutoWidth(true);
        grid.addColumn(line -> Objects.requireNonNullElse(line.places(), t("ownrecord.nowhere")))
                .setHeader(t("ownrecord.places"))
                .setAutoWidth(true);
        grid.addComponentColumn(OwnDeclarationsView::state)
                .setHeader(t("ownrecord.state"))
                .setAutoWidth(true);
        grid.addColumn(OwnDeclarationsView::member)
                .setHeader(t("ownrecord.member"))
                .setAutoWidth(true);
        grid.addColumn(OwnDeclarationsView::fits).setHeader(t("ownrecord.fits")).setAutoWidth(true);
        grid.addColumn(OwnDeclarationsView::made).setHeader(t("ownrecord.made")).setAutoWidth(true);
        grid.addColumn(line -> t("ownrecord.ties.value", line.own(), line.household()))
                .setHeader(t("ownrecord.ties"))
                .setAutoWidth(true);
        grid.addComponentColumn(this::acts).setHeader(t("ownrecord.acts")).setAutoWidth(true);
        grid.setAllRowsVisible(true);
        add(title, explain, messages, grid);
        read();
    }

    private static Component state(DeclarationLine line) {
        var weight = switch (line.state()) {
            case MISSING -> Chip.Weight.STOP;
            case WAITS -> Chip.Weight.CAREFUL;
            case CONFIRMED -> Chip.Weight.GOOD;
        };
        return new Chip(t("ownrecord.state." + line.state()), weight);
    }

    private static String member(DeclarationLine line) {
        var declared = line.declaration();
        if (declared == null) {
            return "";
        }
        return declared.memberNo() == null
                ? t("ownrecord.no-member")
                : declared.memberNo().value();
    }

    private static String fits(DeclarationLine line) {
        var declared = line.declaration();
        if (declared == null || declared.fits() == null) {
            return "";
        }
        return t(declared.fits() ? "ownrecord.fits.yes" : "ownrecord.fits.no");
    }

    private static String made(DeclarationLine line) {
        var declared = line.declaration();
        return declared == null ? "" : t("ownrecord.made.value", declared.maker(), Formats.dateTime(declared.madeAt()));
    }

    private Component acts(DeclarationLine line) {
        var acts = new Div();
        acts.addClassName("toolbar");
        var declared = line.declaration();
        if (declared == null || !declared.waits()) {
            var declare = new Button(
                    t("ownrecord.declare"), click -> new DeclareDialog(line, declarations, work, this::read).open());
            declare.setAriaLabel(t("ownrecord.declare.of", line.name()));
            acts.add(declare);
            return acts;
        }
        var own = CurrentStaff.get().staffNo();
        if (own.equals(declared.madeBy()) || own.equals(line.staffNo())) {
            acts.add(new Paragraph(t("ownrecord.wants-another")));
            return acts;
        }
        var id = OperationId.make();
        var confirm = new Button(
                t("ownrecord.confirm"),
                click -> work.write(
                        messages,
                        id,
                        () -> {
                            declarations.confirm(id, declared.ref());
                            return declared.ref();
                        },
                        done -> read(),
                        this::read));
        confirm.setAriaLabel(t("ownrecord.confirm.of", line.name()));
        var refuse = new Button(
                t("ownrecord.refuse"),
                click -> new ReasonLineDialog(
                                t("ownrecord.refuse.of", line.name()),
                                t("ownrecord.refuse"),
                                t("ownrecord.refuse.reason"),
                                OwnDeclarations.NOTE_LIMIT,
                                (operation, reason) -> declarations.refuse(operation, declared.ref(), reason),
                                work,
                                this::read)
                        .open());
        refuse.setAriaLabel(t("ownrecord.refuse.of", line.name()));
        acts.add(confirm, refuse);
        return acts;
    }

    private void read() {
        work.read(messages, declarations::all, grid::setItems);
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("ownrecord.title"));
    }
}
