package jp.madoguchi.publicnotice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes an HTML document. What is no name of an element or attribute is escaped, so no text can become markup. */
final class Markup {

    private final StringBuilder html = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values in turn */
    Markup open(String element, String... attributes) {
        empty(element, attributes);
        open.push(element);
        return this;
    }

    Markup close() {
        html.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element that has no content and no end: meta, link. */
    Markup empty(String element, String... attributes) {
        html.append('<').append(element);
        for (var i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]).html.append('"');
        }
        html.append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    Markup text(String text) {
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            switch (letter) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                // As it stands, the browser would read a line feed.
                case '\r' -> html.append("&#13;");
                default -> html.append(letter);
            }
        }
        return this;
    }

    /** @param sheet of our own, word for word; its hash stands in the policy of the page */
    Markup style(String sheet) {
        html.append("<style>").append(sheet).append("</style>\n");
        return this;
    }

    byte[] bytes() {
        return html.toString().getBytes(UTF_8);
    }
}
