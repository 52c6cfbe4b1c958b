package jp.madoguchi.core;

import java.util.List;

/** A text of the bundles, with what fills it; only ui, PDF and mail turn it into words. */
public record Message(String key, List<Object> arguments) {

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }
}
