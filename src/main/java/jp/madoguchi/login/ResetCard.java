package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import java.util.stream.Collectors;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.approval.ShownRequest;
import jp.madoguchi.core.Permission;
import jp.madoguchi.slip.SlipPart;
import jp.madoguchi.slip.Slips;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Work;

/** The reset of password or PIN: where a link may go, what became of the last one, the slip of the contact, and the next step. */
final class ResetCard extends Div {

    private final LoginState state;
    private final ShownRequest request;

    ResetCard(LoginState state, Resets resets, Slips slips, Approvals approvals, Work work) {
        this.state = state;
        this.request = new ShownRequest(
                approvals, state.ownContact(), Permission.CREDENTIAL_RESET, ResetWithSecondPerson.CODE);
        addClassNames("card", "reset-card");
        add(new H2(t("login.reset.card")), facts());
        var slip = state.reset().slip();
        if (slip != null) {
            state.ownContact().ifPresent(contact -> add(new SlipPart(slips, work, contact, slip)));
        }
        if (slip == null || slip.handedOverAt() != null) {
            add(new NextStep(approvals, work)
                    .show(
                            state.reset().verdict(),
                            request.line(),
                            "login.reset",
                            () -> state.ownContact()
                                    .ifPresent(contact -> new ResetDialog(resets, work, contact, state).open())));
        }
    }

    private FactList facts() {
        var reset = state.reset();
        var facts = new FactList()
                .fact(
                        t("login.reset.to"),
                        reset.deliveries().isEmpty()
                                ? t("login.reset.to.none")
                                : reset.deliveries().stream()
                                        .map(delivery -> code("credential_reset", "delivery", delivery.name()))
                                        .collect(Collectors.joining(t("list.separator"))));
        var latest = reset.latest();
        if (latest == null) {
            return facts;
        }
        var line = new Div(t(
                "login.reset.latest.value",
                Formats.dateTime(latest.requestedAt()),
                code("credential_reset", "secret", latest.secret().name()),
                code("credential_reset", "delivery", latest.delivery().name())));
        line.addClassNames("row");
        line.add(chip(latest));
        return facts.fact(t("login.reset.latest"), line);
    }

    private Chip chip(ResetEntry latest) {
        if (latest.usedAt() != null) {
            return new Chip(t("login.reset.used", Formats.time(latest.usedAt())), Chip.Weight.GOOD);
        }
        if (latest.expiresAt() == null) {
            return new Chip(t("login.reset.no-code"), Chip.Weight.CAREFUL);
        }
        return latest.expiresAt().isBefore(state.asOf())
                ? new Chip(t("login.reset.expired"), Chip.Weight.CAREFUL)
                : new Chip(t("login.reset.until", Formats.time(latest.expiresAt())), Chip.Weight.CAREFUL);
    }

    /** Whether the request still stands as it did. */
    boolean isUpToDate() {
        return request.isUpToDate();
    }
}
