package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.Optional;
import jp.madoguchi.approval.ApprovalLine;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.RequestNote;
import jp.madoguchi.approval.ShownRequest;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.identity.IdentityDialogs;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.Work;

/** The one next step at a lock, as the rulebook sees it for this person, here and now. */
final class LockActions {

    private final LoginState state;
    private final Locks locks;
    private final Approvals approvals;
    private final IdentityDialogs identity;
    private final ContactOpener opener;
    private final Work work;
    private final ShownRequest request;

    LockActions(
            LoginState state,
            Locks locks,
            Approvals approvals,
            IdentityDialogs identity,
            ContactOpener opener,
            Work work) {
        this.state = state;
        this.locks = locks;
        this.approvals = approvals;
        this.identity = identity;
        this.opener = opener;
        this.work = work;
        this.request =
                new ShownRequest(approvals, state.ownContact(), Permission.LOCK_CLEAR, ClearLockWithSecondPerson.CODE);
    }

    /** The button that leads on; empty where there is nothing this person can do here. */
    Optional<Button> next() {
        return switch (state.clearing()) {
            case Verdict.Allowed() -> Optional.of(button("login.clear", this::clear));
            case Verdict.NeedsSecondPerson second -> Optional.of(button("login.clear.ask", this::clear));
            case Verdict.Forbidden(var reason) -> wayOut(reason);
        };
    }

    private Optional<Button> wayOut(Reason reason) {
        return switch (reason) {
            case CONTACT_NEEDED -> Optional.of(button("contact.open", () -> opener.open(state.memberNo())));
            case CHECK_NEEDED, CHECK_FAILED, CHECK_EXPIRED ->
                state.ownContact()
                        .filter(contact -> CurrentStaff.get().may(Permission.IDENTITY_IN_PERSON))
                        .map(contact -> button("identity.start", () -> check()));
            default -> Optional.empty();
        };
    }

    private void check() {
        state.ownContact().ifPresent(contact -> {
            var name = contact.memberName();
            identity.open(
                    contact, state.memberNo(), name == null ? state.memberNo().value() : name);
        });
    }

    private void clear() {
        state.ownContact().ifPresent(contact -> new ClearLockDialog(locks, work, contact, state).open());
    }

    /** The request of the contact, while it waits or when it was just decided; as it stood when it was first asked for. */
    Optional<ApprovalLine> request() {
        return request.line();
    }

    /** Whether the request still stands as it did. */
    boolean isUpToDate() {
        return request.isUpToDate();
    }

    Component waiting(ApprovalLine request) {
        return RequestNote.waiting(request, approvals, work);
    }

    private static Button button(String key, Runnable action) {
        var button = new Button(t(key), click -> action.run());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }
}
