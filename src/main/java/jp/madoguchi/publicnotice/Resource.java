package jp.madoguchi.publicnotice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import jp.madoguchi.core.Sha256;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** The page in one language, or the feed: the same content as it is and compressed. */
final class Resource {

    private static final String TAG_OF_COMPRESSED = "-gz";
    private static final int TAG_BYTES = 16;

    private final byte[] content;
    private final Answer plain;
    private final Answer compressed;

    /**
     * @param before what stood there until now; the same content is the same resource, with its tag and its age
     * @param varies on which headers of the request the answer depends
     */
    static Resource of(
            @Nullable Resource before,
            byte[] content,
            Instant now,
            String type,
            @Nullable Language language,
            String varies) {
        return before != null && Arrays.equals(before.content, content)
                ? before
                : new Resource(content, now, type, language, varies);
    }

    private Resource(byte[] content, Instant now, String type, @Nullable Language language, String varies) {
        this.content = content;
        var common = HttpFields.build(Headers.COMMON)
                .add(HttpHeader.CACHE_CONTROL, "public, max-age=5")
                .add(HttpHeader.VARY, varies);
        if (language != null) {
            common.add(HttpHeader.CONTENT_LANGUAGE, language.tag());
        }
        var digest = HexFormat.of().formatHex(Sha256.of(content), 0, TAG_BYTES);
        var changedAt = now.truncatedTo(ChronoUnit.SECONDS);
        plain = answer('"' + digest + '"', changedAt, common, type, content, null);
        compressed = answer('"' + digest + TAG_OF_COMPRESSED + '"', changedAt, common, type, gzip(content), "gzip");
    }

    Answer answer(boolean mayBeCompressed) {
        return mayBeCompressed ? compressed : plain;
    }

    private static Answer answer(
            String tag, Instant changedAt, HttpFields common, String type, byte[] bytes, @Nullable String coding) {
        var unchanged = HttpFields.build(common)
                .add(HttpHeader.ETAG, tag)
                .add(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(changedAt));
        var head = HttpFields.build(unchanged)
                .add(HttpHeader.CONTENT_TYPE, type)
                .add(HttpHeader.CONTENT_LENGTH, bytes.length);
        if (coding != null) {
            head.add(HttpHeader.CONTENT_ENCODING, coding);
        }
        var body = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
        return new Answer(tag, changedAt, head.asImmutable(), unchanged.asImmutable(), body);
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
