package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.t;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.ui.Formats;

/**
 * What may be said on the phone (DOMAIN R30b): before the caller is identified nothing that tells even whether there is a
 * contract; after it, everything that keeps this member from logging in, in the order of the diagnosis (R31).
 */
final class CallSentences {

    /** A login that reached us this recently proves that the line is open. */
    private static final Duration RECENT = Duration.ofDays(1);

    /**
     * @param when the case that it is for
     * @param words as they are said
     */
    record Sentence(String when, String words) {}

    private final LoginState state;
    private final VisitAdvice advice;

    CallSentences(LoginState state, VisitAdvice advice) {
        this.state = state;
        this.advice = advice;
    }

    /** Whether the person in the contact in front is this member, and has proved it. */
    boolean isIdentified() {
        return state.ownContact().filter(OpenContact::isChecked).isPresent();
    }

    List<Sentence> all() {
        return isIdentified() ? ofMember() : ofEverybody();
    }

    private List<Sentence> ofEverybody() {
        return Stream.of(
                        Optional.of(sentence("opening")),
                        maintenance(),
                        outage(),
                        Optional.of(sentence("lock-in-general")),
                        Optional.of(sentence("third-party")))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Sentence> ofMember() {
        var said = new ArrayList<Sentence>();
        cancelled().ifPresent(said::add);
        dormant().ifPresent(said::add);
        locked().ifPresent(said::add);
        outage().ifPresent(said::add);
        maintenance().ifPresent(said::add);
        if (said.isEmpty()) {
            wrongCredentials().or(this::ownLine).ifPresent(said::add);
        }
        if (state.borrowingStopped() && isLoginOpen()) {
            said.add(sentence("limit-zero"));
        }
        return said;
    }

    private boolean isLoginOpen() {
        return !isCancelled()
                && state.dormantSince() == null
                && state.openLocks().isEmpty();
    }

    private static Sentence sentence(String name, Object... facts) {
        return new Sentence(t("login.call." + name + ".when"), t("login.call." + name, facts));
    }

    private Optional<Sentence> maintenance() {
        var unavailable = state.unavailable();
        if (unavailable == null || !unavailable.cause().equals("MAINTENANCE")) {
            return Optional.empty();
        }
        var since = unavailable.since();
        var until = unavailable.until();
        if (since == null || until == null || isTheWeekly(unavailable)) {
            return Optional.of(sentence("maintenance"));
        }
        return Optional.of(sentence("maintenance-once", PlaceWords.dayAndHour(since), PlaceWords.dayAndHour(until)));
    }

    /** The standing rule, every Monday from 0 to 7, has a sentence of its own. */
    private static boolean isTheWeekly(LoginState.Unavailable window) {
        var since = window.since();
        var until = window.until();
        if (since == null || until == null) {
            return false;
        }
        var from = since.atZone(Tokyo.ZONE);
        var to = until.atZone(Tokyo.ZONE);
        return from.getDayOfWeek() == DayOfWeek.MONDAY
                && from.toLocalTime().equals(LocalTime.MIDNIGHT)
                && to.equals(from.withHour(7));
    }

    private Optional<Sentence> outage() {
        var unavailable = state.unavailable();
        return unavailable != null && unavailable.cause().equals("OUTAGE")
                ? Optional.of(sentence("outage"))
                : Optional.empty();
    }

    private boolean isCancelled() {
        return state.contractEndedOn() != null;
    }

    private Optional<Sentence> cancelled() {
        var ended = state.contractEndedOn();
        return ended == null ? Optional.empty() : Optional.of(sentence("cancelled", Formats.date(ended)));
    }

    private Optional<Sentence> dormant() {
        if (state.dormantSince() == null || isCancelled()) {
            return Optional.empty();
        }
        var last = state.lastLoginAt() == null ? state.contractStartedOn() : Tokyo.date(state.lastLoginAt());
        if (last == null) {
            return Optional.empty();
        }
        var month = YearMonth.from(last);
        return Optional.of(sentence("dormant", t("login.words.month", month.getYear(), month.getMonthValue())));
    }

    /** A lock for loss or suspected takeover has no sentence: a supervisor speaks with the member. */
    private Optional<Sentence> locked() {
        return state.openLocks().stream()
                .filter(lock -> lock.kind().clearable())
                .findFirst()
                .map(lock -> sentence(
                        "locked",
                        PlaceWords.dayAndHour(lock.lockedAt()),
                        stops(lock),
                        PlaceWords.documentsInShort(advice.documents()),
                        nearby()));
    }

    private static String stops(Lock lock) {
        return Stream.of(
                        lock.stopsMemberPage() ? "member-page" : "",
                        lock.stopsApp() ? "app" : "",
                        lock.stopsAtm() ? "atm" : "")
                .filter(name -> !name.isEmpty())
                .map(name -> t("login.call.stops." + name))
                .collect(Collectors.joining(t("login.words.and")));
    }

    private String nearby() {
        var serving = advice.places().stream().filter(NearPlace::servesToday).findFirst();
        if (serving.isPresent()) {
            return switch (serving.get().today()) {
                case NearPlace.Today.OpenUntil(var closes) ->
                    t("login.call.near.open-until", serving.get().name(), PlaceWords.hour(closes));
                case NearPlace.Today.OpensAt(var opens, var closes) ->
                    t(
                            "login.call.near.opens-at",
                            serving.get().name(),
                            PlaceWords.hour(opens),
                            PlaceWords.hour(closes));
                case NearPlace.Today.Over over -> "";
                case NearPlace.Today.Closed closed -> "";
            };
        }
        return advice.places().stream()
                .findFirst()
                .filter(place -> place.next() != null)
                .map(CallSentences::nearbyNext)
                .orElse("");
    }

    private static String nearbyNext(NearPlace place) {
        var next = place.next();
        if (next == null) {
            return "";
        }
        var hour = PlaceWords.hour(next.opens());
        return next.tomorrow()
                ? t("login.call.near.tomorrow", place.name(), hour)
                : t(
                        "login.call.near.next",
                        place.name(),
                        next.day().getMonthValue(),
                        next.day().getDayOfMonth(),
                        hour);
    }

    private Optional<Sentence> wrongCredentials() {
        return state.attempts().stream()
                .findFirst()
                .filter(attempt -> attempt.outcome() == Attempt.Outcome.WRONG_SECRET
                        || attempt.outcome() == Attempt.Outcome.RETIRED_ID
                        || attempt.outcome() == Attempt.Outcome.UNKNOWN_ID)
                .map(attempt -> sentence("wrong-credentials", state.attemptsLeft()));
    }

    private Optional<Sentence> ownLine() {
        var recent = state.attempts().stream()
                .anyMatch(attempt -> attempt.at().isAfter(state.asOf().minus(RECENT)));
        return recent || !state.openLocks().isEmpty() ? Optional.empty() : Optional.of(sentence("own-line"));
    }
}
