package jp.madoguchi.message;

import java.time.Instant;

/** A text with the moment from which it is used. */
record MessageText(MessageKind kind, MessageChannel channel, Instant validFrom, Template template) {}
