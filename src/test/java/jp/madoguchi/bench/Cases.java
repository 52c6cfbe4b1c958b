package jp.madoguchi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.bench.Result.Layer;
import jp.madoguchi.contact.ContactHistory;
import jp.madoguchi.contact.ContactLine;
import jp.madoguchi.contract.ContractDesk;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.member.Members;
import jp.madoguchi.member.TimelineKind;
import jp.madoguchi.member.Timelines;
import org.jspecify.annotations.Nullable;

/** Everything that is measured on one database, at one caller and at eight. */
final class Cases {

    static final String MEMBER_PAGE = "member page";
    static final String CLEARING = "clearing a lock";
    static final String RECORDING = "phone number, all of the transaction beside all but the trail";
    static final String SHORT = "opening a member with 10 transactions";
    static final String LONG = "opening a member with 20 years and 5,000 transactions";
    static final List<String> LISTS = List.of("timeline of a member", "contacts of a member");

    private static final int[] CALLERS = {1, 8};
    private static final int MOST = 8;
    private static final int WARM_UP = 400;

    /** More callers bring connections of their own, on which each statement must be prepared. */
    private static final int WARM_UP_MORE = 160;

    /** Searches of all shapes in one tab before the first is measured: the console has served since the morning. */
    private static final int MORNING = 2000;

    private static final int SEARCHES = 400;
    private static final int EXPLAINED = 5;
    private static final int PAGES = 200;

    /** A page over HTTP and a clearing cost more than a statement. */
    private static final int DEARER = 2;

    private static final int DEAREST = 6;

    private final Ground ground;
    private final long members;
    private final Options options;
    private final Recorder recorder;
    private final List<StaffMember> clerks;
    private final List<SearchTab> tabs = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    Cases(Ground ground, long members, Options options) throws Exception {
        this.ground = ground;
        this.members = members;
        this.options = options;
        this.recorder = ground.recorder();
        this.clerks = ground.clerks(MOST);
        for (var clerk : clerks) {
            tabs.add(ground.tab(clerk));
            connections.add(ground.bare());
        }
    }

    List<Result> measure() throws Exception {
        var shapes = Shape.all(ground.superuser(), SEARCHES);
        for (var i = 0; i < MORNING; i++) {
            var typed = shapes.get(i % shapes.size()).typed();
            tabs.getFirst().search(typed.get(i % typed.size()));
        }
        for (var shape : shapes) {
            if (wanted(shape.name())) {
                search(shape);
            }
        }
        if (wanted(RECORDING)) {
            recording();
        }
        if (wanted(MEMBER_PAGE)) {
            memberPage();
        }
        if (wanted(CLEARING)) {
            clearing();
        }
        lists();
        histories();
        for (var connection : connections) {
            connection.close();
        }
        return results;
    }

    private boolean wanted(String name) {
        return options.only().matcher(name).find();
    }

    // Searches --------------------------------------------------------------------------------------------------------

    private void search(Shape shape) throws Exception {
        var typed = shape.typed();
        var logs = typed.stream()
                .map(text -> new SearchLog(recorded(() -> ground.search(text))))
                .toList();
        var sql = logs.stream().map(SearchLog::search).toList();
        var all = logs.stream().map(SearchLog::all).toList();
        measure(
                shape.name(),
                shape.growth(),
                buffers(sql),
                rows(sql),
                caller -> Map.of(
                        Layer.SQL, alone(caller, sql),
                        Layer.TRANSACTION, transaction(caller, all),
                        Layer.SERVICE, service(caller, i -> ground.search(typed.get(i % typed.size()))),
                        Layer.CLICK, i -> tabs.get(caller).click(),
                        Layer.VIEW, i -> tabs.get(caller).search(typed.get(i % typed.size()))));
    }

    /** What the entry in the trail adds, in the database alone. */
    private void recording() throws Exception {
        var phones = Shape.all(ground.superuser(), SEARCHES).stream()
                .filter(shape -> shape.name().equals("phone number"))
                .findFirst()
                .orElseThrow();
        var logs = phones.typed().stream()
                .map(text -> new SearchLog(recorded(() -> ground.search(text))))
                .toList();
        var without = logs.stream().map(SearchLog::unrecorded).toList();
        var all = logs.stream().map(SearchLog::all).toList();
        measure(
                RECORDING,
                0,
                null,
                1,
                caller -> Map.of(
                        Layer.SQL, transaction(caller, without),
                        Layer.SERVICE, transaction(caller, all)));
    }

    // The page of a member --------------------------------------------------------------------------------------------

    private void memberPage() throws Exception {
        var use = ground.beans().getBean(Members.class);
        var numbers = Person.byChance(ground.superuser(), SEARCHES).stream()
                .map(Person::memberNo)
                .toList();
        var all = numbers.stream()
                .map(number -> recorded(() -> use.open(new MemberNo(number), null)))
                .toList();
        var sql = all.stream()
                .map(sent -> sent.stream()
                        .filter(each -> each.isQuery() && each.mentions("member_name") && !each.mentions("contact"))
                        .toList())
                .toList();
        measure(
                MEMBER_PAGE,
                0,
                buffers(sql),
                1,
                caller -> Map.of(
                        Layer.SQL, alone(caller, sql),
                        Layer.TRANSACTION, transaction(caller, all),
                        Layer.SERVICE,
                                service(caller, i -> use.open(new MemberNo(numbers.get(i % numbers.size())), null)),
                        Layer.CLICK, i -> tabs.get(caller).click(),
                        Layer.VIEW, i -> tabs.get(caller).openMember(numbers.get(i % numbers.size()))));
        for (var tab : tabs) {
            tab.open();
        }
    }

    // Clearing --------------------------------------------------------------------------------------------------------

    /** Beside the bare transaction: one update, and one entry of the trail. Every call takes a member who is locked. */
    private void clearing() throws Exception {
        var calls = options.calls() / DEAREST;
        for (var callers : CALLERS) {
            var locked = new ConcurrentLinkedQueue<Counter>();
            for (var i = 0; i < 2 * WARM_UP + 2 * 2 * calls; i++) {
                var member = ground.scene().locked();
                locked.add(Counter.open(ground.beans(), ground.scene(), ground.store(), member)
                        .pass());
            }
            var checks = checks();
            for (var i = 0; i < WARM_UP; i++) {
                clear(locked, 0, checks).call(i);
                cleared(locked).call(i);
            }
            var layers = new EnumMap<Layer, List<Caller>>(Layer.class);
            layers.put(Layer.SQL, callers(callers, caller -> clear(locked, caller, checks)));
            layers.put(Layer.SERVICE, callers(callers, caller -> cleared(locked)));
            add(CLEARING, callers, 0, layers, Map.of(Layer.SQL, calls, Layer.SERVICE, calls), null, 1);
        }
    }

    private Map<String, Long> checks() throws SQLException {
        var checks = new HashMap<String, Long>();
        try (var s = ground.superuser().createStatement();
                var r = s.executeQuery(
                        "select contact_no, max(id) from madoguchi.identity_check where at > now() - interval '1 hour'"
                                + " group by 1")) {
            while (r.next()) {
                checks.put(r.getString(1), r.getLong(2));
            }
        }
        return checks;
    }

    private Caller cleared(Queue<Counter> locked) {
        return i -> {
            var counter = locked.remove();
            Scene.signIn(counter.clerk());
            return nanos(() -> {
                counter.clear(OperationId.make());
                return null;
            });
        };
    }

    private Caller clear(Queue<Counter> locked, int caller, Map<String, Long> checks) {
        var c = connections.get(caller);
        return i -> {
            var counter = locked.remove();
            var clerk = counter.clerk().staffNo().value();
            var place = ground.store().placeNo().value();
            var contact = counter.contact().value();
            var member = counter.member().memberNo().value();
            var update = new Sql("""
                update madoguchi.login_lock set cleared_at = clock_timestamp(), cleared_by = ?, cleared_place_no = ?,
                  cleared_contact_no = ?, cleared_check_id = ?, clear_reason = 'MISTYPED'
                where member_no = ? and cleared_at is null\
                """, List.of(clerk, place, contact, checks.get(contact), member));
            var entry = new Sql("""
                insert into madoguchi.audit_entry (action, outcome, staff_no, place_no, contact_no, member_no, reason, details)
                values ('LOCK_CLEARED', 'DONE', ?, ?, ?, ?, 'MISTYPED', '{}')\
                """, List.of(clerk, place, contact, member));
            return nanos(() -> {
                runTogether(c, List.of(update, entry));
                return null;
            });
        };
    }

    // Lists -----------------------------------------------------------------------------------------------------------

    private void lists() throws Exception {
        var member = ground.scene().member().memberNo();
        fillLists(member);
        var timelines = ground.beans().getBean(Timelines.class);
        var deeds = TimelineKind.deeds();
        var contacts = ground.beans().getBean(ContactHistory.class);
        Scene.signIn(clerks.getFirst());
        @Nullable Instant before = null;
        @Nullable ContactLine contact = null;
        for (var i = 1; i < PAGES; i++) {
            before = timelines.of(member, deeds, before).next();
            contact = contacts.of(member, contact).getLast();
        }
        Scene.signOut();
        var far = before;
        var lastContact = contact;
        pages(LISTS.get(0), i -> timelines.of(member, deeds, null), i -> timelines.of(member, deeds, far));
        pages(LISTS.get(1), i -> contacts.of(member, null), i -> contacts.of(member, lastContact));
    }

    private void pages(String list, IntFunction<?> first, IntFunction<?> far) throws Exception {
        if (!wanted(list)) {
            return;
        }
        for (var callers : CALLERS) {
            var both = Map.of(
                    1,
                    callers(callers, caller -> service(caller, first::apply)),
                    PAGES,
                    callers(callers, caller -> service(caller, far::apply)));
            for (var page : both.values()) {
                Measure.block(page, callers == 1 ? WARM_UP : WARM_UP_MORE);
            }
            var load = Machine.load();
            var idle = Machine.idle();
            var latency = Measure.interleaved(both, Map.of(1, options.calls(), PAGES, options.calls()));
            for (var page : List.of(1, PAGES)) {
                keep(new Result(
                        list + ", page " + page,
                        members,
                        callers,
                        0,
                        Map.of(Layer.SERVICE, latency.get(page)),
                        null,
                        0,
                        load,
                        idle));
            }
        }
    }

    /** Head and account of two members after a check: ten transactions, and twenty years with 5,000 of them. */
    private void histories() throws Exception {
        if (!wanted(SHORT) && !wanted(LONG)) {
            return;
        }
        var served = new LinkedHashMap<String, List<Counter>>();
        for (var movements : Map.of(SHORT, 10, LONG, 5_000).entrySet()) {
            var member = ground.scene().member();
            ground.scene().twentyYears(member.memberNo(), movements.getValue());
            served.put(
                    movements.getKey(),
                    IntStream.range(0, MOST)
                            .mapToObj(caller -> Counter.open(ground.beans(), ground.scene(), ground.store(), member)
                                    .pass())
                            .toList());
        }
        for (var callers : CALLERS) {
            var both = new LinkedHashMap<String, List<Caller>>();
            served.forEach((name, counters) ->
                    both.put(name, callers(callers, caller -> opening(counters.get(caller)))));
            for (var each : both.values()) {
                Measure.block(each, callers == 1 ? WARM_UP : WARM_UP_MORE);
            }
            var load = Machine.load();
            var idle = Machine.idle();
            var latency = Measure.interleaved(both, Map.of(SHORT, options.calls(), LONG, options.calls()));
            for (var name : List.of(SHORT, LONG)) {
                keep(new Result(
                        name, members, callers, 0, Map.of(Layer.SERVICE, latency.get(name)), null, 1, load, idle));
            }
        }
    }

    private Caller opening(Counter counter) {
        var use = ground.beans().getBean(Members.class);
        var desk = ground.beans().getBean(ContractDesk.class);
        var member = counter.member().memberNo();
        return service(counter.clerk(), i -> {
            use.open(member, null);
            desk.read(member);
        });
    }

    /** A member about whom much was done. */
    private void fillLists(MemberNo member) throws SQLException {
        var clerk = clerks.getFirst().staffNo().value();
        var place = ground.store().placeNo().value();
        for (var sql : List.of("""
            insert into madoguchi.login_attempt (at, member_no, id_kind, id_digest, id_shown, channel, outcome, counted)
            select now() - n * interval '150 minutes', who.member, 'CARD', sha256('1'), '*1', 'APP', 'SUCCESS', false
            from generate_series(1, 6100) n, (select ?::text as clerk, ?::text as place, ?::text as member) who\
            """, """
            insert into madoguchi.contact (channel, place_no, staff_no, member_no, opened_at, closed_at, category, cause, outcome)
            select 'STORE', place, clerk, member, now() - n * interval '1 hour', now() - n * interval '1 hour' + interval '5 minutes',
                   'LOGIN', 'LOCKED', 'EXPLAINED'
            from generate_series(1, 4100) n, (select ?::text as clerk, ?::text as place, ?::text as member) who\
            """)) {
            try (var insert = ground.superuser().prepareStatement(sql)) {
                insert.setString(1, clerk);
                insert.setString(2, place);
                insert.setString(3, member.value());
                insert.executeUpdate();
            }
        }
    }

    // Layers ----------------------------------------------------------------------------------------------------------

    private void measure(
            String name,
            int growth,
            @Nullable Long buffers,
            double rows,
            IntFunction<Map<Layer, Caller>> layersOfCaller)
            throws Exception {
        var calls = new EnumMap<Layer, Integer>(Layer.class);
        for (var layer : Layer.values()) {
            calls.put(layer, layer.compareTo(Layer.SERVICE) > 0 ? options.calls() / DEARER : options.calls());
        }
        for (var callers : CALLERS) {
            var layers = new EnumMap<Layer, List<Caller>>(Layer.class);
            for (var caller = 0; caller < callers; caller++) {
                layersOfCaller
                        .apply(caller)
                        .forEach((layer, each) -> layers.computeIfAbsent(layer, any -> new ArrayList<>())
                                .add(each));
            }
            for (var layer : layers.values()) {
                Measure.block(layer, callers == 1 ? WARM_UP : WARM_UP_MORE);
            }
            add(name, callers, growth, layers, calls, buffers, rows);
        }
    }

    private void add(
            String name,
            int callers,
            int growth,
            Map<Layer, List<Caller>> layers,
            Map<Layer, Integer> calls,
            @Nullable Long buffers,
            double rows)
            throws Exception {
        var load = Machine.load();
        var idle = Machine.idle();
        var latency = Measure.interleaved(layers, calls);
        keep(new Result(name, members, callers, growth, latency, buffers, rows, load, idle));
    }

    private void keep(Result result) {
        results.add(result);
        System.out.println(Report.line(result));
    }

    private static List<Caller> callers(int count, IntFunction<Caller> each) {
        return IntStream.range(0, count).mapToObj(each).toList();
    }

    private Caller alone(int caller, List<List<Sql>> searches) {
        var c = connections.get(caller);
        return i -> nanos(() -> {
            for (var sql : searches.get(i % searches.size())) {
                sql.run(c);
            }
            return null;
        });
    }

    private Caller transaction(int caller, List<List<Sql>> uses) {
        var c = connections.get(caller);
        return i -> nanos(() -> {
            runTogether(c, uses.get(i % uses.size()));
            return null;
        });
    }

    private static void runTogether(Connection c, List<Sql> statements) throws SQLException {
        c.setAutoCommit(false);
        for (var sql : statements) {
            sql.run(c);
        }
        c.commit();
        c.setAutoCommit(true);
    }

    private Caller service(int caller, IntConsumer use) {
        return service(clerks.get(caller), use);
    }

    private static Caller service(StaffMember clerk, IntConsumer use) {
        return new Caller() {
            @Override
            public void arrive() {
                Scene.signIn(clerk);
            }

            @Override
            public long call(int number) throws Exception {
                return nanos(() -> {
                    use.accept(number);
                    return null;
                });
            }
        };
    }

    private static long nanos(Callable<?> work) throws Exception {
        var before = System.nanoTime();
        work.call();
        return System.nanoTime() - before;
    }

    private List<Sql> recorded(Runnable use) {
        return recorder.during(() -> Counter.as(clerks.getFirst(), () -> {
            use.run();
            return true;
        }));
    }

    private long buffers(List<List<Sql>> searches) throws SQLException {
        var most = 0L;
        for (var statements : searches.subList(0, Math.min(EXPLAINED, searches.size()))) {
            var sum = 0L;
            for (var sql : statements) {
                sum += Plan.of(connections.getFirst(), sql, Plan.Mode.CUSTOM).buffers();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    /** Of the last statement of a search: those that are shown. */
    private double rows(List<List<Sql>> searches) throws SQLException {
        var rows = 0;
        for (var statements : searches) {
            rows += statements.isEmpty() ? 0 : statements.getLast().run(connections.getFirst());
        }
        return (double) rows / searches.size();
    }
}
