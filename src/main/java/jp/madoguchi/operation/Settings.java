package jp.madoguchi.operation;

import static jp.madoguchi.db.madoguchi.Routines.setting;
import static jp.madoguchi.db.madoguchi.Routines.settingInt;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.madoguchi.core.Json;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Numbers and names of the trade in force at a moment, from the table {@code setting}. */
@Component
public class Settings {

    private final DSLContext db;

    Settings(DSLContext db) {
        this.db = db;
    }

    /** @throws org.springframework.dao.DataAccessException when the key has no value at that moment */
    public int number(String key, Instant at) {
        return db.select(settingInt(val(key), val(at, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
    }

    /** Several of them in one statement, in the order of the keys. */
    public List<Integer> numbers(Instant at, String... keys) {
        var moment = val(at, SQLDataType.INSTANT);
        var row = db.select(
                        Stream.of(keys).map(key -> settingInt(val(key), moment)).toList())
                .fetchSingle();
        // Never by into(): jOOQ would keep a mapper for each moment that was asked about.
        return IntStream.range(0, keys.length)
                .mapToObj(i -> row.get(i, Integer.class))
                .toList();
    }

    /** Words of a setting. */
    public String words(String key, Instant at) {
        return Json.read(
                db.select(setting(val(key), val(at, SQLDataType.INSTANT)))
                        .fetchSingle()
                        .value1()
                        .data(),
                String.class);
    }

    public Duration minutes(String key, Instant at) {
        return Duration.ofMinutes(number(key, at));
    }
}
