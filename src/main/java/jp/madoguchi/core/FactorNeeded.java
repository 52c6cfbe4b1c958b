package jp.madoguchi.core;

/** The second factor was not given within the last minutes (setting factor.fresh_minutes); the screen asks for it and goes on. */
public final class FactorNeeded extends Refused {

    public FactorNeeded() {
        super("STAFF-003");
    }
}
