package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contract.WaiverCard;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.identity.IdentityDialogs;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.slip.Slips;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import jp.madoguchi.webid.WebIdCard;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Why a member cannot log in, the lock with its next step, and the attempts. What it shows follows from the database alone, so that a reload or a second
 * tab shows the same; it reads again when the contact changes, a request is decided or the member tries to log in.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/counter.css")
class LoginPanel extends Div {

    private final LoginStates states;
    private final Locks locks;
    private final Resets resets;
    private final Slips slips;
    private final Approvals approvals;
    private final NearestPlaces places;
    private final IdentityDialogs identity;
    private final ContactOpener opener;
    private final AttemptWatch attempts;
    private final Announcements announcements;
    private final WebIdCard webId;
    private final LoginIdCard ids;
    private final WaiverCard waiver;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div left = new Div();
    private final Div right = new Div();
    private @Nullable MemberNo memberNo;
    private @Nullable LockActions actions;
    private @Nullable ResetCard reset;
    private volatile @Nullable LoginState shown;

    LoginPanel(
            LoginStates states,
            Locks locks,
            Resets resets,
            Slips slips,
            Approvals approvals,
            NearestPlaces places,
            IdentityDialogs identity,
            ContactOpener opener,
            AttemptWatch attempts,
            Announcements announcements,
            WebIdCard webId,
            LoginIdCard ids,
            WaiverCard waiver,
            Work work) {
        this.states = states;
        this.locks = locks;
        this.resets = resets;
        this.slips = slips;
        this.approvals = approvals;
        this.places = places;
        this.identity = identity;
        this.opener = opener;
        this.attempts = attempts;
        this.announcements = announcements;
        this.webId = webId;
        this.ids = ids;
        this.waiver = waiver;
        this.work = work;
        addClassNames("login-panel", "stack");
        left.addClassName("stack");
        right.addClassName("stack");
        var columns = new Div(left, right);
        columns.addClassName("columns");
        add(messages, columns);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
        ScreenBus.subscribe(this, ScreenBus.MemberChanged.class, change -> refresh());
    }

    LoginPanel of(MemberNo member) {
        memberNo = member;
        webId.of(member);
        waiver.of(member);
        Live.refresh(this, listener -> attempts.watch(member, this::newestShown, listener), this::refresh);
        Live.refresh(
                this, listener -> announcements.listen(Announcements.Kind.APPROVAL, listener), this::refreshIfDecided);
        refresh();
        return this;
    }

    private void refresh() {
        var member = memberNo;
        if (member != null) {
            work.read(messages, () -> states.read(member), this::show);
        }
    }

    /** An announcement may be about anybody's request, or about none: only news of the own one is a new reading. */
    private void refreshIfDecided() {
        if (shown != null && !isUpToDate()) {
            refresh();
        }
    }

    private boolean isUpToDate() {
        return actions != null && actions.isUpToDate() && reset != null && reset.isUpToDate();
    }

    private long newestShown() {
        var state = shown;
        return state == null || state.attempts().isEmpty()
                ? 0
                : state.attempts().getFirst().id();
    }

    /** What is on the screen already stays as it is: a button is not taken from under the hand that is about to press it. */
    private void show(LoginState state) {
        var before = shown;
        shown = state;
        if (before != null && state.isAsBefore(before) && isUpToDate()) {
            return;
        }
        left.removeAll();
        right.removeAll();
        var shownActions = new LockActions(state, locks, approvals, identity, opener, work);
        actions = shownActions;
        work.read(messages, () -> advice(state), advice -> {
            var guide = CallGuide.of(state, advice, CurrentStaff.get());
            var diagnosis = new DiagnosisCard(state, guide);
            var lock = new LockCard(state, shownActions);
            // At the counter the lock is what there is to do; on the phone the answer comes first.
            if (state.isLocked() && !isSentElsewhere(state)) {
                left.add(lock, diagnosis);
            } else {
                left.add(diagnosis, lock);
            }
            if (state.payment() != null) {
                left.add(new PaymentCard(state.payment(), guide.payment()));
            }
            if (isSentElsewhere(state)) {
                left.add(new NearestPlacesList(advice));
            }
        });
        var shownReset = new ResetCard(state, resets, slips, approvals, work);
        reset = shownReset;
        left.add(waiver, webId, shownReset);
        right.add(new AttemptList(t("login.attempts"), state.attempts()));
        if (state.locks().stream().anyMatch(lock -> !lock.isOpen())) {
            right.add(new LockHistory(state.locks()));
        }
        right.add(ids);
    }

    private VisitAdvice advice(LoginState state) {
        return state.isLocked() || state.payment() != null || isSentElsewhere(state)
                ? places.of(state.memberNo())
                : VisitAdvice.NONE;
    }

    /** By phone, and for whoever may not clear a lock. */
    private static boolean isSentElsewhere(LoginState state) {
        var byPhone = state.ownContact()
                .filter(contact -> contact.channel().byPhone())
                .isPresent();
        return byPhone || state.isLocked() && !CurrentStaff.get().may(Permission.LOCK_CLEAR);
    }
}
