package jp.madoguchi.income;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.madoguchi.core.MyNumber;
import jp.madoguchi.income.Suspicion.Kind;
import jp.madoguchi.render.Word;

/**
 * Finds on the text layer of a page what may not be kept (DOMAIN §4): a My Number by its check digit or by a label beside or
 * above it, a basic pension number by its form or label, insurance numbers, resident codes and the permanent domicile by
 * label. What it finds too much of is covered for nothing; a picture has no text layer, there a person looks.
 */
public final class Suspicions {

    private static final Map<Kind, Pattern> LABELS = new EnumMap<>(Map.of(
            Kind.MY_NUMBER, Pattern.compile("個人番号|マイナンバー"),
            Kind.PENSION_NUMBER, Pattern.compile("基礎年金番号|年金番号"),
            Kind.INSURANCE_NUMBER,
                    Pattern.compile("保険者番号|被保険者(証|等)?(の)?(記号|番号)|記号・?番号|保険証(の)?番号|(?<=記号[0-9-]{0,12})番号"),
            Kind.RESIDENT_CODE, Pattern.compile("住民票コード"),
            Kind.DOMICILE, Pattern.compile("本籍")));
    private static final int MY_NUMBER_DIGITS = 12;
    private static final List<Integer> PENSION_GROUPS = List.of(4, 6);

    /** Fewer digits at a label are a year, a day, a number of a line; insurance numbers may be as short as one. */
    private static final int FEWEST_DIGITS = 4;

    /** Digits further apart than this many of their widths are not one number: columns of a table. */
    private static final double WIDEST_GAP = 3;

    /** How many lines below a label its value may stand. */
    private static final int LINES_BELOW = 2;

    private static final double MARGIN = 0.3;

    private Suspicions() {}

    /** @param words the text layer of one page, in any order */
    public static List<Suspicion> in(List<Word> words) {
        var lines = lines(words);
        var found = new ArrayList<Suspicion>();
        for (var line : lines) {
            numbers(line).forEach(number -> byForm(number, found));
        }
        for (var i = 0; i < lines.size(); i++) {
            byLabel(lines, i, found);
        }
        return found.stream().distinct().toList();
    }

    // By form
    // -----------------------------------------------------------------------------------------------------------

    private static void byForm(List<Piece> number, List<Suspicion> found) {
        for (var first = 0; first < number.size(); first++) {
            for (var last = first; last < number.size(); last++) {
                var part = number.subList(first, last + 1);
                var digits = digits(part);
                if (MyNumber.isValid(digits) && isWhole(number, first, last)) {
                    found.add(new Suspicion(Kind.MY_NUMBER, around(part)));
                }
            }
        }
        if (groups(number).equals(PENSION_GROUPS) && !digits(number).startsWith("0")) {
            found.add(new Suspicion(Kind.PENSION_NUMBER, around(number)));
        }
    }

    /** Not the middle of a longer number that is spaced evenly: a corporate number has thirteen digits. */
    private static boolean isWhole(List<Piece> number, int first, int last) {
        var inside = 0.0;
        for (var i = first; i < last; i++) {
            inside = Math.max(inside, gap(number.get(i), number.get(i + 1)));
        }
        var slack = inside * 1.3 + 0.001;
        return (first == 0 || gap(number.get(first - 1), number.get(first)) > slack)
                && (last == number.size() - 1 || gap(number.get(last), number.get(last + 1)) > slack);
    }

    // By label
    // ----------------------------------------------------------------------------------------------------------

    private static void byLabel(List<Line> lines, int at, List<Suspicion> found) {
        var line = lines.get(at);
        LABELS.forEach((kind, label) -> {
            var matcher = label.matcher(line.text());
            while (matcher.find()) {
                var beside = value(kind, line.from(matcher.end()));
                if (!beside.isEmpty()) {
                    beside.forEach(box -> found.add(new Suspicion(kind, box)));
                    continue;
                }
                var above = line.pieces().subList(matcher.start(), matcher.end());
                for (var below = at + 1; below < lines.size() && below <= at + LINES_BELOW; below++) {
                    var under = value(kind, lines.get(below).under(above));
                    if (!under.isEmpty()) {
                        under.forEach(box -> found.add(new Suspicion(kind, box)));
                        break;
                    }
                }
            }
        });
    }

    /** The first thing that may be a value of the kind; of a domicile all that follows. */
    private static List<Box> value(Kind kind, List<Piece> pieces) {
        if (kind == Kind.DOMICILE) {
            var words = pieces.stream().dropWhile(Suspicions::isFill).toList();
            return words.isEmpty() ? List.of() : List.of(around(words));
        }
        return numbers(new Line(pieces)).stream()
                .filter(number -> kind == Kind.INSURANCE_NUMBER || number.size() >= FEWEST_DIGITS)
                .limit(1)
                .map(Suspicions::around)
                .toList();
    }

    private static boolean isFill(Piece piece) {
        return !Character.isLetterOrDigit(piece.character()) || piece.character() == '地';
    }

    // Lines and numbers
    // ----------------------------------------------------------------------------------------------------

    /** One character and where it stands. */
    private record Piece(char character, double left, double top, double right, double bottom) {

        boolean isDigit() {
            return character >= '0' && character <= '9';
        }

        boolean isHyphen() {
            return "-‐‑‒–—―−ーｰ".indexOf(character) >= 0;
        }

        double width() {
            return right - left;
        }
    }

    /** Characters of one height, from the left, without blanks. */
    private record Line(List<Piece> pieces) {

        String text() {
            var text = new StringBuilder();
            pieces.forEach(piece -> text.append(piece.character()));
            return text.toString();
        }

        List<Piece> from(int index) {
            return pieces.subList(index, pieces.size());
        }

        /** What stands below a label, as wide as it is and a little more. */
        List<Piece> under(List<Piece> label) {
            var left = label.getFirst().left() - label.getFirst().width();
            var right = label.getLast().right();
            var near = pieces.stream()
                    .filter(piece -> piece.right() >= left && piece.left() <= right)
                    .toList();
            if (near.isEmpty()) {
                return near;
            }
            var start = pieces.indexOf(near.getFirst());
            var end = pieces.indexOf(near.getLast()) + 1;
            while (end < pieces.size()
                    && gap(pieces.get(end - 1), pieces.get(end))
                            <= WIDEST_GAP * pieces.get(end).width()) {
                end++;
            }
            return pieces.subList(start, end);
        }
    }

    private static List<Line> lines(List<Word> words) {
        var pieces = new ArrayList<>(words.stream()
                .flatMap(word -> pieces(word).stream())
                .sorted(Comparator.comparingDouble(Piece::top))
                .toList());
        var lines = new ArrayList<List<Piece>>();
        for (var piece : pieces) {
            var middle = (piece.top() + piece.bottom()) / 2;
            var line = lines.reversed().stream()
                    .limit(4)
                    .filter(open ->
                            open.getFirst().top() <= middle && open.getFirst().bottom() >= middle)
                    .findFirst();
            line.ifPresentOrElse(open -> open.add(piece), () -> lines.add(new ArrayList<>(List.of(piece))));
        }
        lines.forEach(line -> line.sort(Comparator.comparingDouble(Piece::left)));
        return lines.stream().map(Line::new).toList();
    }

    /** A word is cut evenly: its letters are about as wide as each other. */
    private static List<Piece> pieces(Word word) {
        var text = word.text();
        var pieces = new ArrayList<Piece>();
        var step = word.width() / Math.max(1, text.length());
        for (var i = 0; i < text.length(); i++) {
            var left = word.x() + i * step;
            for (var character : Normalizer.normalize(text.substring(i, i + 1), Normalizer.Form.NFKC)
                    .toCharArray()) {
                if (!Character.isWhitespace(character)) {
                    pieces.add(new Piece(character, left, word.y(), left + step, word.y() + word.height()));
                }
            }
        }
        return pieces;
    }

    /** Runs of digits with nothing between them but blanks and hyphens. */
    private static List<List<Piece>> numbers(Line line) {
        var numbers = new ArrayList<List<Piece>>();
        var number = new ArrayList<Piece>();
        var parted = false;
        for (var piece : line.pieces()) {
            if (piece.isDigit()) {
                if (!number.isEmpty() && (parted || gap(number.getLast(), piece) > WIDEST_GAP * piece.width())) {
                    numbers.add(List.copyOf(number));
                    number.clear();
                }
                number.add(piece);
                parted = false;
            } else if (!piece.isHyphen()) {
                parted = true;
            }
        }
        if (!number.isEmpty()) {
            numbers.add(List.copyOf(number));
        }
        return numbers;
    }

    /** Lengths of the groups that a visible gap divides. */
    private static List<Integer> groups(List<Piece> number) {
        var groups = new ArrayList<Integer>();
        var length = 1;
        for (var i = 1; i < number.size(); i++) {
            var wide =
                    gap(number.get(i - 1), number.get(i)) > 0.5 * number.get(i).width();
            if (wide) {
                groups.add(length);
                length = 0;
            }
            length++;
        }
        groups.add(length);
        return groups;
    }

    private static double gap(Piece left, Piece right) {
        return right.left() - left.right();
    }

    private static String digits(List<Piece> number) {
        var digits = new StringBuilder();
        number.forEach(piece -> digits.append(piece.character()));
        return digits.toString();
    }

    private static Box around(List<Piece> pieces) {
        var top = pieces.stream().mapToDouble(Piece::top).min().orElseThrow();
        var bottom = pieces.stream().mapToDouble(Piece::bottom).max().orElseThrow();
        return Box.around(pieces.getFirst().left(), top, pieces.getLast().right(), bottom, (bottom - top) * MARGIN);
    }
}
