package jp.madoguchi.member;

/** Answers of a search, as a test wants them. */
final class Looked {

    private Looked() {}

    /** The members that were found; a refusal is thrown. */
    static FoundMembers found(SearchAnswer answer) {
        return switch (answer) {
            case FoundMembers found -> found;
            case SearchAnswer.NotEnough(var why) -> throw why;
            case SearchAnswer.NotYet(var rest) -> throw new AssertionError("to be asked again after " + rest);
        };
    }
}
