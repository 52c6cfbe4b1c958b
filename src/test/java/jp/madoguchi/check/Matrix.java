package jp.madoguchi.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.madoguchi.Scene;
import jp.madoguchi.UseCases;
import jp.madoguchi.UseCases.UseCase;
import jp.madoguchi.check.Deeds.Given;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.FactorNeeded;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.handoff.HandOffNo;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every use case called by nobody and by each role, in each relation to what it is about. A cell says what came of it: a dash for a
 * door that stayed shut, {@code done}, or the code of the refusal.
 */
final class Matrix {

    static final Path EXCEPTIONS = Path.of("src/test/resources/authz/barred.md");
    static final Path REVIEWED = Path.of("src/test/resources/authz/relations.md");

    static final String SHUT = "–";
    static final String DONE = "done";
    /** Done, and there was nothing to tell. */
    static final String NONE = "none";

    /** Lock a member first, which nobody can outside a transaction. */
    private static final Set<String> WITHIN_A_LOCK = Set.of("limit.LimitQueue.lock", "periodic.PeriodicQueue.lock");

    static final Set<String> DONE_OR_NONE = Set.of(DONE, NONE);

    static final String FACTOR = "FACTOR";

    /** About a member of its own, though neither a member nor a contact is said. */
    private static final String MEMBERS_OWN =
            "(income|lending|periodic)\\.(CertificateDecision|SecondLooks|Masking|Pages|ContractP|PeriodicCases).*|member\\.MemberSearch\\.end|slip\\.Slips\\.openHere";

    /** Well formed, and never given. */
    private static final HandOffNo NOBODY_SENT = IntStream.range(0, 10)
            .mapToObj(last -> HandOffNo.read("999999999" + last))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();

    /** Of people and of nobody, not of the jobs. */
    private static final String ENTRIES = """
            select action, outcome, staff_no::text, place_no::text, member_no::text, contact_no::text, operation_id, reason from madoguchi.audit_entry
            where id > ? and not (application = 'SYSTEM' and staff_no is null) order by id""";

    private static final Duration STALE = Duration.ofMinutes(6);

    private final ListableBeanFactory beans;
    private final Scene scene;
    private final DSLContext superuser;
    private final Deeds deeds;
    private final InEarnest inEarnest;
    private final Scene.Member somebody;
    private final Map<Role, StaffMember> outsiders = new EnumMap<>(Role.class);

    /** What came of one call. */
    record Cell(
            @Nullable UseCase useCase,
            Relation relation,
            @Nullable Role role,
            String outcome,
            List<String> entries) {

        /** Whether the trail says that something was done or shown. */
        boolean traced() {
            return entries.stream().anyMatch(entry -> entry.endsWith(" DONE"));
        }

        /** Who, what and how it was about it. */
        String name() {
            return useCase.name() + ", " + relation.words() + ", "
                    + (role == null ? "nobody" : role.name().toLowerCase(Locale.ROOT));
        }
    }

    Matrix(ListableBeanFactory beans, Scene scene) {
        this.beans = beans;
        this.scene = scene;
        this.superuser = scene.superuser();
        this.deeds = new Deeds(beans, scene);
        this.inEarnest = new InEarnest(beans, scene, deeds);
        this.somebody = scene.member();
    }

    /** From now on what is prepared leaves an entry, where that depends on the case. */
    Matrix alwaysTold() {
        inEarnest.alwaysTold();
        return this;
    }

    List<UseCase> useCases() {
        return UseCases.of(beans);
    }

    /** All cells of a use case that wants a right. @param open which roles the table lets in */
    List<Cell> cells(UseCase useCase, Map<Role, Boolean> open) {
        var cells = new ArrayList<Cell>();
        var last = new EnumMap<Relation, Object[]>(Relation.class);
        for (var role : Role.values()) {
            if (!open.get(role)) {
                continue;
            }
            // What is refused or only read leaves the scene as it was: those relations come first and share it.
            Ready scene = null;
            for (var relation : Relation.inOrderOfEffect()) {
                if (relation.of(useCase)) {
                    if (scene == null) {
                        scene = ready(useCase, role, relation);
                    }
                    var given = related(scene, relation, role);
                    last.put(relation, given.arguments());
                    var cell = call(useCase, relation, role, given.caller(), given.arguments());
                    cells.add(cell);
                    unbar(scene.given());
                    if (relation == Relation.CLOSED
                            || relation == Relation.OWN_REQUEST
                            || changes(useCase) && cell.outcome().equals(DONE)) {
                        scene = null;
                    }
                }
            }
        }
        if (last.isEmpty()) {
            throw new IllegalStateException("nobody may " + useCase.name());
        }
        // Who may not enter comes with what somebody who may has just been let in with.
        last.forEach((relation, arguments) -> {
            for (var role : Role.values()) {
                if (!open.get(role)) {
                    cells.add(call(useCase, relation, role, outsider(role), arguments));
                }
            }
            cells.add(call(useCase, relation, null, null, arguments));
        });
        return cells;
    }

    /** Whether the same call again would find other things than before. */
    private static boolean changes(UseCase useCase) {
        return useCase.takes(OperationId.class) || useCase.method().getReturnType() == byte[].class;
    }

    /** Who stays outside leaves nothing behind, so one of each role does. */
    private StaffMember outsider(Role role) {
        return outsiders.computeIfAbsent(role, deeds::staff);
    }

    private record Ready(StaffMember caller, Given given, Object[] arguments) {}

    private Ready ready(UseCase useCase, Role role, Relation relation) {
        if (relation == Relation.OWN_REQUEST) {
            var both = scene.staff(scene.store(), role == Role.SUPERVISOR ? Role.CLERK : role, role);
            var given = deeds.serve(both);
            return new Ready(both, given, deeds.readyToDecideOwn(useCase, given));
        }
        var staff = deeds.staff(role);
        var given = Deeds.wantsContact(useCase) ? deeds.serve(staff) : new Given(staff, somebody, null);
        return new Ready(staff, given, deeds.ready(useCase, given));
    }

    private Ready related(Ready ready, Relation relation, Role role) {
        var arguments = ready.arguments().clone();
        switch (relation) {
            case CLOSED -> close(ready.given());
            case OTHER_MEMBER -> replace(arguments, MemberNo.class, somebody.memberNo());
            case ABSENT -> {
                replace(arguments, MemberNo.class, new MemberNo("999999998"));
                replace(arguments, ContactNo.class, new ContactNo("C9999999999"));
                replace(arguments, UUID.class, UUID.randomUUID());
                replace(arguments, HandOffNo.class, NOBODY_SENT);
            }
            case OWN, HOUSEHOLD, COLLEAGUE -> bar(relation, ready.given());
            default -> {}
        }
        var caller = relation == Relation.ANOTHERS ? deeds.staff(role) : ready.caller();
        return new Ready(caller, ready.given(), arguments);
    }

    private static void replace(Object[] arguments, Class<?> type, Object by) {
        for (var i = 0; i < arguments.length; i++) {
            if (type.isInstance(arguments[i])) {
                arguments[i] = by;
            }
        }
    }

    private void close(Given given) {
        if (given.contact() != null) {
            superuser.execute(
                    "update madoguchi.contact set closed_at = clock_timestamp(), category = 'OTHER', cause = 'UNKNOWN', outcome = 'EXPLAINED', parked_at = null where contact_no = ?",
                    given.contact().value());
        }
    }

    /** As the daily run leaves it; how somebody comes to be barred is the matter of OwnRecordTest. */
    private void bar(Relation relation, Given given) {
        var whom = relation == Relation.COLLEAGUE ? scene.staff(given.staff().workplace(), Role.CLERK) : given.staff();
        superuser.execute(
                "insert into madoguchi.own_member (staff_no, member_no, tie) values (?, ?, ?)",
                whom.staffNo().value(),
                given.no(),
                relation == Relation.HOUSEHOLD ? "HOUSEHOLD" : "OWN");
        var ties = superuser.fetchValue(
                "select count(*) from madoguchi.barred_member where staff_no = ? and member_no = ?",
                given.staff().staffNo().value(),
                given.no());
        if (!Long.valueOf(1).equals(ties)) {
            throw new IllegalStateException("the member should be barred as " + relation + ": " + ties);
        }
    }

    void unbar(Given given) {
        superuser.execute("delete from madoguchi.own_member where member_no = ?", given.no());
    }

    private Cell call(
            UseCase useCase, Relation relation, @Nullable Role role, @Nullable StaffMember staff, Object[] arguments) {
        var act = call(Act.ready(useCase, relation, role, staff, arguments, false));
        var entries = act.entries().stream()
                .map(entry -> entry.get("action") + " " + entry.get("outcome"))
                .toList();
        return new Cell(useCase, relation, role, act.outcome(), entries);
    }

    /**
     * A call and what came of it.
     *
     * @param inEarnest whether what is a part of other use cases is called as they call it
     * @param answer null also where it was refused or failed
     * @param entries what the trail got in the name of the person
     * @param others how many it got in the names of others
     */
    record Act(
            UseCase useCase,
            Relation relation,
            @Nullable Role role,
            @Nullable StaffMember staff,
            Object[] arguments,
            boolean inEarnest,
            String outcome,
            @Nullable Object answer,
            List<? extends Record> entries,
            int others) {

        /** Not yet called. */
        static Act ready(
                UseCase useCase,
                Relation relation,
                @Nullable Role role,
                @Nullable StaffMember staff,
                Object[] arguments,
                boolean inEarnest) {
            return new Act(useCase, relation, role, staff, arguments, inEarnest, "", null, List.of(), 0);
        }

        String name() {
            return useCase.name() + ", " + relation.words() + ", " + role;
        }
    }

    /** Calls, as the person of the act. */
    Act call(Act act) {
        var last = lastEntry();
        var staff = act.staff();
        if (staff != null) {
            Scene.signIn(
                    staff,
                    switch (act.relation()) {
                        case STALE -> Instant.now().minus(STALE);
                        case NEVER -> null;
                        default -> Instant.now();
                    });
        }
        String outcome;
        Object answer = null;
        try {
            answer = withinItsTransaction(act);
            outcome = answer instanceof Optional<?> found && found.isEmpty()
                            || answer instanceof Collection<?> several && several.isEmpty()
                    ? NONE
                    : DONE;
        } catch (FactorNeeded needed) {
            outcome = FACTOR;
        } catch (Refused refused) {
            outcome = refused.reason();
        } catch (Throwable failure) {
            outcome = UseCases.denied(failure) ? SHUT : failure.getClass().getSimpleName();
        } finally {
            Scene.signOut();
        }
        var all = superuser.fetch(ENTRIES, last);
        var no = staff == null ? null : staff.staffNo().value();
        var own = all.stream()
                .filter(entry -> Objects.equals(entry.get("staff_no"), no))
                .toList();
        return new Act(
                act.useCase(),
                act.relation(),
                act.role(),
                staff,
                act.arguments(),
                act.inEarnest(),
                outcome,
                answer,
                own,
                all.size() - own.size());
    }

    /** A part of other use cases, which must be called within their transaction, gets one. */
    private @Nullable Object withinItsTransaction(Act act) throws Throwable {
        if (!act.inEarnest() || !isPartOfOthers(act.useCase())) {
            return act.useCase().call(act.arguments());
        }
        var thrown = new Throwable[1];
        var answer = beans.getBean(TransactionTemplate.class).execute(running -> {
            try {
                return act.useCase().call(act.arguments());
            } catch (Throwable failure) {
                running.setRollbackOnly();
                thrown[0] = failure;
                return null;
            }
        });
        if (thrown[0] != null) {
            throw thrown[0];
        }
        return answer;
    }

    /** Whether it can be called within a transaction only, and so is never done alone. */
    static boolean isPartOfOthers(UseCase useCase) {
        if (WITHIN_A_LOCK.contains(useCase.name())) {
            return true;
        }
        var own = AnnotatedElementUtils.findMergedAnnotation(useCase.method(), Transactional.class);
        var of = own != null
                ? own
                : AnnotatedElementUtils.findMergedAnnotation(useCase.method().getDeclaringClass(), Transactional.class);
        return of != null && of.propagation() == Propagation.MANDATORY;
    }

    /** Whether it neither was done nor refused: it went wrong, and the person is told that it did. */
    static boolean failed(String outcome) {
        return outcome.endsWith("Exception") || outcome.endsWith("Error");
    }

    /** A person of the role with a new member in front. */
    Given serve(Role role) {
        return deeds.serve(deeds.staff(role));
    }

    /** One use case of the person, or of another of the same role, on the member or on another, in the relation; not yet called. */
    Act related(UseCase useCase, Relation relation, Role role, Given given) {
        var ready = related(new Ready(given.staff(), given, inEarnest.ready(useCase, given)), relation, role);
        return Act.ready(useCase, relation, role, ready.caller(), ready.arguments(), true);
    }

    /** Everything ready for a call that will be done. */
    Act prepare(UseCase useCase, Role role) {
        var staff = deeds.staff(role);
        var given = Deeds.wantsContact(useCase) || useCase.name().matches(MEMBERS_OWN)
                ? deeds.serve(staff)
                : new Given(staff, somebody, null);
        return Act.ready(useCase, Relation.SERVED, role, staff, inEarnest.ready(useCase, given), true);
    }

    private long lastEntry() {
        return superuser
                .fetchSingle("select coalesce(max(id), 0) from madoguchi.audit_entry")
                .get(0, Long.class);
    }

    // The tables ------------------------------------------------------------------------------------------------------

    /** Which roles the doors of docs/permissions.md open for, by use case. */
    static Map<String, Map<Role, Boolean>> doors() throws IOException {
        var doors = new TreeMap<String, Map<Role, Boolean>>();
        for (var line : Files.readAllLines(Path.of("docs/permissions.md"))) {
            if (!line.startsWith("| `") || line.startsWith("| `/")) {
                continue;
            }
            var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
            var roles = new EnumMap<Role, Boolean>(Role.class);
            for (var role : Role.values()) {
                roles.put(role, cells.get(3 + role.ordinal()).equals("Y"));
            }
            // Who is nobody and may call it is somebody who is just signing in.
            if (cells.get(2).equals(SHUT)) {
                doors.put(cells.get(1).replace("`", ""), roles);
            }
        }
        return doors;
    }

    /** Whether everybody may call it, who is signing in too. */
    static boolean openToAll(String useCase) throws IOException {
        try (var lines = Files.lines(Path.of("docs/permissions.md"))) {
            return lines.anyMatch(line -> line.startsWith("| `" + useCase + "` | Y |"));
        }
    }

    /** Many document keys out of one, which is enough to seal with: each takes seconds to make, and the console's own jobs then rest. */
    static void quiet(Scene scene) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            scene.superuser()
                    .execute(
                            "insert into madoguchi.sealing_key (id, public_key, made_at) select gen_random_uuid(), ?, now() from generate_series(1, 2000)",
                            (Object) generator.generateKeyPair().getPublic().getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the reviewed row says of a cell whose door is open. */
    static String expected(String row, Cell cell) {
        var role = Objects.requireNonNull(cell.role()).name().toLowerCase(Locale.ROOT);
        var text = cellOf(row, cell.relation()).orElse("");
        return Arrays.stream(text.split("; "))
                .filter(part -> !part.contains("(")
                        || List.of(part.substring(part.indexOf('(') + 1, part.length() - 1)
                                        .split(" "))
                                .contains(role))
                .map(part -> part.split(" \\(")[0])
                .findFirst()
                .orElse("nothing");
    }

    /** Those for whom it can be done when all is in order: as the reviewed table says, else whomever the door lets in. */
    static List<Role> whoMay(String useCase) throws IOException {
        if (useCase.equals("income.CertificateDecision.undo")) {
            return List.of(Role.REVIEWER);
        }
        var open = doors().get(useCase);
        if (open == null) {
            return List.of(Role.CLERK);
        }
        var row = reviewed().getOrDefault(useCase, "");
        var entering = Arrays.stream(Role.values()).filter(open::get).toList();
        var done = entering.stream()
                .filter(role ->
                        DONE_OR_NONE.contains(expected(row, new Cell(null, Relation.SERVED, role, "", List.of()))))
                .toList();
        return done.isEmpty() ? entering : done;
    }

    /** One row of the reviewed table: what comes of the call for the roles that the door lets in. */
    static String row(String useCase, List<Cell> cells) {
        var columns = Arrays.stream(Relation.values())
                .map(relation -> cells.stream()
                        .filter(cell -> cell.relation() == relation
                                && cell.role() != null
                                && !cell.outcome().equals(SHUT))
                        .collect(Collectors.groupingBy(
                                Cell::outcome,
                                LinkedHashMap::new,
                                Collectors.mapping(
                                        cell -> cell.role().name().toLowerCase(Locale.ROOT), Collectors.joining(" ")))))
                .map(Matrix::words);
        return "| `" + useCase + "` | " + columns.collect(Collectors.joining(" | ")) + " |";
    }

    private static String words(Map<String, String> outcomes) {
        if (outcomes.isEmpty()) {
            return "";
        }
        return outcomes.size() == 1
                ? outcomes.keySet().iterator().next()
                : outcomes.entrySet().stream()
                        .map(outcome -> outcome.getKey() + " (" + outcome.getValue() + ")")
                        .collect(Collectors.joining("; "));
    }

    static String heading() {
        return Stream.concat(
                                Stream.of("use case"),
                                Arrays.stream(Relation.values()).map(Relation::words))
                        .collect(Collectors.joining(" | ", "| ", " |"))
                + "\n|" + "---|".repeat(1 + Relation.values().length);
    }

    /** The reviewed rows by use case. */
    static Map<String, String> reviewed() throws IOException {
        try (var lines = Files.lines(REVIEWED)) {
            return lines.filter(line -> line.startsWith("| `"))
                    .collect(Collectors.toMap(line -> line.split("`")[1], line -> line));
        }
    }

    /** What may be done about a member who is barred from the person, and why. */
    static Map<String, String> reviewedExceptions() throws IOException {
        try (var lines = Files.lines(EXCEPTIONS)) {
            return lines.filter(line -> line.startsWith("| `"))
                    .collect(Collectors.toMap(line -> line.split("`")[1], line -> line.split("\\|")[2].strip()));
        }
    }

    static Optional<String> cellOf(String row, Relation relation) {
        var cells = row.split("\\|", -1);
        return cells.length > 2 + relation.ordinal()
                ? Optional.of(cells[2 + relation.ordinal()].strip())
                : Optional.empty();
    }
}
