package jp.madoguchi.staff;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jp.madoguchi.core.CurrentStaff;
import org.springframework.stereotype.Component;

/** What {@link AccountGate} does for pages, for moves within an open tab: who owes the second factor gets no further. */
@Component
class Thresholds implements VaadinServiceInitListener {

    private final CurrentSession session;

    Thresholds(CurrentSession session) {
        this.session = session;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(begun -> begun.getUI().addBeforeEnterListener(this::cross));
    }

    private void cross(BeforeEnterEvent event) {
        var target = event.getNavigationTarget();
        if (PasswordGiven.find().isPresent() && target != SecondFactorView.class && target != SignInView.class) {
            event.forwardTo(SecondFactorView.class);
        } else if (CurrentStaff.find().isPresent() && session.locked() && target != LockedView.class) {
            event.forwardTo(LockedView.class);
        }
    }
}
