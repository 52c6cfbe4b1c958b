package jp.madoguchi.ui;

/** Asks for the second factor where a use case wants it fresh; contributed by staff as a bean. */
public interface FactorPrompt {

    /** @param again what the person had asked for; run once the factor was right, with all that was typed */
    void ask(Runnable again);
}
