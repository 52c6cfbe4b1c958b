package jp.madoguchi.member;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.madoguchi.core.CardNo;
import jp.madoguchi.core.DateText;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.member.SearchKey.LastFour;
import org.jspecify.annotations.Nullable;

/**
 * Understands typed terms. Each blank-separated piece is a number, a date, a Web-ID, an e-mail address or part of a name;
 * what cannot be any of them is told, never ignored.
 */
final class TermReader {

    /** Greatest length of a box or field, in code points. */
    static final int LIMIT = 200;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u3000、,，]+");
    private static final Pattern DASHES = Pattern.compile("[‐‑‒–—―−ーｰ－]");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9().-]*[0-9][0-9().-]*");
    private static final Pattern POSTAL = Pattern.compile("〒?([0-9]{3}-?[0-9]{4})");
    private static final Pattern WEB_ID = Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[0-9A-Za-z]{8,32}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern GAP_IN_DATE = Pattern.compile(
            "(?<=[年月])\\s+(?=[0-9０-９])|(?<=[0-9０-９元])\\s+(?=[年月日])|(?<=明治|大正|昭和|平成|令和)\\s+(?=[0-9０-９元])");
    private static final Pattern PHONE_BEGINNING = Pattern.compile("0[0-9]{5,8}");
    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}\\p{M}'’.‐‑-]+");
    private static final Pattern KANA = Pattern.compile("[ぁ-ゖァ-ヺー・\\u3099\\u309A]+");

    private TermReader() {}

    /**
     * The keys of all fields; names that stand apart are put together.
     *
     * @throws UnreadableTerm with the piece that is not understood
     * @throws jp.madoguchi.core.BadText when a field is too long or holds characters that no keyboard makes
     */
    static List<SearchKey> read(SearchTerms terms) {
        var keys = new ArrayList<SearchKey>();
        var names = new ArrayList<String>();
        for (var piece : pieces(clean(terms.text()))) {
            var key = piece(piece);
            if (key == null) {
                names.add(piece);
            } else {
                keys.add(key);
            }
        }
        BLANKS.splitAsStream(clean(terms.name()))
                .filter(part -> !part.isEmpty())
                .map(TermReader::requireName)
                .forEach(names::add);
        field(terms.memberNumber()).map(TermReader::memberNumber).ifPresent(keys::add);
        field(terms.card()).map(TermReader::card).ifPresent(keys::add);
        field(terms.phone()).map(TermReader::phone).ifPresent(keys::add);
        field(terms.webId()).map(TermReader::webId).ifPresent(keys::add);
        field(terms.email()).map(TermReader::email).ifPresent(keys::add);
        field(terms.birthDate()).map(TermReader::birthDate).ifPresent(keys::add);
        field(terms.postalCode()).map(TermReader::postalCode).ifPresent(keys::add);
        if (!names.isEmpty()) {
            keys.add(name(names));
        }
        return keys;
    }

    /** Voiced marks that were typed apart belong to the kana before them. */
    private static String clean(String typed) {
        var text = FreeText.line(typed, LIMIT);
        return text == null ? "" : text.replace('゛', '\u3099').replace('゜', '\u309A');
    }

    private static Optional<String> field(String typed) {
        var text = clean(typed);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    // The box -------------------------------------------------------------------------------------------------------

    /** Pieces between blanks; a number or date that was typed with blanks in it is one piece. */
    private static List<String> pieces(String text) {
        var closed = GAP_IN_DATE.matcher(text).replaceAll("");
        var pieces = new ArrayList<String>();
        var run = new ArrayList<String>();
        for (var piece : BLANKS.split(closed)) {
            if (piece.isEmpty()) {
                continue;
            }
            if (isNumber(piece)) {
                run.add(piece);
            } else {
                pieces.addAll(joined(run));
                run.clear();
                pieces.add(piece);
            }
        }
        pieces.addAll(joined(run));
        return pieces;
    }

    private static boolean isNumber(String piece) {
        return NUMBER.matcher(plain(piece)).matches();
    }

    /** {@code 090 1234 5678} is one number; {@code 1234 19850401} is two. */
    private static List<String> joined(List<String> run) {
        if (run.size() < 2) {
            return List.copyOf(run);
        }
        var all = digits(String.join("", run));
        var inFours =
                run.size() > 2 && run.stream().allMatch(piece -> digits(piece).length() == 4);
        var fragments = run.stream().anyMatch(piece -> !standsAlone(piece));
        var isWhole = all.length() >= 10 && all.length() <= 16
                || PHONE_BEGINNING.matcher(all).matches();
        return isWhole && (inFours || fragments) ? List.of(all) : List.copyOf(run);
    }

    private static boolean standsAlone(String piece) {
        return switch (digits(piece).length()) {
            case 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 -> true;
            default -> DateText.parse(piece) instanceof DateText.Read;
        };
    }

    /** The key of a piece; null when it is part of a name. */
    private static @Nullable SearchKey piece(String piece) {
        var plain = plain(piece);
        if (plain.contains("@")) {
            return email(piece);
        }
        if (NUMBER.matcher(plain).matches()
                && PHONE_BEGINNING.matcher(digits(piece)).matches()
                && digits(piece).length() < 9) {
            return new SearchKey.PhoneBeginning(
                    digits(piece), POSTAL.matcher(plain).matches());
        }
        var postal = POSTAL.matcher(plain);
        if (postal.matches()) {
            return new SearchKey.PostalCode(digits(postal.group(1)));
        }
        if (!(DateText.parse(plain) instanceof DateText.NotADate)) {
            return birthDate(piece);
        }
        if (NUMBER.matcher(plain).matches()) {
            return number(piece);
        }
        var halfWidth = Normalizer.normalize(piece, Normalizer.Form.NFKC);
        if (WEB_ID.matcher(halfWidth).matches()) {
            return new SearchKey.WebId(halfWidth);
        }
        requireName(piece);
        return null;
    }

    private static SearchKey number(String piece) {
        var digits = digits(piece);
        return switch (digits.length()) {
            case 4 -> new LastFour(digits, LastFour.Of.EITHER);
            case 9 -> new SearchKey.MemberNumber(new MemberNo(digits));
            case 10, 11 ->
                digits.startsWith("0")
                        ? new SearchKey.PhoneNumber(digits, true)
                        : new SearchKey.CardNumber(new CardNo(digits));
            case 12, 13, 14, 15, 16 -> new SearchKey.CardNumber(new CardNo(digits));
            default -> throw UnreadableTerm.digits(piece, digits.length());
        };
    }

    // Named fields ----------------------------------------------------------------------------------------------------

    private static SearchKey memberNumber(String typed) {
        var digits = onlyDigits(typed);
        if (!MemberNo.isValid(digits)) {
            throw UnreadableTerm.in(UnreadableTerm.Field.MEMBER_NUMBER, typed);
        }
        return new SearchKey.MemberNumber(new MemberNo(digits));
    }

    private static SearchKey card(String typed) {
        var digits = onlyDigits(typed);
        if (digits.length() == 4) {
            return new LastFour(digits, LastFour.Of.CARD);
        }
        if (!CardNo.isValid(digits)) {
            throw UnreadableTerm.in(UnreadableTerm.Field.CARD, typed);
        }
        return new SearchKey.CardNumber(new CardNo(digits));
    }

    private static SearchKey phone(String typed) {
        var digits = onlyDigits(typed);
        if (digits.length() == 4) {
            return new LastFour(digits, LastFour.Of.PHONE);
        }
        if (PHONE_BEGINNING.matcher(digits).matches()) {
            return new SearchKey.PhoneBeginning(digits, false);
        }
        if (!digits.startsWith("0") || digits.length() < 10 || digits.length() > 11) {
            throw UnreadableTerm.in(UnreadableTerm.Field.PHONE, typed);
        }
        return new SearchKey.PhoneNumber(digits, false);
    }

    private static SearchKey webId(String typed) {
        var halfWidth = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        if (!WEB_ID.matcher(halfWidth).matches()) {
            throw UnreadableTerm.in(UnreadableTerm.Field.WEB_ID, typed);
        }
        return new SearchKey.WebId(halfWidth);
    }

    private static SearchKey email(String typed) {
        var address = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        if (!EMAIL.matcher(address).matches()) {
            throw UnreadableTerm.in(UnreadableTerm.Field.EMAIL, typed);
        }
        return new SearchKey.Email(address.toLowerCase(Locale.ROOT));
    }

    private static SearchKey birthDate(String typed) {
        return switch (DateText.parse(plain(typed))) {
            case DateText.Read(var date) -> new SearchKey.BirthDate(date);
            case DateText.Period(var first, var last) -> new SearchKey.BirthPeriod(first, last);
            case DateText.NoSuchDay(var wrongEra) -> throw UnreadableTerm.noSuchDay(typed, wrongEra);
            case DateText.NotADate() -> throw UnreadableTerm.in(UnreadableTerm.Field.BIRTH_DATE, typed);
        };
    }

    private static SearchKey postalCode(String typed) {
        var postal = POSTAL.matcher(plain(typed));
        if (!postal.matches()) {
            throw UnreadableTerm.in(UnreadableTerm.Field.POSTAL_CODE, typed);
        }
        return new SearchKey.PostalCode(digits(postal.group(1)));
    }

    // Names -----------------------------------------------------------------------------------------------------------

    private static SearchKey name(List<String> parts) {
        return new SearchKey.Name(
                joined(parts, part -> !isKana(part) && !isLatin(part), ""),
                joined(parts, TermReader::isKana, ""),
                joined(parts, TermReader::isLatin, " "));
    }

    private static @Nullable String joined(List<String> parts, Predicate<String> kind, String blank) {
        var all = parts.stream().filter(kind).collect(Collectors.joining(blank));
        return all.isEmpty() ? null : all;
    }

    private static boolean isKana(String part) {
        return KANA.matcher(folded(part)).matches();
    }

    private static boolean isLatin(String part) {
        return LATIN.matcher(folded(part)).matches();
    }

    /** Letters of any script with the marks that names are written with; something must be left once the marks are gone. */
    private static String requireName(String part) {
        var text = folded(part);
        var allowed = text.codePoints().allMatch(c -> Character.isLetter(c) || isNameMark(c));
        var substance = text.codePoints().anyMatch(c -> Character.isLetter(c) && !SearchKey.Name.isMark(c));
        if (!allowed || !substance) {
            throw UnreadableTerm.anywhere(part);
        }
        return part;
    }

    private static boolean isNameMark(int codePoint) {
        return SearchKey.Name.isMark(codePoint)
                || "-'’.‐‑".indexOf(codePoint) >= 0
                || codePoint >= 0xFE00 && codePoint <= 0xFE0F
                || codePoint >= 0xE0100 && codePoint <= 0xE01EF;
    }

    private static String folded(String part) {
        return Normalizer.normalize(part, Normalizer.Form.NFKC);
    }

    // Digits ----------------------------------------------------------------------------------------------------------

    /** Half-width, one kind of dash, without blanks. */
    private static String plain(String typed) {
        return DASHES.matcher(folded(typed).replaceAll("\\s", "")).replaceAll("-");
    }

    /** Digits of a number as it is dialled within the country. */
    private static String digits(String typed) {
        var plain = plain(typed);
        var national = plain.startsWith("+81") ? "0" + plain.substring(3).replaceFirst("^[(]?0[)]?|^-0?", "") : plain;
        return national.replaceAll("[^0-9]", "");
    }

    /** The digits of a field that must hold nothing else; the empty text when it does. */
    private static String onlyDigits(String typed) {
        return isNumber(typed) ? digits(typed) : "";
    }
}
