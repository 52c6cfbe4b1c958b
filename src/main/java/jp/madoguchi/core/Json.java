package jp.madoguchi.core;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Facts as one line of JSON: details of the trail, receipts, payloads. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** As a tree, which may be shown to many sessions and is changed by none. */
    public static ArrayNode tree(List<?> values) {
        return MAPPER.valueToTree(values);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
