package jp.madoguchi.personal;

import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Another phone number, e-mail address or name, with a second person. */
@Component
class ChangeContactData extends ChangeWithSecondPerson {

    static final String CODE = "CHANGE_CONTACT_DATA";

    ChangeContactData(DSLContext db, Changing changing) {
        super(CODE, Permission.CONTACT_DATA_CHANGE, db, changing);
    }
}
