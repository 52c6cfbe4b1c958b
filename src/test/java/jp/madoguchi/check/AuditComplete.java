package jp.madoguchi.check;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import jp.madoguchi.InProcess;
import jp.madoguchi.Scene;
import jp.madoguchi.UseCases.UseCase;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.check.Matrix.Act;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Yen;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Every use case found by reflection is done by every role that may, and then thousands of random acts follow, readings too, on members
 * in front of the person, on members who are not, on what belongs to others. The reviewed list says what each leaves in the trail: what
 * is done its entries, what is refused one refusal, what fails nothing; by whom, where, about whom, in which contact, by which click.
 * The trail must hold these and no others; no row changes in a transaction without an entry, and no answer holds words of a member
 * without one, unless the list names the table or tells why. What is never done, or stands in no list, has failed. Arguments: how
 * many random acts (10000), seed, the beginning of the names.
 */
class AuditComplete {

    private static final int ACTS_OF_A_SCENE = 25;

    /** So many random acts that each alternative of the list comes up. */
    private static final int ENOUGH = 3000;

    private final Tally tally;
    private final Matrix matrix;
    private final SeenRows rows;
    private final Random random;
    private final Map<String, Traces> traces = Traces.reviewed();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> alternatives = new HashSet<>();
    private final Map<String, Set<String>> found = new TreeMap<>();
    private String lastOutcome = "";
    private int entries;

    public static void main(String[] args) throws Exception {
        var acts = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        var seed = args.length > 1 ? Long.parseLong(args[1]) : 20261130L;
        var only = args.length > 2 ? args[2] : "";
        var tally = new Tally();
        try (var console = InProcess.start("--madoguchi.passkeys.origin=http://localhost")) {
            var scene = new Scene(console.as("postgres"), console.as("member_site"));
            Matrix.quiet(scene);
            var check =
                    new AuditComplete(tally, new Matrix(console.beans(), scene), new SeenRows(scene.superuser()), seed);
            check.byEverybody(only);
            check.atRandom(acts, only);
            if (InquiryRound.START.startsWith(only)) {
                check.round(new InquiryRound(console.beans(), scene));
            }
            if (acts >= ENOUGH) {
                check.everyAlternative(only);
            }
        }
        tally.end();
    }

    private AuditComplete(Tally tally, Matrix matrix, SeenRows rows, long seed) throws IOException {
        this.tally = tally;
        this.matrix = matrix;
        this.rows = rows;
        this.random = new Random(seed);
    }

    private List<UseCase> useCases(String only) {
        return matrix.useCases().stream()
                .filter(useCase -> useCase.name().startsWith(only))
                .filter(useCase -> !useCase.name().equals(InquiryRound.START))
                .toList();
    }

    private void byEverybody(String only) throws IOException {
        var useCases = useCases(only);
        for (var useCase : useCases) {
            for (var role : roles(useCase)) {
                tally.prove(useCase.name() + " by " + role + " is made ready", () -> {
                    var act = matrix.prepare(useCase, role);
                    watched(() -> matrix.call(act));
                });
            }
            tally.that(traces.containsKey(useCase.name()), useCase.name() + " has a row in " + Traces.REVIEWED);
            tally.that(
                    done.contains(useCase.name()),
                    useCase.name() + " was done by somebody, and answered something: " + lastOutcome);
        }
        tally.progress(
                useCases.size() + " use cases, each by every role that may: " + outcomes + ", " + entries + " entries");
        Files.write(
                Path.of("target", Traces.REVIEWED.getFileName().toString()),
                found.entrySet().stream()
                        .map(row -> "| `" + row.getKey() + "` | " + String.join(" / ", row.getValue()) + " |")
                        .toList());
    }

    /** Whoever may; the only one that may twice, where what is left depends on the case. */
    private List<Role> roles(UseCase useCase) throws IOException {
        var roles = Matrix.whoMay(useCase.name());
        var cases = traces.getOrDefault(useCase.name(), Traces.NONE).entries().size();
        return roles.size() == 1 && cases > 1 ? List.of(roles.getFirst(), roles.getFirst()) : roles;
    }

    /** It goes on in the background after the call, so it is never among the others. */
    private void round(InquiryRound round) {
        var last = rows.last();
        round.run();
        tally.that(
                round.entries().equals(List.of("BUREAU_ASKED", "BUREAU_ANSWERED", "PERIODIC_REVIEW_ENDED")),
                InquiryRound.START + ": the trail has " + round.entries());
        var untold = rows.untoldSince(last);
        tally.that(untold.isEmpty(), InquiryRound.START + ": changed without an entry: " + untold);
        tally.progress(InquiryRound.START + " by itself, its round awaited: " + round.entries());
    }

    private void atRandom(int acts, String only) throws IOException {
        var doors = Matrix.doors();
        var useCases = useCases(only).stream()
                .filter(useCase -> doors.containsKey(useCase.name()) && !Matrix.isPartOfOthers(useCase))
                .toList();
        var relations = Arrays.stream(Relation.values())
                .filter(relation -> relation != Relation.OWN_REQUEST)
                .toList();
        var scenesEnded = 0;
        for (var number = 0; number < acts; ) {
            var role = Role.values()[random.nextInt(Role.values().length)];
            var given = matrix.serve(role);
            for (var i = 0; i < ACTS_OF_A_SCENE && number < acts; i++) {
                var useCase = useCases.get(random.nextInt(useCases.size()));
                var relation =
                        random.nextInt(3) > 0 ? Relation.SERVED : relations.get(random.nextInt(relations.size()));
                if (!relation.of(useCase)) {
                    continue;
                }
                Act act;
                try {
                    act = matrix.related(useCase, relation, role, given);
                } catch (RuntimeException tooFar) {
                    // The member has come so far that what this act wants before it cannot be had; another one comes.
                    scenesEnded++;
                    break;
                }
                watched(() -> matrix.call(act));
                matrix.unbar(given);
                if (++number % 1000 == 0) {
                    tally.progress(number + " random acts, " + entries + " entries");
                }
            }
        }
        tally.progress(outcomes + "; " + scenesEnded + " scenes ended early");
    }

    /** What the list says may be, was. */
    private void everyAlternative(String only) {
        for (var useCase : useCases(only)) {
            var row = traces.getOrDefault(useCase.name(), Traces.NONE);
            for (var entries : row.entries()) {
                tally.that(
                        alternatives.contains(useCase.name() + " " + entries)
                                || entries.isEmpty() && row.nothingOnlyIfEmpty(useCase),
                        useCase.name() + ": the list has " + entries + ", which never came");
            }
        }
    }

    private void watched(Supplier<Act> call) {
        var last = rows.last();
        judge(call.get(), rows.untoldSince(last));
    }

    private void judge(Act act, List<String> untold) {
        var name = act.useCase().name();
        var row = traces.getOrDefault(name, Traces.NONE);
        var outcome = act.outcome();
        lastOutcome = outcome;
        var told = act.entries().stream()
                .map(entry -> entry.get("action") + (entry.get("outcome").equals("DONE") ? "" : " REFUSED"))
                .toList();
        List<List<String>> expected;
        if (Matrix.DONE_OR_NONE.contains(outcome)) {
            if (!outcome.equals(Matrix.NONE) || !told.isEmpty() || row.answersNothing()) {
                done.add(name);
            }
            tally.that(
                    !row.answersNothing() || outcome.equals(Matrix.NONE),
                    act.name() + ": it answers something, so the list must say what that is");
            alternatives.add(name + " " + told);
            outcomes.merge("done", 1, Integer::sum);
            expected = row.entries();
            found.computeIfAbsent(name, any -> new TreeSet<>())
                    .add((told.isEmpty() ? "nothing" : String.join(" + ", told)) + " | " + String.join(", ", untold)
                            + (told.isEmpty() && shows(act) ? " SHOWS" : ""));
        } else if (Matrix.failed(outcome)) {
            outcomes.merge("failed", 1, Integer::sum);
            expected = List.of(List.of());
        } else {
            outcomes.merge(outcome.equals(Matrix.SHUT) ? "door shut" : "refused", 1, Integer::sum);
            expected = List.of(List.of(AuditAction.OPERATION_REFUSED + " REFUSED"), refusedByName(told));
        }
        entries += told.size();
        tally.that(
                expected.contains(told)
                        && !(told.isEmpty() && outcome.equals(Matrix.DONE) && row.nothingOnlyIfEmpty(act.useCase())),
                act.name() + " (" + outcome + "): the trail has " + told + ", the list says " + expected);
        for (var entry : act.entries()) {
            tally.that(
                    isRight(entry, act),
                    act.name() + ": who, where, whom or by which click is wrong in " + entry.intoMap());
        }
        tally.that(act.others() == 0, act.name() + ": " + act.others() + " entries in the name of others");
        tally.that(
                row.untold().containsAll(untold),
                act.name() + " (" + outcome + "): changed without an entry in the same transaction: " + untold);
        tally.that(
                !told.isEmpty() || !row.shows().isEmpty() || !shows(act),
                act.name() + ": the answer holds words of a member, and the trail does not tell it");
    }

    /** A refusal that has an entry of its own kind. */
    private static List<String> refusedByName(List<String> found) {
        return found.size() == 1 && found.getFirst().endsWith(" REFUSED") ? found : List.of("none");
    }

    private static boolean isRight(Record entry, Act act) {
        var right = act.staff().workplace().placeNo().value().equals(entry.get("place_no"))
                || act.useCase().name().startsWith("staff.");
        for (var argument : act.arguments()) {
            right &= switch (argument) {
                case MemberNo member ->
                    fits(entry.get("member_no"), member.value())
                            || entry.get("outcome").equals("REFUSED");
                case ContactNo contact -> fits(entry.get("contact_no"), contact.value());
                // The contact in which a hand-off is taken up is opened by a click of its own.
                case OperationId operation ->
                    fits(entry.get("operation_id"), operation.value())
                            || entry.get("action").equals("CONTACT_OPENED");
                case null, default -> true;
            };
        }
        return right;
    }

    private static boolean fits(@Nullable Object kept, Object given) {
        return kept == null || kept.toString().equals(given.toString());
    }

    // What an answer holds --------------------------------------------------------------------------------------------

    /** Name, kana, address, employer and e-mail of those whom the scenes make; staff and places are called otherwise. */
    private static final List<String> OF_A_MEMBER =
            List.of("髙橋", "花子", "タカハシ", "ハナコ", "丸の内", "試験商事", "@example.com", "\u0000");

    private static boolean shows(Act act) {
        var words = new HashSet<String>();
        collect(act.answer(), words, Collections.newSetFromMap(new IdentityHashMap<>()));
        return words.stream().anyMatch(word -> OF_A_MEMBER.stream().anyMatch(word::contains));
    }

    /** Before what is no text: an amount, the number of a member, a file or a picture. */
    private static final String HIDDEN = "\u0000";

    /** Bytes of what a passkey is asked, not of a file. */
    private static final int LONGEST_CHALLENGE = 100;

    /** Every text within an answer, however deep. */
    private static void collect(@Nullable Object thing, Set<String> words, Set<Object> met) {
        if (thing == null || !met.add(thing)) {
            return;
        }
        switch (thing) {
            case CharSequence text -> words.add(text.toString());
            case byte[] file -> words.add(file.length > LONGEST_CHALLENGE ? HIDDEN + "file" : "");
            case Yen amount -> words.add(HIDDEN + "yen");
            case MemberNo number -> words.add(HIDDEN + "member");
            case Optional<?> some -> some.ifPresent(each -> collect(each, words, met));
            case Collection<?> several -> new ArrayList<>(several).forEach(each -> collect(each, words, met));
            case Map<?, ?> pairs ->
                pairs.forEach((key, value) -> {
                    collect(key, words, met);
                    collect(value, words, met);
                });
            case Enum<?> name -> {}
            default -> {
                var type = thing.getClass();
                if (type.isArray() && !type.getComponentType().isPrimitive()) {
                    for (var i = 0; i < Array.getLength(thing); i++) {
                        collect(Array.get(thing, i), words, met);
                    }
                }
                for (var of = type; of != null && of.getName().startsWith("jp.madoguchi."); of = of.getSuperclass()) {
                    for (var field : of.getDeclaredFields()) {
                        if (!Modifier.isStatic(field.getModifiers())
                                && !field.getType().isPrimitive()) {
                            try {
                                field.setAccessible(true);
                                collect(field.get(thing), words, met);
                            } catch (IllegalAccessException impossible) {
                                throw new IllegalStateException(impossible);
                            }
                        }
                    }
                }
            }
        }
    }
}
