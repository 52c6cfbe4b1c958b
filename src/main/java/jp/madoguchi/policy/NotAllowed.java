package jp.madoguchi.policy;

import jp.madoguchi.core.Message;
import jp.madoguchi.core.Refused;

/** The rulebook refused; says the rule and the way out. */
public final class NotAllowed extends Refused {

    private final Reason reason;

    public NotAllowed(Reason reason) {
        super("POLICY-001");
        this.reason = reason;
    }

    public Reason rule() {
        return reason;
    }

    @Override
    public String reason() {
        return reason.name();
    }

    @Override
    public Message what() {
        return Message.of("policy." + reason);
    }

    @Override
    public Message next() {
        return Message.of("policy." + reason + ".next");
    }
}
