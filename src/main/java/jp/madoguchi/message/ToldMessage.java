package jp.madoguchi.message;

import java.time.Instant;

/**
 * That a member was told, or will be; never in which words.
 *
 * @param at when it was written
 */
public record ToldMessage(Instant at, MessageKind kind, MessageChannel channel, MessageState state) {}
