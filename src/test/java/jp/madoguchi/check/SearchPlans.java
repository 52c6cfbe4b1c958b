package jp.madoguchi.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import jp.madoguchi.Counter;
import jp.madoguchi.LargeDatabase;
import jp.madoguchi.bench.Ground;
import jp.madoguchi.bench.Plan;
import jp.madoguchi.bench.SearchLog;
import jp.madoguchi.bench.Shape;
import jp.madoguchi.bench.Sql;

/**
 * How the database does every statement of the member search, planned for its values and planned once for all: no table
 * of members is read from end to end, little is looked at, and little is thrown away. Counts only, so that a busy machine
 * changes nothing. Arguments: --members N (100000), --data FOLDER (target/search-plans; kept, and filled when empty).
 */
class SearchPlans {

    private static final int SEARCHES = 12;
    private static final int REMOVED = 200;

    /** A member is shown from eight tables, each by its index: three or four blocks of the index and one of the table. */
    private static final int BUFFERS_OF_A_ROW = 35;

    private static final Set<String> MEMBERS = Set.of(
            "member",
            "member_name",
            "member_phone",
            "member_email",
            "member_address",
            "card",
            "web_id",
            "contract",
            "login_lock");

    private final Tally tally = new Tally();

    public static void main(String[] args) throws Exception {
        var members = Long.parseLong(argument(args, "--members", "100000"));
        var folder = Path.of(argument(args, "--data", "target/search-plans"));
        Files.createDirectories(folder);
        LargeDatabase.make(folder, members, false);
        var check = new SearchPlans();
        try (var ground = Ground.on(folder, members)) {
            check.prove(ground);
        }
        check.tally.end();
    }

    private static String argument(String[] args, String name, String otherwise) {
        var at = List.of(args).indexOf(name);
        return at < 0 ? otherwise : args[at + 1];
    }

    private void prove(Ground ground) throws Exception {
        var recorder = ground.recorder();
        var clerk = ground.clerks(1).getFirst();
        System.out.printf(
                "%-46s %-5s %-7s %6s %8s %8s  %s%n",
                "shape (the worst of " + SEARCHES + ")", "what", "plan", "rows", "buffers", "removed", "read whole");
        try (var connection = ground.bare()) {
            for (var shape : Shape.all(ground.superuser(), SEARCHES)) {
                var statements = new ArrayList<Sql>();
                for (var typed : shape.typed()) {
                    var log = new SearchLog(recorder.during(() -> Counter.as(clerk, () -> {
                        ground.search(typed);
                        return typed;
                    })));
                    statements.addAll(log.search());
                }
                tally.that(!statements.isEmpty(), shape.name() + " asks the database");
                for (var mode : Plan.Mode.values()) {
                    judge(connection, shape, mode, false, statements);
                    judge(connection, shape, mode, true, statements);
                }
            }
        }
    }

    private void judge(Connection connection, Shape shape, Plan.Mode mode, boolean shown, List<Sql> statements)
            throws SQLException {
        var plans = new ArrayList<Plan>();
        for (var sql : statements) {
            if (SearchLog.isShown(sql) == shown) {
                plans.add(Plan.of(connection, sql, mode));
            }
        }
        if (plans.isEmpty()) {
            return;
        }
        var whole = plans.stream()
                .flatMap(plan -> plan.wholeTables().stream())
                .distinct()
                .toList();
        System.out.printf(
                "%-46s %-5s %-7s %6d %8d %8d  %s%n",
                shape.name(),
                shown ? "rows" : "who",
                mode,
                most(plans, Plan::rows),
                most(plans, Plan::buffers),
                most(plans, Plan::removed),
                String.join(" ", whole));
        var what = shape.name() + ", " + (shown ? "what is shown" : "who") + ", " + mode + ": ";
        tally.that(whole.stream().noneMatch(MEMBERS::contains), what + "reads all of " + whole);
        tally.that(
                most(plans, Plan::removed) <= (shape.meetsBroadly() ? shape.buffers() : REMOVED),
                what + "throws away " + most(plans, Plan::removed) + " rows");
        var limit = shown ? "of " + BUFFERS_OF_A_ROW + " a row" : "of " + shape.buffers();
        tally.that(
                plans.stream()
                        .allMatch(plan -> plan.buffers()
                                <= (shown ? BUFFERS_OF_A_ROW * Math.max(1, plan.rows()) : shape.buffers())),
                what + "looks at " + most(plans, Plan::buffers) + " buffers " + limit);
    }

    private static long most(List<Plan> plans, ToLongFunction<Plan> what) {
        return plans.stream().mapToLong(what).max().orElse(0);
    }
}
