package jp.madoguchi.contact;

import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.Work;
import org.springframework.stereotype.Component;

/** Opens the cautions of a member from any tab. */
@Component
public class CautionDesk {

    private final Cautions cautions;
    private final Contacts contacts;
    private final Work work;

    CautionDesk(Cautions cautions, Contacts contacts, Work work) {
        this.cautions = cautions;
        this.contacts = contacts;
        this.work = work;
    }

    public void open(MemberNo memberNo) {
        new CautionsDialog(memberNo, cautions, contacts, work).open();
    }
}
