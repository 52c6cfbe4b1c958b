package jp.madoguchi.identity;

import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.Work;
import org.springframework.stereotype.Component;

/** Opens the identity check from wherever the next step is one. */
@Component
public class IdentityDialogs {

    private final IdentityChecks checks;
    private final Work work;

    IdentityDialogs(IdentityChecks checks, Work work) {
        this.checks = checks;
        this.work = work;
    }

    /** The result reaches the screen as {@code ScreenBus.ContactChanged}. */
    public void open(OpenContact contact, MemberNo memberNo, String memberName) {
        new IdentityCheckDialog(checks, work, contact, memberNo, memberName).open();
    }
}
