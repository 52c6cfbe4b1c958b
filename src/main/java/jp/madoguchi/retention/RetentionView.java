package jp.madoguchi.retention;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.retention.Retention.Deletion;
import jp.madoguchi.retention.Retention.Hold;
import jp.madoguchi.retention.Retention.Overview;
import jp.madoguchi.retention.Retention.Rule;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.PlainTable;
import jp.madoguchi.ui.ReasonLineDialog;
import jp.madoguchi.ui.Work;

/** Retention (保存期間): the dated rules and what is due, what was deleted with its digest, what is held back. */
@Route("retention")
@RolesAllowed(Permission.RETENTION_READ)
@StyleSheet("context://ui/retention.css")
class RetentionView extends Div implements HasDynamicTitle {

    private final Retention retention;
    private final RetentionHolds holds;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();

    RetentionView(Retention retention, RetentionHolds holds, Work work) {
        this.retention = retention;
        this.holds = holds;
        this.work = work;
        addClassNames("page", "retention");
        content.addClassName("stack");
        var title = new H1(t("retention.title"));
        title.addClassName("page-title");
        var explain = new Paragraph(t("retention.explain"));
        explain.addClassName("muted");
        add(title, explain, messages, content);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("retention.title"));
    }

    private void refresh() {
        work.read(messages, retention::read, this::show);
    }

    private void show(Overview overview) {
        content.removeAll();
        content.add(state(overview), rules(overview.rules()), held(overview.holds()), deletions(overview.deletions()));
    }

    private static Component state(Overview overview) {
        var weight = switch (overview.state()) {
            case WELL -> Chip.Weight.GOOD;
            case NOT_YET -> Chip.Weight.PLAIN;
            case NOT_SET_UP, FAILED, OVERDUE -> Chip.Weight.STOP;
        };
        var head = new Div(new H2(t("retention.job")), new Chip(t("retention.state." + overview.state()), weight));
        head.addClassNames("row", "card-title");
        var ranAt = overview.ranAt();
        return card(
                head,
                new FactList()
                        .fact(t("retention.ran"), ranAt == null ? t("retention.ran.never") : Formats.dateTime(ranAt))
                        .fact(t("retention.next"), t("retention.next." + overview.state())));
    }

    private static Component rules(List<Rule> rules) {
        var table = table("retention-rules", "kind", "period", "from", "effective", "due", "source");
        for (var rule : rules) {
            var due = rule.due();
            var row = table.getBody().addRow();
            row.add(
                    new NativeTableCell(
                            code("retention_rule", "kind", rule.kind().name())),
                    new NativeTableCell(period(rule)),
                    new NativeTableCell(code("retention_rule", "counted_from", rule.fromEnd() ? "END" : "RECORD")),
                    new NativeTableCell(Formats.date(rule.effectiveFrom())),
                    cell(
                            "retention-number",
                            !rule.inForce()
                                    ? new Span(t("retention.not-in-force"))
                                    : due == null
                                            ? new Span(t("retention.never"))
                                            : due == 0
                                                    ? new Span(t("retention.due.none"))
                                                    : new Chip(
                                                            due >= Retention.MOST
                                                                    ? t("retention.due.more", Retention.MOST)
                                                                    : t("retention.due", due),
                                                            Chip.Weight.CAREFUL)),
                    new NativeTableCell(rule.source()));
        }
        var explain = new Paragraph(t("retention.rules.explain"));
        explain.addClassName("muted");
        return card(new H2(t("retention.rules")), explain, table);
    }

    private static String period(Rule rule) {
        var years = rule.years();
        return years == null ? t("retention.days", String.valueOf(rule.days())) : t("retention.years", years);
    }

    private Component held(List<Hold> held) {
        var head = new Div(new H2(t("retention.holds")));
        head.addClassNames("row", "card-title");
        var mayHold = CurrentStaff.get().may(Permission.RETENTION_HOLD);
        if (mayHold) {
            head.add(new Button(t("retention.hold.set"), click -> new HoldDialog(holds, work, this::refresh).open()));
        }
        var explain = new Paragraph(t("retention.holds.explain"));
        explain.addClassName("muted");
        if (held.isEmpty()) {
            return card(head, explain, empty("retention.holds.none"));
        }
        var table = table("retention-holds", "member", "reason", "set", "state");
        for (var hold : held) {
            table.getBody()
                    .addRow()
                    .add(
                            new NativeTableCell(hold.memberNo().value()),
                            new NativeTableCell(hold.reason()),
                            new NativeTableCell(t(
                                    "retention.hold.by",
                                    Formats.dateTime(hold.madeAt()),
                                    hold.madeByName(),
                                    hold.madeBy().value())),
                            cell("retention-hold", stands(hold, mayHold)));
        }
        return card(head, explain, table);
    }

    private Component[] stands(Hold hold, boolean mayHold) {
        var endedAt = hold.endedAt();
        if (endedAt != null) {
            return new Component[] {
                new Span(t("retention.hold.ended", Formats.dateTime(endedAt), String.valueOf(hold.endReason())))
            };
        }
        var chip = new Chip(t("retention.hold.stands"), Chip.Weight.CAREFUL);
        if (!mayHold) {
            return new Component[] {chip};
        }
        var end = new Button(
                t("retention.hold.end"),
                click -> new ReasonLineDialog(
                                t("retention.hold.end.of", hold.memberNo().value()),
                                t("retention.hold.end"),
                                t("retention.hold.end.reason"),
                                RetentionHolds.REASON_LIMIT,
                                (id, reason) -> holds.end(id, hold.ref(), reason),
                                work,
                                this::refresh,
                                new Paragraph(t("retention.hold.end.explain", hold.reason())))
                        .open());
        end.setAriaLabel(t("retention.hold.end.of", hold.memberNo().value()));
        return new Component[] {chip, end};
    }

    private static Component deletions(List<Deletion> deletions) {
        if (deletions.isEmpty()) {
            return card(new H2(t("retention.deletions")), empty("retention.deletions.none"));
        }
        var table = table("retention-deletions", "at", "kind", "day", "heads", "records", "digest");
        for (var deletion : deletions) {
            table.getBody()
                    .addRow()
                    .add(
                            new NativeTableCell(Formats.dateTime(deletion.at())),
                            new NativeTableCell(code(
                                    "retention_rule", "kind", deletion.kind().name())),
                            new NativeTableCell(Formats.date(deletion.day())),
                            cell("retention-number", new Span("%,d".formatted(deletion.heads()))),
                            cell("retention-number", new Span("%,d".formatted(deletion.records()))),
                            cell("retention-digest", new Span(deletion.digest())));
        }
        var explain = new Paragraph(t("retention.deletions.explain"));
        explain.addClassName("muted");
        return card(new H2(t("retention.deletions")), explain, table);
    }

    private static NativeTable table(String style, String... columns) {
        var table = new PlainTable("retention.column.", List.of(columns));
        table.addClassName(style);
        return table;
    }

    private static NativeTableCell cell(String style, Component... components) {
        var cell = new NativeTableCell(components);
        cell.addClassName(style);
        return cell;
    }

    private static Paragraph empty(String key) {
        var none = new Paragraph(t(key));
        none.addClassName("empty");
        return none;
    }

    private static Div card(Component... components) {
        var card = new Div(components);
        card.addClassNames("card", "stack");
        return card;
    }
}
