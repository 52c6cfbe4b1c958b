package jp.madoguchi.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import jp.madoguchi.InProcess;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.UseCases.UseCase;
import jp.madoguchi.bench.UidlClient;
import jp.madoguchi.check.Matrix.Act;
import jp.madoguchi.core.Role;

/**
 * Eleven ways in which the trail cannot be written × every use case that leaves an entry, found by reflection and done by somebody who
 * may: it fails, answers nothing, no row that it wrote stands but those that the reviewed list lets it change without an entry, and
 * when the trail works again the same click is done and told. Then the pages of a member, in a browser's protocol: nothing of the
 * member is shown, and the message has its code. Argument: the beginning of the names to look at.
 */
class AuditFailClosed {

    /** What stands in the way of an entry. */
    private enum Way {
        RIGHT_REVOKED(
                "revoke insert on madoguchi.audit_entry from console_app",
                "grant insert on madoguchi.audit_entry to console_app"),
        RAISES("insert into public.broken_trail values ('P0001')"),
        DISK_FULL("insert into public.broken_trail values ('53100')"),
        NEVER_SERIALIZED("insert into public.broken_trail values ('40001')"),
        CONNECTION_KILLED("insert into public.broken_trail values ('57P01')"),
        ENTRY_SWALLOWED("insert into public.broken_trail values ('nothing')"),
        NO_PARTITION("select public.detach()", "select public.attach()"),
        NO_HEAD(
                "create table public.heads as select * from madoguchi.audit_chain; set session_replication_role = replica; delete from madoguchi.audit_chain; reset session_replication_role",
                "set session_replication_role = replica; insert into madoguchi.audit_chain select * from public.heads; drop table public.heads; reset session_replication_role"),
        NUMBERS_USED_UP("select public.use_up()", "select public.give_again()"),
        HEADS_LOCKED("begin; lock table madoguchi.audit_chain in access exclusive mode", "rollback"),
        ENTRIES_LOCKED("begin; lock table madoguchi.audit_entry in share mode", "rollback");

        private final String breaking;
        private final String mending;

        Way(String breaking) {
            this(breaking, "truncate public.broken_trail");
        }

        Way(String breaking, String mending) {
            this.breaking = breaking;
            this.mending = mending;
        }

        /** Each call waits for the lock time-out, so these are tried with every tenth use case. */
        boolean isSlow() {
            return this == HEADS_LOCKED || this == ENTRIES_LOCKED;
        }
    }

    private static final int SLOW = 10;

    /** What a person may read then, each with a code or a number. */
    private static final List<String> SAID =
            List.of("message.database", "shell.database.page", "shell.failure", "shell.unexpected");

    /** As an argument: the pages alone. */
    private static final String PAGES = "pages";

    private static final String TOOLS = """
            create table public.broken_trail (how text);
            create function public.break_trail() returns trigger language plpgsql security definer as $$
            declare v_how text := (select how from public.broken_trail limit 1);
            begin
              if v_how = 'nothing' then return null; end if;
              if v_how = '57P01' then perform pg_terminate_backend(pg_backend_pid()); end if;
              if v_how is not null then raise exception 'the trail is broken' using errcode = v_how; end if;
              return new;
            end $$;
            create trigger zz_broken before insert on madoguchi.audit_entry for each row execute function public.break_trail();
            create table public.partition_kept (name text, bound text);
            create function public.detach() returns void language plpgsql as $$
            declare r record;
            begin
              for r in select c.oid::regclass::text as name, pg_get_expr(c.relpartbound, c.oid) as bound
                       from pg_inherits i join pg_class c on c.oid = i.inhrelid
                       where i.inhparent = 'madoguchi.audit_entry'::regclass loop
                insert into public.partition_kept values (r.name, r.bound);
                execute 'alter table madoguchi.audit_entry detach partition ' || r.name;
              end loop;
            end $$;
            create function public.attach() returns void language plpgsql as $$
            declare r record;
            begin
              for r in select * from public.partition_kept loop
                execute 'alter table madoguchi.audit_entry attach partition ' || r.name || ' ' || r.bound;
              end loop;
              delete from public.partition_kept;
            end $$;
            create function public.use_up() returns void language plpgsql as $$
            begin
              execute format('alter sequence %s maxvalue %s', pg_get_serial_sequence('madoguchi.audit_entry', 'id'),
                (select last_value from pg_sequences where schemaname = 'madoguchi' and sequencename = split_part(pg_get_serial_sequence('madoguchi.audit_entry', 'id'), '.', 2)));
            end $$;
            create function public.give_again() returns void language plpgsql as $$
            begin
              execute format('alter sequence %s no maxvalue', pg_get_serial_sequence('madoguchi.audit_entry', 'id'));
            end $$;
            grant usage on schema public to console_app; grant execute on function public.break_trail() to console_app;
            """;

    /** The first member stands in front of the clerk, and was checked. */
    private static final String SERVED = """
            with opened as (
              insert into madoguchi.contact (channel, place_no, staff_no, member_no, opened_at)
              select 'STORE', p.place_no, s.staff_no, '100000000', clock_timestamp()
              from madoguchi.staff s join madoguchi.staff_place p using (staff_no) where s.sign_in_name = 'clerk' limit 1
              returning contact_no, place_no, staff_no, member_no)
            insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
            select gen_random_uuid(), contact_no, member_no, 'IN_PERSON', 'PASSED', staff_no, place_no, clock_timestamp(),
                   clock_timestamp() + interval '59 minutes'
            from opened""";

    /** Prove something that is good once, so each try comes with its own. */
    private static final String GOOD_ONCE = "staff\\.(MyFactor|Passkeys|SecondFactors)\\..*";

    private final Tally tally;
    private final Matrix matrix;
    private final SeenRows rows;
    private final Connection breaker;
    private int calls;

    public static void main(String[] args) throws Exception {
        var only = args.length > 0 ? args[0] : "";
        var tally = new Tally();
        try (var console = InProcess.start(
                        "--madoguchi.passkeys.origin=http://localhost",
                        "--logging.level.root=off",
                        "--logging.level.jp.madoguchi.audit=off",
                        "--logging.level.org=off",
                        "--logging.level.com=off");
                var breaker = DriverManager.getConnection(console.url("postgres"))) {
            var scene = new Scene(console.as("postgres"), console.as("member_site"));
            Matrix.quiet(scene);
            run(breaker, TOOLS);
            var check = new AuditFailClosed(
                    tally, new Matrix(console.beans(), scene).alwaysTold(), new SeenRows(scene.superuser()), breaker);
            check.useCases(only);
            if (InquiryRound.START.startsWith(only)) {
                check.round(new InquiryRound(console.beans(), scene));
            }
        }
        if (PAGES.startsWith(only)) {
            pages(tally);
        }
        tally.end();
    }

    private AuditFailClosed(Tally tally, Matrix matrix, SeenRows rows, Connection breaker) {
        this.tally = tally;
        this.matrix = matrix;
        this.rows = rows;
        this.breaker = breaker;
    }

    private void useCases(String only) throws IOException {
        var reviewed = Traces.reviewed();
        var tried = 0;
        var nothing = 0;
        for (var useCase : matrix.useCases()) {
            if (!useCase.name().startsWith(only) || useCase.name().equals(InquiryRound.START)) {
                continue;
            }
            var row = reviewed.get(useCase.name());
            tally.that(row != null, useCase.name() + " has a row in " + Traces.REVIEWED);
            if (row == null || row.entries().equals(List.of(List.<String>of()))) {
                nothing++;
                continue;
            }
            var slowToo = ++tried % SLOW == 0;
            tally.prove(useCase.name() + " is tried", () -> tryAll(useCase, whoIsTold(useCase, row), row, slowToo));
        }
        tally.progress(tried + " use cases that leave an entry, " + calls + " calls with a broken trail; " + nothing
                + " that leave none; " + InquiryRound.START + " by itself, because its round goes on after the call");
    }

    /** Somebody of whom the trail tells; where it depends on the case, the roles are asked in turn. */
    private Role whoIsTold(UseCase useCase, Traces row) throws IOException {
        var may = Matrix.whoMay(useCase.name());
        return row.always()
                ? may.getFirst()
                : may.stream()
                        .filter(role -> !matrix.call(matrix.prepare(useCase, role))
                                .entries()
                                .isEmpty())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nobody leaves an entry"));
    }

    private void tryAll(UseCase useCase, Role role, Traces row, boolean slowToo) throws SQLException {
        var act = matrix.prepare(useCase, role);
        for (var way : Way.values()) {
            if (way.isSlow() && !slowToo) {
                continue;
            }
            if (useCase.name().matches(GOOD_ONCE)) {
                act = matrix.prepare(useCase, role);
            }
            var last = rows.last();
            run(breaker, way.breaking);
            Act tried;
            try {
                tried = matrix.call(act);
            } finally {
                run(breaker, way.mending);
            }
            calls++;
            var name = useCase.name() + " by " + role + ", " + way;
            tally.that(
                    tried.answer() == null && cameToNothing(tried, way)
                            || way == Way.NO_PARTITION && tried.outcome().equals(Matrix.NONE),
                    name + ": fails and shows nothing, but was " + tried.outcome());
            var standing = rows.since(last).stream()
                    .filter(table -> !row.untold().contains(table))
                    .toList();
            tally.that(standing.isEmpty(), name + ": stands though the trail does not tell it: " + standing);
        }
        if (useCase.name().matches(GOOD_ONCE)) {
            act = matrix.prepare(useCase, role);
        }
        var last = rows.last();
        var outcome = matrix.call(act).outcome();
        tally.that(
                Matrix.DONE_OR_NONE.contains(outcome) && rows.since(last).contains("audit_entry"),
                useCase.name() + ": with the trail in order it is " + outcome);
    }

    /**
     * Failed; or refused, where the console tries again by itself after such a failure and finds used up what is good once. Where the
     * trail itself is read and is not there, there is nothing to show.
     */
    private static boolean cameToNothing(Act tried, Way way) {
        return Matrix.failed(tried.outcome())
                || way == Way.NEVER_SERIALIZED
                        && tried.useCase().name().matches(GOOD_ONCE)
                        && !Matrix.DONE_OR_NONE.contains(tried.outcome());
    }

    /** With a broken trail the bureau is not asked and the review stays due; then the same round is told whole. */
    private void round(InquiryRound round) throws SQLException {
        var last = rows.last();
        run(breaker, Way.RAISES.breaking);
        try {
            round.run();
        } finally {
            run(breaker, Way.RAISES.mending);
        }
        tally.that(
                rows.since(last).isEmpty() && round.state().equals("DUE"),
                InquiryRound.START + ", trail broken: " + rows.since(last) + ", the review is " + round.state());
        round.run();
        tally.that(
                round.state().equals("ENDED") && !round.entries().isEmpty(),
                InquiryRound.START + ": with the trail in order the review is " + round.state());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    // What people see -------------------------------------------------------------------------------------------------

    private static void pages(Tally tally) throws Exception {
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        var words = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.JAPANESE);
        try (var console = RunningConsole.start(data, false, "--madoguchi.demo.members=20");
                var superuser = console.connect("postgres")) {
            run(superuser, TOOLS);
            // The name stands in the contact's bar: it came there when the contact was opened, which is recorded.
            var secrets = new ArrayList<String>();
            try (var statement = superuser.createStatement();
                    var rows = statement.executeQuery("""
                            select family_kana from madoguchi.member_name where member_no = '100000000' and valid_to is null
                            union select street from madoguchi.member_address where member_no = '100000000' and valid_to is null""")) {
                while (rows.next()) {
                    secrets.add(rows.getString(1));
                }
            }
            run(superuser, SERVED);
            var client = new UidlClient(console.url()).signIn("clerk", ViewDoors.PASSWORD);
            for (var tab : tabs()) {
                for (var broken : List.of(false, true)) {
                    if (broken) {
                        run(superuser, Way.RAISES.breaking);
                    }
                    tally.prove("member page, " + tab + (broken ? ", trail broken" : ""), () -> {
                        client.open("members/100000000/" + tab);
                        var shown = secrets.stream().anyMatch(client.answer()::contains);
                        if (shown == broken) {
                            throw new AssertionError(
                                    shown ? "something of the member is shown" : "the member should be shown");
                        }
                        if (broken && SAID.stream().map(words::getString).noneMatch(client.answer()::contains)) {
                            throw new AssertionError("no message with a code");
                        }
                    });
                    run(superuser, Way.RAISES.mending);
                }
            }
        }
    }

    /** Every tab of the member page, by the part of its address. */
    private static List<String> tabs() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var tabs = new ArrayList<String>();
            for (var file :
                    files.filter(path -> path.toString().endsWith("Tab.java")).toList()) {
                var source = Files.readString(file);
                var id = source.indexOf("public String id() {");
                if (id >= 0) {
                    tabs.add(source.substring(source.indexOf('"', id) + 1).split("\"")[0]);
                }
            }
            return tabs;
        }
    }
}
