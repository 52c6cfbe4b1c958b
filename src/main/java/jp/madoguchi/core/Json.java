package jp.madoguchi.core;

import tools.jackson.databind.json.JsonMapper;

/** Facts as one line of JSON: details of the trail, receipts, payloads. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
