package jp.madoguchi.lending;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MadeFile;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Contract papers that wait for the post: printed, put into envelopes, given to the post, each entered once. */
@Route("limit/papers")
@RolesAllowed(Permission.LIMIT_DECIDE)
class ContractPostingsView extends Div implements HasDynamicTitle {

    private final ContractPostings postings;
    private final ContractPaperPrints prints;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();

    ContractPostingsView(ContractPostings postings, ContractPaperPrints prints, Work work) {
        this.postings = postings;
        this.prints = prints;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("lending.postings.title"));
        title.addClassName("page-title");
        add(title, messages, content);
        refresh();
    }

    private void refresh() {
        work.read(messages, postings::list, this::show);
    }

    private void show(List<ContractPostings.Line> lines) {
        content.removeAll();
        if (lines.isEmpty()) {
            var none = new Paragraph(t("lending.postings.none"));
            none.addClassName("empty");
            content.add(none);
            return;
        }
        var grid = new Grid<ContractPostings.Line>();
        grid.setAllRowsVisible(true);
        grid.addColumn(ContractPostings.Line::paperNo)
                .setHeader(t("lending.postings.paper"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> Formats.dateTime(line.madeAt()))
                .setHeader(t("lending.postings.made"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(ContractPostings.Line::name)
                .setHeader(t("income.fact.name"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> t("lending.postings.address.value", line.postalCode(), line.address()))
                .setHeader(t("lending.postings.address"))
                .setFlexGrow(1);
        grid.addComponentColumn(this::acts)
                .setHeader(t("lending.postings.acts"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.setItems(lines);
        content.add(grid);
    }

    private Component acts(ContractPostings.Line line) {
        var acts = new Div();
        acts.addClassName("row");
        if (!line.allowed()) {
            acts.add(new Chip(t("lending.postings.forbidden"), Chip.Weight.STOP));
            return acts;
        }
        if (line.careful()) {
            acts.add(new Chip(t("lending.postings.careful"), Chip.Weight.CAREFUL));
        }
        var sheet = MadeFile.sheet(
                messages,
                t("limit.tab.paper.print"),
                () -> MadeFile.pdf(line.paperNo(), prints.printToPost(line.paperNo())));
        var posted = new Button(t("lending.postings.posted"));
        posted.setDisableOnClick(true);
        posted.addClickListener(click -> {
            var id = OperationId.make();
            work.write(
                    messages,
                    id,
                    () -> {
                        postings.posted(id, line.paperNo());
                        return line.paperNo();
                    },
                    paper -> {
                        refresh();
                        messages.good(t("lending.postings.done", paper), "");
                    },
                    this::refresh);
            posted.setEnabled(true);
        });
        acts.add(new Span(sheet), posted);
        return acts;
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("lending.postings.title"));
    }
}
