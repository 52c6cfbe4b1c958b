package jp.madoguchi.debit;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.MemberPanel;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** What is on and since when, the way to ask for a change, and what was changed before. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/care.css")
class DebitPanel extends MemberPanel<BankServices> {

    private final BankServiceChanges changes;
    private final Banks banks;

    DebitPanel(BankServiceChanges changes, Banks banks, Approvals approvals, Announcements announcements, Work work) {
        super(changes::read, approvals, announcements, work);
        this.changes = changes;
        this.banks = banks;
    }

    @Override
    protected void show(MemberNo member, BankServices services) {
        content.add(card(member, services, ServiceKind.BANK_ACCOUNT, account(services.account())));
        content.add(card(member, services, ServiceKind.DIRECT_DEBIT, debit(services.debit())));
        content.add(card(member, services, ServiceKind.DUE_DATE_MAIL, mail(services.mail())));
        content.add(history(services.past()));
    }

    private Div card(MemberNo member, BankServices services, ServiceKind kind, FactList facts) {
        var card = new Div(new H2(t("debit.kind." + kind)), facts);
        card.addClassNames("card", "care-card");
        if (mayAsk()) {
            card.add(new NextStep(approvals, work)
                    .show(
                            services.verdict(kind),
                            watch.latest(services.contact(), Permission.CONTACT_WRITE, ChangeBankService.CODE),
                            services.row(kind) == null ? "debit.add" : "debit.change",
                            () -> services.contact()
                                    .ifPresent(contact -> new ServiceDialog(
                                                    changes, banks, work, contact.contactNo(), member, kind, services)
                                            .open())));
        }
        return card;
    }

    private static boolean mayAsk() {
        var staff = CurrentStaff.get();
        return staff.rights().containsKey(Permission.CONTACT_DATA_CHANGE);
    }

    private static FactList account(BankServices.@Nullable Account account) {
        var facts = new FactList();
        if (account == null) {
            return facts.fact(t("debit.state"), t("debit.none"));
        }
        facts.fact(t("debit.state"), t("debit.since", Formats.dateTime(account.since())));
        facts.fact(t("debit.field.bank"), shown(account.bank()));
        facts.fact(t("debit.field.branch"), shown(account.branch()));
        var kind = account.kind();
        if (kind != null) {
            facts.fact(t("debit.field.kind"), t("debit.account-kind." + kind));
        }
        var last3 = account.last3();
        return facts.fact(t("debit.field.last3"), shown(last3 == null ? null : t("debit.last3", last3)));
    }

    private static Span shown(@Nullable String value) {
        var span = new Span(value == null ? t("debit.hidden") : value);
        if (value == null) {
            span.addClassName("hidden-fact");
        }
        return span;
    }

    private static FactList debit(BankServices.@Nullable Debit debit) {
        var facts = new FactList();
        if (debit == null) {
            return facts.fact(t("debit.state"), t("debit.off"));
        }
        var day = debit.dueDay();
        return facts.fact(t("debit.state"), t("debit.on-since", Formats.dateTime(debit.since())))
                .fact(t("debit.due-day"), shown(day == null ? null : t("debit.due-day." + day)));
    }

    private static FactList mail(BankServices.@Nullable Mail mail) {
        var facts = new FactList();
        return mail == null
                ? facts.fact(t("debit.state"), t("debit.off"))
                : facts.fact(t("debit.state"), t("debit.on-since", Formats.dateTime(mail.since())))
                        .fact(t("debit.field.days"), t("debit.days", mail.daysBefore()));
    }

    private static Div history(List<BankServices.Past> past) {
        var part = new Div(new H2(t("debit.history")));
        part.addClassNames("card", "care-card");
        if (past.isEmpty()) {
            part.add(new Paragraph(t("debit.history.none")));
            return part;
        }
        var grid = new Grid<BankServices.Past>();
        grid.setAllRowsVisible(true);
        grid.addColumn(line -> Formats.dateTime(line.at())).setHeader(t("limit.tab.at"));
        grid.addColumn(line -> t("debit.kind." + line.kind())).setHeader(t("limit.tab.what"));
        grid.addColumn(DebitPanel::became).setHeader(t("debit.became"));
        grid.addColumn(line -> t("debit.reason." + line.reason())).setHeader(t("debit.reason"));
        grid.addColumn(BankServices.Past::by).setHeader(t("limit.tab.by"));
        grid.addColumn(BankServices.Past::contactNo).setHeader(t("personal.contact"));
        grid.setItems(past);
        part.add(grid);
        return part;
    }

    private static String became(BankServices.Past line) {
        if (!line.on()) {
            return t("debit.off");
        }
        var what = line.what();
        return what == null ? t("debit.on") : line.kind() == ServiceKind.DUE_DATE_MAIL ? t("debit.days", what) : what;
    }
}
