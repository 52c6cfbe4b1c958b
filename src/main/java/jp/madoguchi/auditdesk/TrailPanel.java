package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import jp.madoguchi.audit.AuditEntry.Outcome;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.PlainTable;
import org.jspecify.annotations.Nullable;

/** One entry of the trail: who, where, about whom, before and after, what its details say, and its place in the chain. */
final class TrailPanel extends Div {

    TrailPanel(TrailCase opened) {
        addClassNames("card", "stack", "audit-entry");
        var line = opened.line();
        var refused = line.outcome().equals(Outcome.REFUSED.name());
        var head = new Div(
                new H2(TrailWords.action(line.action())),
                new Chip(
                        code("audit_entry", "outcome", line.outcome()),
                        refused ? Chip.Weight.CAREFUL : Chip.Weight.GOOD));
        head.addClassNames("row", "card-title");
        add(head, facts(line));
        if (!opened.changes().isEmpty()) {
            add(new H3(t("auditdesk.changes")), changes(opened));
        }
        if (!opened.facts().isEmpty()) {
            var details = new FactList();
            opened.facts().forEach((name, value) -> details.fact(TrailWords.fact(name), value));
            add(new H3(t("auditdesk.facts")), details);
        }
        var chained = new FactList()
                .fact(t("auditdesk.chain"), mono(t("auditdesk.chain.value", line.chain(), line.seq())))
                .fact(t("auditdesk.hash"), mono(line.hash()));
        chained.addClassName("audit-hash");
        add(chained);
    }

    private static FactList facts(TrailLine line) {
        var facts = new FactList()
                .fact(t("auditdesk.at.entry"), mono(Formats.dateTimeSeconds(line.at())))
                .fact(t("auditdesk.who"), TrailWords.who(line))
                .fact(t("auditdesk.application"), TrailWords.application(line.application()));
        if (line.memberNo() != null) {
            facts.fact(t("auditdesk.filter.member"), link("audit/looks/", line.memberNo()));
        }
        if (line.contactNo() != null) {
            facts.fact(t("auditdesk.filter.contact"), link("audit/trail?contact=", line.contactNo()));
        }
        if (line.reason() != null) {
            facts.fact(t("auditdesk.why"), TrailWords.reason(line.reason()));
        }
        return facts;
    }

    private static Component link(String address, String number) {
        var link = new Anchor(address + number, number);
        link.addClassName("mono");
        return link;
    }

    private static Component changes(TrailCase opened) {
        var table = new PlainTable("approval.change.", List.of("what", "before", "after"));
        opened.changes()
                .forEach(change -> table.getBody()
                        .addRow()
                        .add(
                                new NativeTableCell(t(change.what())),
                                new NativeTableCell(value(change.before())),
                                new NativeTableCell(value(change.after()))));
        return table;
    }

    private static String value(@Nullable String value) {
        return value == null ? t("auditdesk.change.nothing") : value;
    }

    private static Component mono(String words) {
        var span = new Span(words);
        span.addClassName("mono");
        return span;
    }
}
