package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ModalityMode;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.ui.HeaderPart;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/**
 * The button that locks every screen of the session, and the cover. The cover is modal on the server: while it is there no click or
 * typed text reaches what lies beneath, and what was typed is still there afterwards.
 */
@org.springframework.stereotype.Component
class LockScreens implements HeaderPart {

    private final MyFactor factor;
    private final FreshFactor inUse;
    private final CurrentSession session;
    private final Work work;
    private final AuthenticationContext authentication;

    LockScreens(
            MyFactor factor,
            FreshFactor inUse,
            CurrentSession session,
            Work work,
            AuthenticationContext authentication) {
        this.factor = factor;
        this.inUse = inUse;
        this.session = session;
        this.work = work;
        this.authentication = authentication;
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public Component create() {
        return new LockButton();
    }

    final class LockButton extends Button {

        private @Nullable Dialog cover;

        LockButton() {
            super(new Icon(VaadinIcon.LOCK), click -> session.lock());
            addClassName("lock-button");
            addThemeVariants(ButtonVariant.TERTIARY);
            setAriaLabel(t("staff.lock.button"));
            setTooltipText(t("staff.lock.button"));
            ScreenBus.subscribe(this, ScreenLocked.class, news -> {
                if (news.now()) {
                    cover();
                } else {
                    uncover();
                }
            });
            addAttachListener(attached -> {
                var stay = attached.getUI().addBeforeLeaveListener(this::stay);
                addDetachListener(detached -> {
                    detached.unregisterListener();
                    stay.remove();
                });
                if (session.locked()) {
                    cover();
                }
            });
        }

        /** Going back would lose what was typed beneath the cover. */
        private void stay(BeforeLeaveEvent leaving) {
            if (cover != null) {
                leaving.postpone();
            }
        }

        private void cover() {
            if (cover != null) {
                return;
            }
            var dialog = new Dialog();
            // Others are modal in the browser alone.
            dialog.setModality(ModalityMode.STRICT);
            dialog.addClassName("lock-screen");
            dialog.setCloseOnEsc(false);
            dialog.setCloseOnOutsideClick(false);
            dialog.getElement().setAttribute("aria-label", t("staff.lock.title"));
            dialog.add(new UnlockForm(factor, inUse, session, work, authentication, this::uncover));
            cover = dialog;
            dialog.open();
        }

        private void uncover() {
            if (cover != null) {
                cover.close();
                cover = null;
            }
        }
    }
}
