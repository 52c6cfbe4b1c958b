package jp.madoguchi.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.bench.UidlClient;
import jp.madoguchi.core.Role;

/** Every view of docs/permissions.md, opened at its address and gone to within a tab, by everybody who is in and by who is not. */
final class ViewDoors {

    static final String PASSWORD = "madoguchi-demo-2026";

    private static final String DENIED = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.JAPANESE)
            .getString("shell.denied");

    /** The pages that come first for who owes the second factor or has locked the screens. */
    private static final Set<String> FIRST = Set.of("/second-factor", "/locked");

    private final Tally tally;
    private final Map<String, List<Boolean>> views = new LinkedHashMap<>();

    static void run(Tally tally) throws Exception {
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var console = RunningConsole.start(data, false, "--madoguchi.demo.members=20");
                var strict = RunningConsole.start(
                        data,
                        false,
                        "--madoguchi.demo.second-factor=true",
                        "--spring.datasource.url=" + console.jdbcUrl(),
                        "--spring.datasource.username=console_app")) {
            var doors = new ViewDoors(tally);
            for (var role : Role.values()) {
                doors.role(console, role);
            }
            doors.outside("nobody", new UidlClient(console.url()));
            doors.outside("who owes the second factor", new UidlClient(strict.url()).signIn("clerk", PASSWORD));
            doors.locked(console);
            doors.closed(console);
            tally.progress(doors.views.size() + " views");
        }
    }

    private ViewDoors(Tally tally) throws IOException {
        this.tally = tally;
        for (var line : Files.readAllLines(Path.of("docs/permissions.md"))) {
            if (line.startsWith("| `/")) {
                var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
                views.put(
                        cells.get(1).replace("`", ""),
                        cells.subList(2, cells.size()).stream().map("Y"::equals).toList());
            }
        }
    }

    /** With something in the place of what is filled in; a demo member where it is one. */
    private static String address(String view) {
        return view.substring(1)
                .replaceAll("/:\\w+\\?", "")
                .replace(":memberNo", "100000000")
                .replace(":contactNo", "C1000000000")
                .replaceAll(":number\\(.*\\)", "S00001")
                .replaceAll(":token\\(.*\\)", "A".repeat(32))
                .replaceAll(":\\w+", "00000000-0000-0000-0000-000000000001");
    }

    private void role(RunningConsole console, Role role) throws Exception {
        var client = new UidlClient(console.url()).signIn(role.name().toLowerCase(Locale.ROOT), PASSWORD);
        for (var view : views.entrySet()) {
            var open = view.getValue().get(1 + role.ordinal());
            if (view.getKey().equals("/sign-in")
                    || view.getKey().startsWith("/start/")
                    || view.getKey().equals("/locked")) {
                continue;
            }
            tally.prove(role + " opens " + view.getKey(), () -> {
                client.open(address(view.getKey()));
                judge(open, client.answer());
            });
            tally.prove(role + " goes to " + view.getKey(), () -> {
                client.open("account").navigate(address(view.getKey()));
                judge(open, client.answer());
            });
        }
    }

    private static void judge(boolean open, String answer) {
        if (open == answer.contains(DENIED)) {
            throw new AssertionError(open ? "should open" : "should stay shut");
        }
    }

    /** Gets no view but those for nobody: each is answered by the way to another page, and a tab that is open goes nowhere. */
    private void outside(String who, UidlClient client) {
        for (var view : views.entrySet()) {
            if (!view.getValue().getFirst() && !FIRST.contains(view.getKey())) {
                tally.that(sentAway(client, address(view.getKey())), who + " does not open " + view.getKey());
            }
        }
    }

    private static boolean sentAway(UidlClient client, String address) {
        try {
            client.open(address);
            return false;
        } catch (IOException answered) {
            return answered.getMessage().contains(" answers 302 ");
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** In the tab that was open when the screens were locked, and at every address. */
    private void locked(RunningConsole console) throws Exception {
        var client = new UidlClient(console.url()).signIn("operator", PASSWORD).open("account");
        client.event(client.node("vaadin-button", "lock-button"), "click", Map.of());
        for (var view : views.entrySet()) {
            if (!view.getKey().equals("/account")
                    && view.getValue().get(1 + Role.OPERATOR.ordinal())
                    && !view.getValue().getFirst()
                    && !view.getKey().equals("/locked")) {
                tally.prove("with locked screens nobody goes to " + view.getKey(), () -> {
                    client.navigate(address(view.getKey()));
                    stays(client.answer());
                });
            }
        }
        outside("who locked the screens", client);
    }

    /** No page was put in place of the one that is there. */
    private static void stays(String answer) {
        if (answer.contains("\"h1\"")) {
            throw new AssertionError("a page came: " + answer.substring(0, Math.min(300, answer.length())));
        }
    }

    private void closed(RunningConsole console) throws Exception {
        var client = new UidlClient(console.url()).signIn("reviewer", PASSWORD).open("account");
        try (var superuser = console.connect("postgres");
                var statement = superuser.createStatement()) {
            statement.execute(
                    "update madoguchi.staff set state = 'DISABLED', version = version + 1 where sign_in_name = 'reviewer'");
        }
        tally.prove("an open tab of a closed account goes nowhere", () -> {
            try {
                client.navigate("income");
                stays(client.answer());
            } catch (IOException refused) {
                // The session is gone, which is as good.
            }
        });
        outside("whose account was closed", client);
    }
}
