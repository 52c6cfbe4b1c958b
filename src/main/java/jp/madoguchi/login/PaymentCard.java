package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;

/** What is to be paid today, and how, without a login; after a passed check only. */
@StyleSheet("context://ui/guide.css")
final class PaymentCard extends Section {

    PaymentCard(PaymentHelp help, List<CallGuide.Line> sentences) {
        addClassNames("card", "payment-help");
        var title = new H2(t("diagnosis.payment"));
        title.addClassName("card-title");
        var today = help.today();
        var facts = new FactList()
                .fact(t("diagnosis.payment.today"), Formats.yen(today.dueNow()))
                .fact(
                        t(help.ended() ? "diagnosis.payment.ended" : "diagnosis.payment.due"),
                        today.isLate() && !help.ended()
                                ? t("diagnosis.payment.late", Formats.date(help.dueOn()), today.daysLate())
                                : Formats.date(help.dueOn()));
        if (!today.lateCharge().isZero()) {
            facts.fact(t("diagnosis.payment.charge"), Formats.yen(today.lateCharge()));
        }
        facts.fact(t("diagnosis.payment.payoff"), Formats.yen(today.payoff()));
        add(title, facts, new SentenceList(sentences));
    }
}
