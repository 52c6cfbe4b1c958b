package jp.madoguchi.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import jp.madoguchi.InProcess;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.staff.Passwords;
import jp.madoguchi.staff.SignIn;
import org.jooq.DSLContext;

/**
 * The time of a refusal tells nothing (SECURITY T1): medians of a thousand answers each to a name nobody has, a wrong password, an account that
 * waits, one that is not open any more, taken in turn, lie within 5 %. Of two hundred guesses at once at one account five are looked at. After guesses
 * at fifty accounts from many addresses nobody waits longer than fifteen minutes, and an administrator is in afterwards (T2).
 * Arguments: answers of each kind (1000), guesses over fifty accounts (500).
 */
class Login {

    private static final String PASSWORD = "correct horse battery";
    private static final double LIMIT = 0.05;
    private static final int TRIES = 4;
    private static final int WARM = 40;
    private static final int ACCOUNTS = 50;
    private static final int AT_ONCE = 200;
    private static final int LOOKED_AT = 5;

    /** Why somebody is refused. */
    private enum Kind {
        UNKNOWN_NAME,
        WRONG_PASSWORD,
        ACCOUNT_WAITS,
        ACCOUNT_ENDED
    }

    private final Tally tally;
    private final SignIn signIn;
    private final DSLContext superuser;
    private final Scene scene;
    private final Workplace store;
    private final String hash;

    public static void main(String[] args) throws Exception {
        var answers = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        var guesses = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        var tally = new Tally();
        try (var console = InProcess.start()) {
            var check = new Login(tally, console);
            check.timing(answers);
            check.atOnce();
            check.lockedOut(guesses);
        }
        tally.end();
    }

    private Login(Tally tally, InProcess console) {
        this.tally = tally;
        this.signIn = console.beans().getBean(SignIn.class);
        this.superuser = console.as("postgres");
        this.scene = new Scene(superuser, console.as("member_site"));
        this.store = scene.store();
        this.hash = console.beans().getBean(Passwords.class).encode(PASSWORD);
    }

    private void timing(int answers) {
        var tries = new EnumMap<Kind, List<String>>(Kind.class);
        for (var kind : Kind.values()) {
            tries.put(kind, names(kind, answers + WARM));
        }
        var nanos = new EnumMap<Kind, List<Long>>(Kind.class);
        for (var i = 0; i < answers + WARM; i++) {
            // In another order each time, so that no kind always follows the same other one.
            for (var turn = 0; turn < Kind.values().length; turn++) {
                var kind = Kind.values()[(i + turn) % Kind.values().length];
                var began = System.nanoTime();
                var in = signIn.password(tries.get(kind).get(i), password(kind), address());
                var took = System.nanoTime() - began;
                if (in.isPresent()) {
                    tally.that(false, kind + " got in");
                }
                if (i >= WARM) {
                    nanos.computeIfAbsent(kind, of -> new ArrayList<>()).add(took);
                }
            }
        }
        var medians = new EnumMap<Kind, Double>(Kind.class);
        nanos.forEach((kind, times) -> {
            medians.put(kind, times.stream().sorted().toList().get(times.size() / 2) / 1e6);
            tally.progress("%-15s median %.2f ms of %d"
                    .formatted(kind.name().toLowerCase(Locale.ROOT), medians.get(kind), times.size()));
        });
        compare(medians);
        for (var kind : Kind.values()) {
            tally.that(refusals(kind) >= answers, kind + " is what the trail says of " + refusals(kind));
        }
    }

    private void compare(Map<Kind, Double> medians) {
        var known = medians.get(Kind.WRONG_PASSWORD);
        medians.forEach((kind, median) -> tally.that(
                Math.abs(median - known) <= known * LIMIT,
                "%s takes %.2f ms, a wrong password %.2f".formatted(kind, median, known)));
    }

    /** Few enough tries of each account that none begins to wait, but of those that shall. */
    private List<String> names(Kind kind, int count) {
        return switch (kind) {
            case UNKNOWN_NAME ->
                IntStream.range(0, count).mapToObj(i -> "nobody." + i).toList();
            case ACCOUNT_WAITS -> {
                var waiting = account();
                IntStream.range(0, LOOKED_AT).forEach(i -> signIn.password(waiting.signInName(), "wrong", address()));
                yield IntStream.range(0, count)
                        .mapToObj(i -> waiting.signInName())
                        .toList();
            }
            case WRONG_PASSWORD, ACCOUNT_ENDED -> {
                var names = new ArrayList<String>();
                while (names.size() < count) {
                    var account = account();
                    if (kind == Kind.ACCOUNT_ENDED) {
                        superuser.execute(
                                "update madoguchi.staff set valid_to = '2020-01-01' where staff_no = ?",
                                account.staffNo().value());
                    }
                    IntStream.range(0, TRIES).forEach(i -> names.add(account.signInName()));
                }
                yield names;
            }
        };
    }

    /** An account that has ended is refused with the right password, too. */
    private static String password(Kind kind) {
        return kind == Kind.ACCOUNT_ENDED ? PASSWORD : "wrong";
    }

    private int refusals(Kind kind) {
        var reason = switch (kind) {
            case UNKNOWN_NAME -> "NAME_UNKNOWN";
            case WRONG_PASSWORD -> "PASSWORD_WRONG";
            case ACCOUNT_WAITS -> "ACCOUNT_WAITS";
            case ACCOUNT_ENDED -> "ACCOUNT_NOT_OPEN";
        };
        return count(
                "select count(*) from madoguchi.audit_entry where action = 'SIGN_IN_FAILED' and reason = ?", reason);
    }

    private void atOnce() throws Exception {
        var account = account();
        var names =
                IntStream.range(0, AT_ONCE).mapToObj(i -> account.signInName()).toList();
        guess(names, 12);
        var looked = count("""
                select count(*) from madoguchi.audit_entry where action = 'SIGN_IN_FAILED' and staff_no = ? and reason = 'PASSWORD_WRONG'""", account.staffNo().value());
        tally.that(looked == LOOKED_AT, "%d of %d guesses at once are looked at".formatted(looked, AT_ONCE));
    }

    private void lockedOut(int guesses) throws Exception {
        var accounts = new ArrayList<>(
                IntStream.range(0, ACCOUNTS - 1).mapToObj(i -> account()).toList());
        var admin = scene.staff(store, Role.ADMIN);
        password(admin);
        accounts.add(admin);
        guess(
                IntStream.range(0, guesses)
                        .mapToObj(i -> accounts.get(i % ACCOUNTS).signInName())
                        .toList(),
                8);
        var longest = count("""
                select coalesce(max(ceil(extract(epoch from blocked_until - clock_timestamp()) / 60)), 0)::int from workspace.throttle
                where key like 'account:%'""");
        tally.that(longest > 0 && longest <= 15, "nobody waits longer than 15 minutes, but " + longest);
        tally.that(
                signIn.password(admin.signInName(), PASSWORD, address()).isEmpty(),
                "the administrator waits meanwhile");
        superuser.execute("""
                update workspace.throttle set first_at = first_at - interval '15 minutes', blocked_until = blocked_until - interval '15 minutes'
                where key = ?""", "account:" + admin.signInName());
        tally.that(
                signIn.password(admin.signInName(), PASSWORD, address()).isPresent(),
                "a quarter of an hour later the administrator gives name and password as ever");
    }

    private void guess(List<String> names, int callers) throws Exception {
        AtOnce.run(IntStream.range(0, callers)
                .<Callable<Integer>>mapToObj(caller -> () -> {
                    for (var i = caller; i < names.size(); i += callers) {
                        if (signIn.password(names.get(i), "guess", address()).isPresent()) {
                            tally.that(false, "a guess got in");
                        }
                    }
                    return caller;
                })
                .toList());
    }

    private StaffMember account() {
        var account = scene.staff(store, Role.CLERK);
        password(account);
        return account;
    }

    private void password(StaffMember account) {
        superuser.execute(
                "insert into madoguchi.staff_password (staff_no, hash) values (?, ?)",
                account.staffNo().value(),
                hash);
    }

    /** Each try comes from elsewhere, so that no address waits. */
    private static String address() {
        return UUID.randomUUID().toString();
    }

    private int count(String sql, Object... values) {
        return superuser.fetchSingle(sql, values).get(0, Integer.class);
    }
}
