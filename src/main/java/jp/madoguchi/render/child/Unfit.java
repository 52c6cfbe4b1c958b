package jp.madoguchi.render.child;

/** The paper is not drawn. */
final class Unfit extends RuntimeException {

    private final Verdict verdict;

    Unfit(Verdict verdict) {
        super(verdict.name(), null, false, false);
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
