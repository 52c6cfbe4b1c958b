package jp.madoguchi.publicnotice;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.eclipse.jetty.http.HttpFields;

/**
 * A resource in one language and coding, ready to go out.
 *
 * @param tag strong, with its quotation marks: other bytes, another tag
 * @param changedAt whole seconds
 * @param head headers of an answer with a body
 * @param unchanged headers of an answer that says that nothing changed
 * @param body only ever read through a slice of its own
 */
record Answer(String tag, Instant changedAt, HttpFields head, HttpFields unchanged, ByteBuffer body) {}
