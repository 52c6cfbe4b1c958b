package jp.madoguchi.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What plain HTTP gets when it goes wrong: two languages, one status, a number that stands in the log too where the fault
 * is ours, nothing about the inside.
 */
@Controller
class PlainErrors implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);
    private static final List<Locale> LANGUAGES = List.of(Locale.JAPANESE, Locale.ENGLISH);

    @RequestMapping("/error")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        var status = status(request);
        var number = status.is5xxServerError() ? recorded(request, status) : "";
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page(status, number).getBytes(StandardCharsets.UTF_8));
    }

    private static String recorded(HttpServletRequest request, HttpStatus status) {
        var number = UnexpectedErrors.number();
        var failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        LOG.error("error {}: {}", number, status.value(), failure);
        return number;
    }

    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static String page(HttpStatus status, String number) {
        var paragraphs = LANGUAGES.stream()
                .flatMap(language -> paragraph(language, status))
                .collect(Collectors.joining("\n"));
        var code = number.isEmpty() ? "" : "<p>" + number + "</p>";
        return """
                <!doctype html>
                <html lang="ja">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%d | Madoguchi</title>
                <link rel="stylesheet" href="/ui/plain.css">
                <main>
                <h1>%d</h1>
                %s
                %s
                <p><a href="/">Madoguchi</a></p>
                </main>
                </html>
                """.formatted(status.value(), status.value(), paragraphs, code);
    }

    private static Stream<String> paragraph(Locale language, HttpStatus status) {
        var key = switch (status) {
            case FORBIDDEN -> "shell.plain.403";
            case NOT_FOUND -> "shell.plain.404";
            case METHOD_NOT_ALLOWED -> "shell.plain.405";
            default -> status.is5xxServerError() ? "shell.plain.500" : "shell.plain.400";
        };
        return Stream.of("<p lang=\"%s\">%s</p>".formatted(language.getLanguage(), words(language, key)));
    }

    /** Straight from the bundle: outside Vaadin's own requests there is nobody else to ask. */
    private static String words(Locale language, String key) {
        var bundleLocale = language.equals(Locale.ENGLISH) ? Locale.ROOT : language;
        return ResourceBundle.getBundle("vaadin-i18n.translations", bundleLocale)
                .getString(key);
    }
}
