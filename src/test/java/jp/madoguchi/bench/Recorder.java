package jp.madoguchi.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.Param;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.jspecify.annotations.Nullable;

/** Hears what the console sends to its database, with the values, so that the very same can be sent without the console. */
public final class Recorder implements ExecuteListener {

    private final transient ThreadLocal<@Nullable List<Sql>> heard = new ThreadLocal<>();

    public static Recorder of(DSLContext db) {
        var recorder = new Recorder();
        var configuration = db.configuration();
        configuration.set(Stream.concat(
                        Arrays.stream(configuration.executeListenerProviders()),
                        Stream.of(new DefaultExecuteListenerProvider(recorder)))
                .toArray(ExecuteListenerProvider[]::new));
        return recorder;
    }

    private Recorder() {}

    /** What is sent on this thread meanwhile. */
    public List<Sql> during(Runnable work) {
        var list = new ArrayList<Sql>();
        heard.set(list);
        try {
            work.run();
        } finally {
            heard.remove();
        }
        return list;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        var list = heard.get();
        var query = context.query();
        var text = context.sql();
        if (list != null && query != null && text != null) {
            var values = new ArrayList<@Nullable Object>();
            query.getParams().values().stream()
                    .filter(param -> !param.isInline())
                    .map(Recorder::value)
                    .forEach(values::add);
            list.add(new Sql(text, values));
        }
    }

    private static <T> @Nullable Object value(Param<T> param) {
        return inDatabase(param.getDataType(), param.getValue());
    }

    private static <T> @Nullable Object inDatabase(DataType<T> type, @Nullable T value) {
        return value == null ? null : type.getConverter().to(value);
    }
}
