package jp.madoguchi.member;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The box as it was typed, and which of its pieces a key was read from: those without which it is not read.
 *
 * @param reader the keys of a text; none when it is not understood
 */
record TypedText(String text, Function<String, List<SearchKey>> reader) {

    private static final Pattern PIECE = Pattern.compile("[^\\s\\u3000、,，]+");

    /** From the first character of the key's pieces to behind the last one. */
    record Stretch(int from, int to) {}

    List<SearchKey> keys() {
        return reader.apply(text);
    }

    Stretch of(SearchKey key) {
        var pieces = piecesOf(key);
        return pieces.isEmpty()
                ? new Stretch(0, text.length())
                : new Stretch(pieces.getFirst().start(), pieces.getLast().end());
    }

    /** What is left without the key. */
    String without(SearchKey key) {
        return without(piecesOf(key));
    }

    private List<MatchResult> piecesOf(SearchKey key) {
        var times = Collections.frequency(keys(), key);
        return pieces().stream()
                .filter(piece -> Collections.frequency(reader.apply(without(List.of(piece))), key) < times)
                .toList();
    }

    private String without(List<MatchResult> gone) {
        return pieces().stream()
                .filter(piece -> gone.stream().noneMatch(other -> other.start() == piece.start()))
                .map(MatchResult::group)
                .collect(Collectors.joining(" "));
    }

    private List<MatchResult> pieces() {
        return PIECE.matcher(text).results().toList();
    }
}
