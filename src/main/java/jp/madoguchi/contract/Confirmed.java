package jp.madoguchi.contract;

/** What the member confirmed as still right before a re-activation; what is not is changed first. */
public record Confirmed(boolean address, boolean phone, boolean email, boolean employer) {

    static final Confirmed ALL = new Confirmed(true, true, true, true);

    public boolean isComplete() {
        return equals(ALL);
    }
}
