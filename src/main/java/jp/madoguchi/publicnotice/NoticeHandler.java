package jp.madoguchi.publicnotice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.DateParser;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers {@code /notices} and {@code /notices.json} out of the edition of the moment, and nothing else. Who finds the
 * queue full is told to come back.
 */
final class NoticeHandler extends Handler.Abstract.NonBlocking {

    private static final Pattern WISH = Pattern.compile("(?:^|&)lang=([a-z]{2})(?:&|$)");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final HttpFields BUSY =
            HttpFields.build().add(HttpHeader.RETRY_AFTER, 2).asImmutable();
    private static final HttpFields ALLOWED =
            HttpFields.build().add(HttpHeader.ALLOW, "GET, HEAD").asImmutable();

    private final Editions editions;
    private final Executor workers;
    private final Patience patience;

    NoticeHandler(Editions editions, Executor workers, Patience patience) {
        this.editions = editions;
        this.workers = workers;
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        patience.hear(request.getConnectionMetaData().getConnection());
        try {
            workers.execute(() -> answer(request, response, callback));
        } catch (RejectedExecutionException full) {
            say(HttpStatus.SERVICE_UNAVAILABLE_503, BUSY, response, callback);
        }
        return true;
    }

    /** A status in a few plain words. */
    static void say(int status, HttpFields more, Response response, Callback callback) {
        var words = (status + " " + HttpStatus.getMessage(status) + "\n").getBytes(US_ASCII);
        response.setStatus(status);
        response.getHeaders()
                .add(Headers.COMMON)
                .add(more)
                .add(HttpHeader.CACHE_CONTROL, "no-store")
                .add(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8")
                .add(HttpHeader.CONTENT_LENGTH, words.length);
        response.write(true, ByteBuffer.wrap(words), callback);
    }

    private void answer(Request request, Response response, Callback callback) {
        try {
            var method = request.getMethod();
            var path = request.getHttpURI().getPath();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                say(HttpStatus.METHOD_NOT_ALLOWED_405, ALLOWED, response, callback);
            } else if (path.equals("/notices") || path.equals("/notices.json")) {
                send(request, response, callback);
            } else {
                say(HttpStatus.NOT_FOUND_404, HttpFields.EMPTY, response, callback);
            }
        } catch (RuntimeException failure) {
            callback.failed(failure);
        }
    }

    private void send(Request request, Response response, Callback callback) {
        var edition = editions.current();
        if (edition == null) {
            say(HttpStatus.SERVICE_UNAVAILABLE_503, BUSY, response, callback);
            return;
        }
        var resource =
                request.getHttpURI().getPath().endsWith(".json") ? edition.feed() : edition.page(language(request));
        var asked = request.getHeaders();
        var answer =
                resource.answer(asked.getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains("gzip"));
        if (isKnown(answer, asked)) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            response.getHeaders().add(answer.unchanged());
            response.write(true, NOTHING, callback);
            return;
        }
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().add(answer.head());
        response.write(
                true,
                request.getMethod().equals("HEAD") ? NOTHING : answer.body().slice(),
                callback);
    }

    private static Language language(Request request) {
        var query = request.getHttpURI().getQuery();
        var wish = query == null ? null : WISH.matcher(query);
        var chosen = wish == null || !wish.find() ? null : Language.tagged(wish.group(1));
        return chosen == null ? Language.wished(request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE)) : chosen;
    }

    /** By the tag where the asker names one, by the date otherwise (RFC 9110, 13.2.2). */
    private static boolean isKnown(Answer answer, HttpFields asked) {
        var tags = asked.getValuesList(HttpHeader.IF_NONE_MATCH);
        if (!tags.isEmpty()) {
            return tags.stream()
                    .flatMap(line -> List.of(line.split(",")).stream())
                    .map(tag -> tag.strip().replaceFirst("^W/", ""))
                    .anyMatch(tag -> tag.equals("*") || tag.equals(answer.tag()));
        }
        var date = asked.get(HttpHeader.IF_MODIFIED_SINCE);
        var since = date == null ? -1 : DateParser.parseDate(date);
        return since >= 0 && !answer.changedAt().isAfter(Instant.ofEpochMilli(since));
    }
}
