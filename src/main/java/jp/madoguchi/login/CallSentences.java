package jp.madoguchi.login;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.login.CallGuide.Line;
import org.jspecify.annotations.Nullable;

/**
 * What may be said (DOMAIN R30b): to anybody nothing that tells even whether there is a contract; to the member, after a
 * passed check, one sentence for each cause that applies.
 */
final class CallSentences {

    private final SentenceBook sentences;

    CallSentences(SentenceBook sentences) {
        this.sentences = sentences;
    }

    /** Before a check, or where it is not known with whom one speaks. */
    List<Line> toAnybody(List<Finding> findings) {
        return Stream.of(
                        Stream.of(line(Sentence.OPENING, Map.of())),
                        findings.stream().flatMap(finding -> ofService(finding).stream()),
                        Stream.of(line(Sentence.LOCK_IN_GENERAL, Map.of()), line(Sentence.THIRD_PARTY, Map.of())))
                .flatMap(lines -> lines)
                .distinct()
                .toList();
    }

    private Optional<Line> ofService(Finding finding) {
        return switch (finding) {
            case Finding.OutOfOrder(var outage) ->
                Optional.of(
                        outage.toSay() == null
                                ? line(Sentence.OUTAGE, Map.of())
                                : new Line(Sentence.OUTAGE.name(), outage.toSay()));
            case Finding.UnderMaintenance(var window) -> Optional.of(maintenance(window));
            case Finding.Cancelled cancelled -> Optional.empty();
            case Finding.Dormant dormant -> Optional.empty();
            case Finding.Locked locked -> Optional.empty();
            case Finding.WrongCredentials wrong -> Optional.empty();
            case Finding.OwnNetwork own -> Optional.empty();
        };
    }

    private Line maintenance(Maintenance window) {
        return window.isTheWeekly()
                ? line(Sentence.MAINTENANCE, Map.of())
                : line(
                        Sentence.MAINTENANCE_ONCE,
                        Map.of(
                                "from",
                                SpokenWords.moment(window.since()),
                                "until",
                                SpokenWords.moment(window.until())));
    }

    /**
     * After a passed check. A lock for suspected takeover has no sentence: a supervisor speaks with the member.
     *
     * @param advice where to send the member
     */
    Optional<Line> toMember(Finding finding, VisitAdvice advice) {
        return switch (finding) {
            case Finding.Cancelled cancelled -> Optional.of(cancelled(cancelled));
            case Finding.Dormant(var since, var lastUsed) ->
                Optional.of(line(Sentence.DORMANT, Map.of("last_month", SpokenWords.month(lastUsed))));
            case Finding.Locked(var lock) -> locked(lock, advice);
            case Finding.OutOfOrder outage -> ofService(outage);
            case Finding.UnderMaintenance maintenance -> ofService(maintenance);
            case Finding.WrongCredentials(var latest, var left) ->
                Optional.of(line(Sentence.WRONG_CREDENTIALS, Map.of("attempts_left", String.valueOf(left))));
            case Finding.OwnNetwork(var latest) -> Optional.of(ownNetwork(latest));
        };
    }

    private Line cancelled(Finding.Cancelled cancelled) {
        var endedOn = cancelled.endedOn();
        if (endedOn == null) {
            return line(Sentence.NO_CONTRACT, Map.of());
        }
        var sentence =
                "CANCELLED_BY_MEMBER".equals(cancelled.state()) ? Sentence.CANCELLED_BY_MEMBER : Sentence.CANCELLED;
        return line(sentence, Map.of("ended_on", SpokenWords.day(endedOn)));
    }

    private Optional<Line> locked(Lock lock, VisitAdvice advice) {
        var lockedAt = SpokenWords.moment(lock.lockedAt());
        return switch (lock.kind()) {
            case LOGIN, ATM_PIN ->
                Optional.of(line(
                        Sentence.LOCKED,
                        Map.of(
                                "locked_at",
                                lockedAt,
                                "stopped",
                                SpokenWords.stopped(lock),
                                "documents",
                                SpokenWords.documents(advice.documents(), sentences),
                                "nearby",
                                nearby(advice.places()))));
            case LOSS -> Optional.of(line(Sentence.LOCKED_BY_LOSS, Map.of("locked_at", lockedAt)));
            case TAKEOVER -> Optional.empty();
        };
    }

    /** The number of a hand-off, with the place that was chosen. @param day on which the member means to come, or null */
    String handOff(String number, VisitAdvice advice, NearPlace place, @Nullable LocalDate day) {
        var documents = SpokenWords.documents(advice.documents(), sentences);
        return day == null
                ? sentences.say(
                        Sentence.HAND_OFF,
                        Map.of(
                                "number",
                                number,
                                "documents",
                                documents,
                                "place",
                                place.name(),
                                "nearby",
                                nearby(place)))
                : sentences.say(
                        Sentence.HAND_OFF_ON,
                        Map.of(
                                "number",
                                number,
                                "documents",
                                documents,
                                "place",
                                place.name(),
                                "day",
                                SpokenWords.weekday(day)));
    }

    /** Nearest first; a place that serves today before one that does not. */
    private String nearby(List<NearPlace> places) {
        return places.stream()
                .filter(NearPlace::servesToday)
                .findFirst()
                .or(() -> places.stream().findFirst())
                .map(this::nearby)
                .orElse("");
    }

    private String nearby(NearPlace place) {
        return switch (place.today()) {
            case NearPlace.Today.OpenUntil(var closes) ->
                sentences.say(Sentence.NEAR_OPEN, Map.of("place", place.name(), "closes", SpokenWords.hour(closes)));
            case NearPlace.Today.OpensAt(var opens, var closes) ->
                sentences.say(
                        Sentence.NEAR_OPENS,
                        Map.of(
                                "place",
                                place.name(),
                                "opens",
                                SpokenWords.hour(opens),
                                "closes",
                                SpokenWords.hour(closes)));
            case NearPlace.Today.Over over -> nearbyNext(place, place.next());
            case NearPlace.Today.Closed closed -> nearbyNext(place, place.next());
        };
    }

    private String nearbyNext(NearPlace place, NearPlace.@Nullable Opening next) {
        return next == null
                ? ""
                : sentences.say(
                        Sentence.NEAR_NEXT,
                        Map.of(
                                "place",
                                place.name(),
                                "day",
                                SpokenWords.weekday(next.day()),
                                "opens",
                                SpokenWords.hour(next.opens())));
    }

    private Line ownNetwork(@Nullable Attempt latest) {
        if (latest == null) {
            return line(Sentence.OWN_LINE, Map.of());
        }
        var at = SpokenWords.moment(latest.at());
        return latest.outcome() == Attempt.Outcome.SUCCESS
                ? line(Sentence.OWN_LINE_AFTER_LOGIN, Map.of("login_at", at))
                : line(Sentence.TRY_AGAIN, Map.of("tried_at", at));
    }

    /** Said to the member only while login is open: else it would not be true. */
    Optional<Line> aboutBorrowing(Diagnosis diagnosis) {
        var stopped = diagnosis.limitZero() || diagnosis.borrowingStopped();
        return stopped && diagnosis.isLoginOpen() ? Optional.of(line(Sentence.LIMIT_ZERO, Map.of())) : Optional.empty();
    }

    /** What to pay today, then each way that is open. */
    List<Line> aboutPayment(PaymentHelp help, VisitAdvice advice) {
        return Stream.concat(Stream.of(due(help)), help.ways().stream().map(way -> way(way, advice)))
                .toList();
    }

    private Line due(PaymentHelp help) {
        var amount = "%,d".formatted(help.today().dueNow().amount());
        if (help.ended()) {
            return line(Sentence.PAY_ENDED, Map.of("amount", amount));
        }
        return line(
                help.today().isLate() ? Sentence.PAY_LATE : Sentence.PAY_DUE,
                Map.of("due_on", SpokenWords.weekday(help.dueOn()), "amount", amount));
    }

    private Line way(PaymentHelp.Way way, VisitAdvice advice) {
        return switch (way) {
            case TRANSFER -> line(Sentence.PAY_BY_TRANSFER, Map.of());
            case COUNTER -> {
                var stores = advice.places().stream()
                        .filter(place -> place.kind() == PlaceKind.STORE)
                        .toList();
                yield line(Sentence.PAY_AT_COUNTER, Map.of("nearby", nearby(stores)));
            }
            case MACHINE -> line(Sentence.PAY_AT_MACHINE, Map.of());
            case ATM -> line(Sentence.PAY_AT_ATM, Map.of());
        };
    }

    private Line line(Sentence sentence, Map<String, String> facts) {
        return new Line(sentence.name(), sentences.say(sentence, facts));
    }
}
