package jp.madoguchi.personal;

import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Another address or workplace, with a second person. */
@Component
class ChangeAddress extends ChangeWithSecondPerson {

    static final String CODE = "CHANGE_ADDRESS";

    ChangeAddress(DSLContext db, Changing changing) {
        super(CODE, Permission.ADDRESS_CHANGE, db, changing);
    }
}
