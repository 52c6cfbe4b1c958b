package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import jp.madoguchi.ui.Chip.Weight;
import jp.madoguchi.ui.Formats;

/** A cause in words of the screen: the fact by which it is seen. */
final class FindingWords {

    private FindingWords() {}

    static Weight weight(Finding finding) {
        return switch (finding.cause()) {
            case CANCELLED, DORMANT, LOCKED -> Weight.STOP;
            case OUTAGE, MAINTENANCE, WRONG_CREDENTIALS -> Weight.CAREFUL;
            case OWN_NETWORK -> Weight.PLAIN;
        };
    }

    static String fact(Finding finding) {
        return switch (finding) {
            case Finding.Cancelled cancelled -> cancelled(cancelled);
            case Finding.Dormant(var since, var lastUsed) ->
                t("diagnosis.fact.DORMANT", Formats.date(lastUsed), Formats.dateTime(since));
            case Finding.Locked(var lock) ->
                t(
                        "diagnosis.fact.LOCKED",
                        code("login_lock", "kind", lock.kind().name()),
                        Formats.dateTime(lock.lockedAt()));
            case Finding.OutOfOrder(var outage) -> outage(outage);
            case Finding.UnderMaintenance(var window) ->
                t("diagnosis.fact.MAINTENANCE", Formats.dateTime(window.since()), Formats.dateTime(window.until()));
            case Finding.WrongCredentials(var latest, var left) -> wrong(latest, left);
            case Finding.OwnNetwork own -> ownNetwork(own);
        };
    }

    private static String cancelled(Finding.Cancelled cancelled) {
        var state = cancelled.state();
        var endedOn = cancelled.endedOn();
        return state == null || endedOn == null
                ? t("diagnosis.fact.NO_CONTRACT")
                : t("diagnosis.fact.CANCELLED", code("contract", "state", state), Formats.date(endedOn));
    }

    private static String outage(Outage outage) {
        var service = code("login_attempt", "channel", outage.service());
        var since = Formats.dateTime(outage.since());
        return outage.until() == null
                ? t("diagnosis.fact.OUTAGE.open", service, outage.title(), since)
                : t("diagnosis.fact.OUTAGE", service, outage.title(), since, Formats.dateTime(outage.until()));
    }

    private static String wrong(Attempt latest, int left) {
        return t(
                "diagnosis.fact.WRONG_CREDENTIALS",
                Formats.dateTime(latest.at()),
                code("login_attempt", "id_kind", latest.idKind()) + " " + latest.idShown(),
                t("diagnosis.wrong." + latest.outcome()),
                left);
    }

    private static String ownNetwork(Finding.OwnNetwork own) {
        var latest = own.latest();
        if (latest == null) {
            return t("diagnosis.fact.OWN_NETWORK");
        }
        return latest.outcome() == Attempt.Outcome.SUCCESS
                ? t("diagnosis.fact.OWN_NETWORK.success", Formats.dateTime(latest.at()))
                : t(
                        "diagnosis.fact.OWN_NETWORK.over",
                        Formats.dateTime(latest.at()),
                        code("login_attempt", "outcome", latest.outcome().name()));
    }
}
