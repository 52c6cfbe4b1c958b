package jp.madoguchi.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.bench.UidlClient;
import jp.madoguchi.bench.UidlClient.Node;
import jp.madoguchi.core.Role;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * What the pages of one role can send, recorded from a real session on every view that the role may open, and sent by others:
 * as it was, with the marks of the session that it was recorded from; with the marks of the sender's own session; by the same person
 * to what is hidden, disabled, covered or gone, with a stale or foreign mark, from locked screens, after sign-out, and after the
 * account was closed. Nothing is written to the database, told by a trigger on every table, and nothing of the member comes
 * back. The counter-proof: the same message by the right person at the right time is done, and done once.
 */
final class UidlReplay {

    private static final String MEMBER = "100000000";

    /** Stands in name, address and employer of the member. */
    private static final String MARK = "漏洩検査";

    /** The node of the page itself. */
    private static final int ROOT = 1;

    private static final String NOTE = "再送の検査";
    private static final String ELSEWHERE = "no/such/page";

    /** A message that a page could send: where it was recorded, to which node, and what. */
    private record Recorded(String view, int node, int syncId, int clientId, Map<String, Object> rpc) {}

    /** Somebody at work. */
    private final class Person {
        private final String name;
        private final String signInName;
        private final Role role;
        private final List<Recorded> recorded = new ArrayList<>();
        private UidlClient client;
        private String recordedKey = "";
        private int recordedUi;

        Person(String name, String signInName, Role role) {
            this.name = name;
            this.signInName = signInName;
            this.role = role;
            this.client = new UidlClient(url);
        }

        Person in() throws Exception {
            client = new UidlClient(url).signIn(signInName, ViewDoors.PASSWORD);
            return this;
        }

        /** What was recorded, by view: a browser sends several at once too. */
        Collection<List<Recorded>> byView() {
            return recorded.stream()
                    .collect(Collectors.groupingBy(Recorded::view, LinkedHashMap::new, Collectors.toList()))
                    .values();
        }

        /** Sends with the marks of the own tab; a tab that the console gave up is opened anew. */
        String send(List<Map<String, Object>> rpcs) throws Exception {
            sent += rpcs.size();
            try {
                client.send(rpcs);
                return client.answer();
            } catch (IOException refused) {
                refusals.merge(
                        String.valueOf(refused.getMessage()).replaceAll("[0-9]{4,}|[0-9a-f-]{36}", "…"),
                        1,
                        Integer::sum);
                client.open(ELSEWHERE);
                return String.valueOf(refused.getMessage());
            }
        }
    }

    private final Tally tally;
    private final DSLContext superuser;
    private final ChangeLog changes;
    private final String url;
    private final String contact;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, List<String>> views = new LinkedHashMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private int sent;

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var console = RunningConsole.start(data, false, "--madoguchi.demo.members=20");
                var connection = console.connect("postgres")) {
            var superuser = DSL.using(connection);
            superuser.execute("update madoguchi.member_name set family = ? where member_no = ?", MARK, MEMBER);
            superuser.execute("""
                    update madoguchi.member_address set prefecture = '東京都', municipality = '千代田区', street = ?
                    where member_no = ?""", MARK + "町1-2-3", MEMBER);
            superuser.execute("update madoguchi.member_employer set name = ? where member_no = ?", MARK + "商事", MEMBER);
            var contact = serve(superuser);
            var check = new UidlReplay(tally, superuser, console.url(), contact);
            check.run();
        }
        tally.end();
    }

    private UidlReplay(Tally tally, DSLContext superuser, String url, String contact) throws IOException {
        this.tally = tally;
        this.superuser = superuser;
        this.url = url;
        this.contact = contact;
        this.changes = new ChangeLog(superuser);
        for (var role : Role.values()) {
            var name = role.name().toLowerCase(Locale.ROOT);
            people.put(name, new Person(name, name, role));
        }
        superuser.execute("""
                insert into madoguchi.staff_password (staff_no, hash)
                select staff_no, (select hash from madoguchi.staff_password order by staff_no limit 1) from madoguchi.staff_role where role = 'CLERK'
                on conflict do nothing""");
        var another = one("""
                select min(s.sign_in_name) from madoguchi.staff s join madoguchi.staff_role r using (staff_no)
                  join madoguchi.staff_place p using (staff_no)
                where r.role = 'CLERK' and s.sign_in_name <> 'clerk' and s.state = 'ACTIVE' and p.valid_to is null""");
        people.put("another clerk", new Person("another clerk", another, Role.CLERK));
        for (var line : Files.readAllLines(Path.of("docs/permissions.md"))) {
            if (line.startsWith("| `/")) {
                var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
                for (var role : Role.values()) {
                    if (cells.get(3 + role.ordinal()).equals("Y")) {
                        address(cells.get(1).replace("`", ""))
                                .ifPresent(view -> views.computeIfAbsent(role.name(), r -> new ArrayList<>())
                                        .add(view));
                    }
                }
            }
        }
    }

    /** The demo's clerk has the member in front, checked. */
    private static String serve(DSLContext superuser) {
        superuser.execute("""
                update madoguchi.contact set closed_at = clock_timestamp(), category = 'OTHER', cause = 'UNKNOWN', outcome = 'EXPLAINED', parked_at = null
                where closed_at is null and (member_no = ? or staff_no = (select staff_no from madoguchi.staff where sign_in_name = 'clerk'))""", MEMBER);
        var contact = superuser.fetchSingle("""
                        insert into madoguchi.contact (channel, place_no, staff_no, member_no)
                        select 'STORE', place_no, staff_no, ? from madoguchi.staff_place join madoguchi.staff using (staff_no)
                        where sign_in_name = 'clerk' order by staff_place.valid_from desc limit 1 returning contact_no""", MEMBER).get(0, String.class);
        superuser.execute("""
                insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
                select gen_random_uuid(), contact_no, member_no, 'IN_PERSON', 'PASSED', staff_no, place_no, clock_timestamp(), clock_timestamp() + interval '59 minutes'
                from madoguchi.contact where contact_no = ?""", contact);
        return contact;
    }

    private Optional<String> address(String view) {
        if (view.equals("/sign-in") || view.startsWith("/start/") || view.equals("/locked")) {
            return Optional.empty();
        }
        return Optional.of(view.substring(1)
                .replaceAll("/:tab\\?", "")
                .replaceAll("/:\\w+\\?", "")
                .replace(":memberNo", MEMBER)
                .replace(":contactNo", contact)
                .replace(
                        "notices/:ref", "notices/" + one("select ref::text from madoguchi.notice order by ref limit 1"))
                .replace("edit/:ref", "edit/" + one("select ref::text from madoguchi.notice order by ref limit 1"))
                .replaceAll(":number\\(.*\\)", one("select min(staff_no) from madoguchi.staff"))
                .replaceAll(":\\w+", "00000000-0000-0000-0000-000000000001"));
    }

    private String one(String sql) {
        var row = superuser.fetchOne(sql);
        return row == null ? "0" : row.get(0, String.class);
    }

    private void run() throws Exception {
        changes.learnJobs(10);
        tally.progress("tables that jobs write by themselves: " + changes.ofJobs());
        for (var person : people.values()) {
            if (!person.name.equals("another clerk")) {
                record(person.in());
                gone(person);
            }
        }
        var recorded = people.values().stream()
                .mapToInt(person -> person.recorded.size())
                .sum();
        tally.progress("messages recorded: " + recorded);
        rightPerson();
        for (var sender : people.values()) {
            sender.in().client.open(ELSEWHERE);
            changes.since();
            for (var owner : people.values()) {
                if (owner != sender) {
                    foreign(owner, sender);
                }
            }
            tally.progress("sent by " + sender.name + "; in all " + sent);
        }
        for (var person : people.values()) {
            lockedScreens(person);
        }
        for (var person : people.values()) {
            signedOut(person);
        }
        for (var person : people.values()) {
            closedAccount(person);
        }
        tally.that(sent >= 2000, "at least 2,000 messages were sent: " + sent);
        tally.progress("messages sent: " + sent + "; tabs that were given up: " + refusals
                + "; how batches were refused: " + kinds);
    }

    // Recording -------------------------------------------------------------------------------------------------------

    private static Map<String, Object> event(int node, String event) {
        return Map.of("type", "event", "node", node, "event", event, "data", Map.of());
    }

    private static Map<String, Object> sync(int node, String property, Object value) {
        return Map.of("type", "mSync", "node", node, "feature", 1, "property", property, "value", value);
    }

    private static Map<String, Object> navigation(String view) {
        return Map.of(
                "type",
                "event",
                "node",
                1,
                "event",
                "ui-navigate",
                "data",
                Map.of("route", view, "query", "", "appShellTitle", "", "trigger", ""));
    }

    /** Every message that the page can send as it stands. */
    private static List<Map<String, Object>> messages(Node node) {
        var messages = new ArrayList<Map<String, Object>>();
        if (node.tag()
                .matches(
                        "vaadin-(text-field|text-area|combo-box|select|radio-group|checkbox-group|date-picker|password-field|integer-field)")) {
            messages.add(sync(node.id(), "value", NOTE));
        }
        if (node.tag().matches("vaadin-(checkbox|radio-button)")) {
            messages.add(sync(node.id(), "checked", true));
        }
        node.listensTo().stream()
                .distinct()
                .map(event -> event(node.id(), event))
                .forEach(messages::add);
        return messages;
    }

    /** On each view: notes what can be sent, and tries at once what is hidden or disabled there. */
    private void record(Person person) throws Exception {
        person.client.open("account");
        person.recordedKey = person.client.key();
        person.recordedUi = person.client.ui();
        var known = new HashSet<Integer>();
        var hidden = 0;
        var answered = new ArrayList<String>();
        for (var view : views.get(person.role.name())) {
            try {
                person.client.navigate(view);
            } catch (IOException broken) {
                tally.that(false, person.name + " opens " + view + ": " + broken);
                person.in().client.open("account");
                continue;
            }
            person.recorded.add(
                    new Recorded(view, 1, person.client.syncId(), person.client.clientId(), navigation(view)));
            changes.since();
            var unseen = person.client.nodes().stream()
                    .filter(node -> known.add(node.id()))
                    .toList();
            for (var node : unseen) {
                if (node.visible() && node.enabled()) {
                    messages(node)
                            .forEach(rpc -> person.recorded.add(new Recorded(
                                    view, node.id(), person.client.syncId(), person.client.clientId(), rpc)));
                } else {
                    hidden++;
                    for (var rpc : List.of(
                            event(node.id(), "click"),
                            event(node.id(), "change"),
                            sync(node.id(), "value", NOTE),
                            sync(node.id(), "checked", true))) {
                        if (does(person, rpc)) {
                            answered.add(view + ": " + rpc + " of " + node);
                        }
                    }
                    var written = changes.since();
                    tally.that(
                            written.isEmpty(),
                            person.name + " at " + view + ": the hidden or disabled " + node + " wrote " + written);
                    if (!person.client.has(node.id())) {
                        person.client.navigate(view);
                    }
                }
            }
        }
        tally.that(answered.isEmpty(), person.name + ": what is hidden or disabled answers: " + answered);
        tally.progress(person.name + ": " + person.recorded.size() + " messages of "
                + views.get(person.role.name()).size() + " views; hidden or disabled elements tried: " + hidden);
    }

    /** The same person on another page: what is gone stays gone. */
    private void gone(Person person) throws Exception {
        person.client.navigate("workplace");
        changes.since();
        var tried = 0;
        var answered = 0;
        for (var page : person.byView()) {
            var rpcs = page.stream()
                    .filter(message -> !person.client.has(message.node()))
                    .map(Recorded::rpc)
                    .toList();
            answered += does(person.send(rpcs)) && does(person.send(rpcs)) ? 1 : 0;
            tried += rpcs.size();
        }
        tally.that(answered == 0, person.name + ": " + answered + " times something that is gone answered");
        nothing(person.name + ", " + tried + " messages to components that are gone");
    }

    // Others ----------------------------------------------------------------------------------------------------------

    private void foreign(Person owner, Person sender) throws Exception {
        var let = 0;
        var leaks = 0;
        for (var page : owner.byView()) {
            var rpcs = page.stream().map(Recorded::rpc).toList();
            var body = sender.client.message(
                    owner.recordedKey,
                    rpcs,
                    page.getFirst().syncId(),
                    page.getFirst().clientId());
            for (var tab : List.of(sender.client.ui(), owner.recordedUi)) {
                var answer = sender.client.post(tab, body);
                let += answer.accepted() ? 1 : 0;
                leaks += answer.body().contains(MARK) ? 1 : 0;
                kinds.merge(kind(answer), 1, Integer::sum);
                sent += rpcs.size();
            }
            var absent = page.stream()
                    .filter(message -> message.node() != 1 && !sender.client.has(message.node()))
                    .map(Recorded::rpc)
                    .toList();
            var toNobody = sender.send(absent);
            leaks += toNobody.contains(MARK) ? 1 : 0;
            let += does(toNobody) && does(sender.send(absent)) ? 1 : 0;
            var view = page.getFirst().view();
            if (!views.get(sender.role.name()).contains(view)) {
                leaks += sender.send(List.of(navigation(view))).contains(MARK) ? 1 : 0;
                sender.client.open(ELSEWHERE);
            }
        }
        tally.that(let == 0, let + " messages of " + owner.name + " were taken from " + sender.name + " as they were");
        tally.that(
                leaks == 0,
                "the member came back " + leaks + " times: messages of " + owner.name + " by " + sender.name);
        nothing("messages of " + owner.name + " by " + sender.name);
    }

    // The right person ------------------------------------------------------------------------------------------------

    /** The counter-proof: a note in the contact. */
    private void rightPerson() throws Exception {
        var clerk = people.get("clerk").in();
        var client = clerk.client.open("account");
        client.navigate("members/" + MEMBER);
        tally.that(client.answer().contains(MARK), "who has the member in front sees them");
        client.navigate("contacts/" + contact);
        var before = notes();
        client.send(List.of(event(button(client, "メモを追加"), "click")));
        var save = button(client, "保存");
        var area = client.nodes().stream()
                .filter(node -> node.tag().equals("vaadin-text-area"))
                .toList()
                .getLast()
                .id();
        var act = List.of(sync(area, "value", NOTE), event(area, "change"), event(save, "click"));
        changes.since();
        var right = client.message(act);
        for (var other : people.values()) {
            if (other != clerk) {
                other.in().client.open(ELSEWHERE);
                changes.since();
                refused(other.name + " sends the clerk's note as it is", other.client.post(other.client.ui(), right));
                refused(other.name + " sends it to the clerk's tab", other.client.post(client.ui(), right));
                refused(
                        "the clerk sends it with the token of " + other.name,
                        client.post(
                                client.ui(),
                                client.message(other.client.key(), act, client.syncId(), client.clientId())));
                nothing("the note by " + other.name);
            }
        }
        refused(
                "without a token",
                client.post(client.ui(), client.message("", act, client.syncId(), client.clientId())));
        refused(
                "from the past",
                client.post(
                        client.ui(), client.message(client.key(), act, client.syncId() - 3, client.clientId() - 3)));
        refused(
                "from the future",
                client.post(client.ui(), client.message(client.key(), act, client.syncId(), client.clientId() + 5)));
        nothing("notes with wrong marks");
        tally.that(notes() == before, "no note yet");
        tally.that(client.post(client.ui(), right).accepted(), "the right message of the right person is taken");
        tally.that(notes() == before + 1, "the right message of the right person is done");
        tally.that(changes.since().contains("contact_note"), "the log of changes sees it");
        client.post(client.ui(), right);
        tally.that(notes() == before + 1, "the same message again is not done again");
        client.post(client.ui(), client.message(client.key(), act, client.syncId() + 1, client.clientId() + 1));
        tally.that(notes() == before + 1, "with new marks, into the dialog that closes, it is known as the same note");
        tally.that(!changes.since().contains("contact_note"), "the note again is not even tried");
    }

    private long notes() {
        return superuser
                .fetchSingle("select count(*) from madoguchi.contact_note where text = ?", NOTE)
                .get(0, Long.class);
    }

    private static int button(UidlClient client, String label) {
        return client.nodes().stream()
                .filter(node ->
                        node.tag().equals("vaadin-button") && node.text().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no button " + label + " among "
                        + client.nodes().stream()
                                .filter(node -> node.tag().equals("vaadin-button"))
                                .map(Node::text)
                                .toList()))
                .id();
    }

    private void refused(String what, UidlClient.Answer answer) {
        sent++;
        tally.that(
                !answer.accepted() && !answer.body().contains(MARK),
                what + " is refused: " + answer.status() + " "
                        + answer.body().substring(0, Math.min(200, answer.body().length())));
    }

    /** How the console refuses: the status, and what it tells the browser to do. */
    private static String kind(UidlClient.Answer answer) {
        var meta = answer.body().indexOf("\"meta\":");
        var words = meta < 0 ? answer.body() : answer.body().substring(meta);
        return answer.status() + " " + words.substring(0, Math.min(60, words.length()));
    }

    private void nothing(String what) {
        var written = changes.since();
        tally.that(written.isEmpty(), what + ": nothing is written, but " + written);
    }

    // Screens that are covered, sessions that are over
    // -----------------------------------------------------------------

    /** On each view: what the page could send, sent one by one after the screens were locked. */
    private void lockedScreens(Person person) throws Exception {
        var tried = 0;
        var taken = new ArrayList<String>();
        var leaks = 0;
        for (var view : views.get(person.role.name())) {
            person.in().client.open("account").navigate(view);
            var beneath = person.client.nodes().stream()
                    .filter(node -> node.id() != ROOT && node.visible() && node.enabled())
                    .toList();
            person.client.event(person.client.node("vaadin-button", "lock-button"), "click", Map.of());
            changes.since();
            // The root takes messages, and answers nonsense with a notice; that opens nothing.
            for (var way : List.of(navigation("members/" + MEMBER), navigation(view), event(ROOT, "ui-navigate"))) {
                leaks += person.send(List.of(way)).contains(MARK) ? 1 : 0;
                tried++;
            }
            for (var node : beneath) {
                for (var rpc : messages(node)) {
                    tried++;
                    if (does(person, rpc)) {
                        taken.add(view + ": " + rpc + " of " + node);
                    }
                }
            }
            var written = changes.since();
            tally.that(written.isEmpty(), person.name + " at " + view + " with locked screens wrote " + written);
        }
        tally.that(taken.isEmpty(), person.name + " with locked screens is answered: " + taken);
        tally.that(leaks == 0, person.name + " with locked screens got the member back " + leaks + " times");
        tally.progress(person.name + ", locked screens: " + tried + " messages");
    }

    /** Whether a message does anything in the page; what comes from elsewhere in the meantime comes with one answer, not with two. */
    private static boolean does(Person person, Map<String, Object> rpc) throws Exception {
        return does(person.send(List.of(rpc))) && does(person.send(List.of(rpc)));
    }

    /** Whether an answer does anything in the page. */
    private static boolean does(String answer) {
        return answer.contains("\"changes\":[{") || answer.contains("\"execute\":") || answer.contains("\"meta\":");
    }

    private void signedOut(Person person) throws Exception {
        person.in().client.open("account");
        var old = person.client;
        old.signOut();
        changes.since();
        over(person, old, "after sign-out");
    }

    private void closedAccount(Person person) throws Exception {
        person.in().client.open("account");
        superuser.execute(
                "update madoguchi.staff set state = 'DISABLED', version = version + 1 where sign_in_name = ?",
                person.signInName);
        changes.since();
        var first =
                person.client.post(person.client.ui(), person.client.message(List.of(navigation("members/" + MEMBER))));
        refused(person.name + ", the first message after the account was closed", first);
        changes.since();
        over(person, person.client, "after the account was closed");
    }

    private void over(Person person, UidlClient old, String when) throws Exception {
        var owner = person.recorded.isEmpty() ? people.get("clerk") : person;
        var last = superuser
                .fetchSingle("select coalesce(max(id), 0) from madoguchi.audit_entry")
                .get(0, Long.class);
        var let = 0;
        var leaks = 0;
        for (var page : owner.byView()) {
            var rpcs = page.stream().map(Recorded::rpc).toList();
            var answer = old.post(old.ui(), old.message(rpcs));
            let += answer.accepted() ? 1 : 0;
            leaks += answer.body().contains(MARK) ? 1 : 0;
            kinds.merge(when + ": " + kind(answer), 1, Integer::sum);
            sent += rpcs.size();
        }
        tally.that(
                let == 0,
                person.name + " " + when + ": " + let + " of " + owner.byView().size() + " messages were taken");
        tally.that(leaks == 0, person.name + " " + when + ": the member came back " + leaks + " times");
        var written = changes.since();
        // That its sessions are over may be recorded now.
        written.removeAll(List.of("audit_chain", "audit_entry"));
        tally.that(written.isEmpty(), person.name + " " + when + ": nothing is written, but " + written);
        var told = superuser
                .resultQuery(
                        "select distinct action from madoguchi.audit_entry where id > ? and action <> 'SIGNED_OUT'",
                        last)
                .fetchInto(String.class);
        tally.that(
                told.isEmpty(),
                person.name + " " + when + ": the trail tells nothing but the ends of sessions, but " + told);
    }
}
