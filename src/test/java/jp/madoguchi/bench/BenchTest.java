package jp.madoguchi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import jp.madoguchi.bench.Result.Layer;
import jp.madoguchi.core.Json;
import org.junit.jupiter.api.Test;

class BenchTest {

    @Test
    void a_percentile_is_a_time_that_was_measured() {
        var nanos =
                LongStream.rangeClosed(1, 200).map(ms -> (201 - ms) * 1_000_000).toArray();
        assertThat(Latency.of(nanos)).isEqualTo(new Latency(200, 100, 190, 198));
        assertThat(Latency.of(new long[] {3_000_000})).isEqualTo(new Latency(1, 3, 3, 3));
    }

    @Test
    void the_better_pass_counts_and_every_call_is_made_once() throws Exception {
        var made = new ConcurrentLinkedQueue<Integer>();
        Caller caller = i -> {
            made.add(i);
            return i;
        };
        assertThat(Measure.block(List.of(caller, caller, caller), 100))
                .containsExactly(LongStream.range(0, 100).toArray());
        assertThat(made).hasSize(100).doesNotHaveDuplicates();
        var pass = new AtomicInteger();
        Caller slowAtFirst = i -> pass.getAndIncrement() == 0 ? 9_000_000 : 2_000_000;
        assertThat(Measure.interleaved(Map.of("only", List.of(slowAtFirst)), Map.of("only", 1)))
                .isEqualTo(Map.of("only", new Latency(1, 2, 2, 2)));
    }

    @Test
    void use_case_and_screen_of_a_case_are_an_object_each() {
        var all = Json.read(Report.json(List.of(result("phone number", 1000, 1, 2))), List.class);
        assertThat(all).hasSize(2);
        assertThat((Map<?, ?>) all.getFirst())
                .isEqualTo(Map.ofEntries(
                        Map.entry("case", "phone number"),
                        Map.entry("members", 1000),
                        Map.entry("callers", 1),
                        Map.entry("n", 10),
                        Map.entry("p50_ms", 1.0),
                        Map.entry("p95_ms", 2.0),
                        Map.entry("p99_ms", 3.0),
                        Map.entry("raw_p50_ms", 0.1),
                        Map.entry("raw_p95_ms", 0.2),
                        Map.entry("transaction_p50_ms", 0.8),
                        Map.entry("transaction_p95_ms", 1.2),
                        Map.entry("buffers", 7),
                        Map.entry("rows", 1.0),
                        Map.entry("load", 0.5),
                        Map.entry("idle_percent", 99)));
        assertThat(((Map<?, ?>) all.getLast()).get("case")).isEqualTo("phone number (view)");
        assertThat(((Map<?, ?>) all.getLast()).get("click_p95_ms")).isEqualTo(1.0);
    }

    @Test
    void a_goal_names_the_case_that_comes_closest() {
        var goals = Goals.of(List.of(
                result("phone number", 1000, 1, 2),
                result("kana", 1000, 1, 49),
                result("phone number", 50_000, 1, 5),
                result("kana", 50_000, 1, 51)));
        assertThat(goals)
                .contains(new Goals.Goal(
                        "no search takes longer than 50 ms (p95 of the use case)", "kana: 102 % of it", false))
                .anySatisfy(goal -> {
                    assertThat(goal.promise()).startsWith("growth by size");
                    assertThat(goal.worst()).isEqualTo("phone number: 79 % of it");
                    assertThat(goal.met()).isTrue();
                });
    }

    @Test
    void the_picture_shows_each_search_of_the_largest_database() {
        assertThat(Plot.svg(List.of(result("phone number", 1000, 1, 2), result("kana", 50_000, 1, 2))))
                .startsWith("<svg ")
                .contains(">kana<")
                .doesNotContain(">phone number<");
    }

    @Test
    void values_of_a_statement_are_numbered_outside_of_quotes_only() {
        var sql = new Sql(
                "select '?', \"a?b\" from t where a = ? and b = any (?)", List.of("x'y", new String[] {"1", "2"}));
        assertThat(sql.numbered()).isEqualTo("select '?', \"a?b\" from t where a = $1 and b = any ($2)");
        assertThat(sql.types()).isEqualTo("(varchar, text[])");
        assertThat(sql.literals()).isEqualTo("('x''y', '{\"1\",\"2\"}')");
        assertThatThrownBy(() -> new Sql("select ?", List.of()).numbered()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_plan_counts_what_each_loop_threw_away() {
        var plan = Plan.of("""
                [{"Plan": {"Node Type": "Nested Loop", "Actual Rows": 2.00, "Actual Loops": 1, "Shared Hit Blocks": 9, "Shared Read Blocks": 4,
                  "Plans": [{"Node Type": "Seq Scan", "Relation Name": "card", "Actual Rows": 1, "Actual Loops": 2, "Rows Removed by Filter": 30},
                            {"Node Type": "Index Scan", "Relation Name": "member", "Actual Rows": 1, "Actual Loops": 2}]}}]""");
        assertThat(plan).isEqualTo(new Plan(13, 2, 60, List.of("card")));
    }

    /** The use case with this p95, everything else fixed. */
    private static Result result(String name, long members, int callers, double p95) {
        var layers = new EnumMap<Layer, Latency>(Layer.class);
        layers.put(Layer.SQL, new Latency(10, 0.1, 0.2, 0.3));
        layers.put(Layer.TRANSACTION, new Latency(10, 0.8, 1.2, 1.4));
        layers.put(Layer.SERVICE, new Latency(10, 1, p95, 3));
        layers.put(Layer.CLICK, new Latency(10, 0.5, 1, 2));
        layers.put(Layer.VIEW, new Latency(10, 3, 4, 5));
        return new Result(name, members, callers, 3, layers, 7L, 1, 0.5, 99);
    }
}
