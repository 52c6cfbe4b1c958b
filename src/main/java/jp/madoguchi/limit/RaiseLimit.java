package jp.madoguchi.limit;

import jp.madoguchi.core.Permission;
import org.springframework.stereotype.Component;

/** A limit that a supervisor agrees to (setting {@code limit.supervisor_up_to}). */
@Component
class RaiseLimit extends RaiseWithSecondPerson {

    static final String CODE = "RAISE_LIMIT";

    RaiseLimit(RequestStanding standing, LimitDeciding deciding) {
        super(CODE, Permission.LIMIT_DECIDE, standing, deciding);
    }
}
