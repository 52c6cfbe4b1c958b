package jp.madoguchi.contract;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Optional;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.MemberPanel;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MadeFile;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** The contract with what to say about its state, the amounts of today, and the steps that a member may ask for. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/care.css")
class ContractPanel extends MemberPanel<ContractState> {

    private final Reactivations reactivations;
    private final Cancellations cancellations;
    private final Certificates certificates;

    ContractPanel(
            ContractDesk desk,
            Reactivations reactivations,
            Cancellations cancellations,
            Certificates certificates,
            Approvals approvals,
            Announcements announcements,
            Work work) {
        super(desk::read, approvals, announcements, work);
        this.reactivations = reactivations;
        this.cancellations = cancellations;
        this.certificates = certificates;
    }

    @Override
    protected void show(MemberNo member, ContractState state) {
        content.add(card(t("contract.card"), new ContractWords(state).part()));
        if (state.dormantSince() != null) {
            content.add(card(t("contract.reactivate.title"), reactivation(state)));
        }
        if (state.state() != null) {
            content.add(card(t("contract.today"), amounts(state)));
        }
        if (state.account() != null) {
            content.add(card(t("contract.services"), new ServiceRows(state.account())));
            content.add(
                    card(t("contract.terms"), new ProductWords(state.account().product()).part()));
        }
        if (state.isActive()) {
            content.add(card(t("contract.cancel.title"), cancellation(state)));
        }
        if (state.state() != null) {
            content.add(card(t("contract.certificate.title"), certification(state)));
        }
    }

    private static Div card(String title, com.vaadin.flow.component.Component part) {
        var card = new Div(new H2(title), part);
        card.addClassNames("card", "care-card");
        return card;
    }

    // Amounts
    // -----------------------------------------------------------------------------------------------------------

    private static Div amounts(ContractState state) {
        var reckoned = state.reckoned();
        var account = state.account();
        if (reckoned == null || account == null) {
            var hidden = new Span(t("contract.today.hidden"));
            hidden.addClassName("hidden-fact");
            return new Div(hidden);
        }
        var nextDue = reckoned.nextDue();
        var borrowing = new FactList()
                .fact(t("contract.limit"), Formats.yen(account.creditLimit()))
                .fact(t("contract.available"), Formats.yen(account.available()))
                .fact(
                        t("contract.apr"),
                        t("contract.percent", account.apr().stripTrailingZeros().toPlainString()))
                .fact(t("contract.last-borrowing-balance"), Formats.yen(account.lastBorrowingBalance()));
        var owed = new FactList()
                .fact(t("contract.balance"), Formats.yen(reckoned.balance()))
                .fact(t("contract.interest"), Formats.yen(reckoned.interest()))
                .fact(t("contract.late-charge"), Formats.yen(reckoned.lateCharge()))
                .fact(t("contract.payoff"), Formats.yen(reckoned.payoff()));
        var due = new FactList()
                .fact(t("contract.due-now"), Formats.yen(reckoned.dueNow()))
                .fact(t("contract.minimum"), Formats.yen(reckoned.minimum()))
                .fact(
                        t("contract.next-due"),
                        nextDue == null
                                ? t("contract.none")
                                : t("contract.next-due.value", Formats.date(nextDue), dueDay(account.dueDay())))
                .fact(
                        t("contract.days-late"),
                        reckoned.isLate() ? t("contract.days-late.value", reckoned.daysLate()) : t("contract.none"));
        var all = new Div(borrowing, owed, due);
        all.addClassNames("columns", "account-columns");
        var part = new Div(all);
        if (!reckoned.minimum().isZero()) {
            part.add(new Paragraph(minimum(account, reckoned)));
        }
        part.add(new Paragraph(t("contract.today.how", Formats.date(reckoned.day()))));
        return part;
    }

    static String dueDay(int day) {
        return day > 30 ? t("contract.due-day.end") : t("contract.due-day", day);
    }

    /** How the minimum repayment comes about: last borrowing balance, band, rounding (DOMAIN §2). */
    private static String minimum(Account account, Reckoned reckoned) {
        var terms = account.product().terms();
        var last = account.lastBorrowingBalance();
        return terms.band(last)
                .map(band -> t(
                        reckoned.minimum().equals(terms.minimum(last))
                                ? "contract.minimum.how"
                                : "contract.minimum.rest",
                        Formats.yen(last),
                        band.share().stripTrailingZeros().toPlainString(),
                        ProductWords.range(terms, band),
                        Formats.yen(terms.step()),
                        Formats.yen(terms.minimum(last)),
                        Formats.yen(reckoned.minimum())))
                .orElse("");
    }

    // Steps
    // -------------------------------------------------------------------------------------------------------------

    private NextStep reactivation(ContractState state) {
        return new NextStep(approvals, work)
                .show(
                        state.reactivating(),
                        watch.latest(
                                state.ownContact(), Permission.ACCOUNT_REACTIVATE, ReactivateWithSecondPerson.CODE),
                        "contract.reactivate",
                        () -> state.ownContact()
                                .ifPresent(contact ->
                                        new ReactivateDialog(reactivations, work, contact, state.memberNo()).open()));
    }

    private Div cancellation(ContractState state) {
        var part = new Div();
        var reckoned = state.reckoned();
        if (reckoned != null && !reckoned.isPaidOff()) {
            part.add(new Paragraph(t(
                    reckoned.dueNow().isZero() ? "contract.cancel.fraction" : "contract.cancel.owed",
                    Formats.yen(reckoned.payoff()))));
        }
        part.add(new NextStep(approvals, work)
                .show(
                        state.cancelling(),
                        watch.latest(state.ownContact(), Permission.CONTRACT_CANCEL, CancelWithSecondPerson.CODE),
                        "contract.cancel",
                        () -> state.ownContact()
                                .ifPresent(contact ->
                                        new CancelDialog(cancellations, work, contact, state.memberNo()).open())));
        return part;
    }

    private Div certification(ContractState state) {
        var part = new Div(new NextStep(approvals, work)
                .show(
                        state.certifying(),
                        Optional.empty(),
                        "contract.certificate",
                        () -> state.ownContact().ifPresent(contact -> make(contact, state.memberNo()))));
        if (!state.certificates().isEmpty()) {
            var list = new UnorderedList();
            list.addClassName("timeline");
            state.certificates().forEach(certificate -> list.add(line(state, certificate)));
            part.add(list);
        }
        return part;
    }

    private void make(OpenContact contact, MemberNo member) {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> certificates.make(id, contact.contactNo(), member),
                made -> changed(),
                ContractPanel::changed);
    }

    private ListItem line(ContractState state, Certificate certificate) {
        var words = new Span(
                t("contract.certificate.line", certificate.certificateNo(), Formats.dateTime(certificate.madeAt())));
        var line = new ListItem(words);
        state.ownContact()
                .filter(contact -> contact.contactNo().equals(certificate.contactNo()) && contact.isChecked())
                .ifPresent(contact -> line.add(sheet(contact, certificate)));
        return line;
    }

    private Anchor sheet(OpenContact contact, Certificate certificate) {
        var number = certificate.certificateNo();
        var link = MadeFile.sheet(
                messages,
                t("contract.certificate.print"),
                () -> MadeFile.pdf(number, certificates.print(contact.contactNo(), number)));
        link.addClassName("certificate-sheet");
        return link;
    }

    static void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
