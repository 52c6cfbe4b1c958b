package jp.madoguchi.ui;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows as CSV (RFC 4180) in UTF-8 with a byte order mark, as spreadsheets on Japanese desks read it. */
public final class Csv {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String LINE_END = "\r\n";
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    public static byte[] of(List<String> head, List<List<String>> rows) {
        return Stream.concat(Stream.of(head), rows.stream())
                .map(cells -> cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + LINE_END)
                .collect(Collectors.joining("", BYTE_ORDER_MARK, ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Quoted; what a spreadsheet would take for a formula begins with an apostrophe, so that it stays words. */
    public static String cell(String text) {
        var safe = !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
