package jp.madoguchi.approval;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Optional;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.ui.Work;

/**
 * What the rulebook says about one operation to this person, here and now: the button that leads on, or why there is none;
 * while a second person looks at it, the request instead.
 */
public final class NextStep extends Div {

    private final Approvals approvals;
    private final Work work;

    public NextStep(Approvals approvals, Work work) {
        this.approvals = approvals;
        this.work = work;
        addClassName("next-steps");
    }

    /**
     * @param request of the contact for the operation, if there was one
     * @param label key of the button; with {@code .ask} behind it where a second person is needed
     */
    public NextStep show(Verdict verdict, Optional<ApprovalLine> request, String label, Runnable start) {
        removeAll();
        var waiting = request.filter(line -> line.decision() == null);
        if (waiting.isPresent()) {
            add(RequestNote.waiting(waiting.get(), approvals, work));
            return this;
        }
        request.filter(line -> "REFUSED".equals(line.decision())).ifPresent(line -> add(RequestNote.refused(line)));
        add(step(verdict, label, start));
        return this;
    }

    private static Div step(Verdict verdict, String label, Runnable start) {
        var step = new Div();
        step.addClassNames("next-step", "quiet");
        switch (verdict) {
            case Verdict.Allowed() -> step.add(new Button(t(label), click -> start.run()));
            case Verdict.NeedsSecondPerson(var reasons) -> {
                step.add(new Paragraph(t("approval.needed")));
                var list = new UnorderedList();
                reasons.forEach(reason -> list.add(new ListItem(t("policy." + reason))));
                step.add(list, new Button(t(label + ".ask"), click -> start.run()));
            }
            case Verdict.Forbidden forbidden ->
                step.add(new Paragraph(t(forbidden.what())), new Paragraph(t(forbidden.next())));
        }
        return step;
    }
}
