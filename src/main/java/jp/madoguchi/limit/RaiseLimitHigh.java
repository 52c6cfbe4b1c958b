package jp.madoguchi.limit;

import jp.madoguchi.core.Permission;
import org.springframework.stereotype.Component;

/** A limit above that: a manager agrees. */
@Component
class RaiseLimitHigh extends RaiseWithSecondPerson {

    static final String CODE = "RAISE_LIMIT_HIGH";

    RaiseLimitHigh(RequestStanding standing, LimitDeciding deciding) {
        super(CODE, Permission.LIMIT_DECIDE_HIGH, standing, deciding);
    }
}
