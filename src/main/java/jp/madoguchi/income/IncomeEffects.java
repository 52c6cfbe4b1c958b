package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_ON_FILE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.message.MessageKind;
import jp.madoguchi.message.Outbox;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.ui.Texts;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What follows from a decision once the moment to undo it is over: the income on file, and what the member is told. */
@Component
class IncomeEffects {

    private final DSLContext db;
    private final Outbox outbox;
    private final Settings settings;

    IncomeEffects(DSLContext db, Outbox outbox, Settings settings) {
        this.db = db;
        this.outbox = outbox;
        this.settings = settings;
    }

    /**
     * An accepted certificate.
     *
     * @param workplaceAsOf a workplace reported later reopens the check
     */
    record Accepted(
            UUID decision,
            MemberNo memberNo,
            Yen annualIncome,
            LocalDate paperOn,
            LocalDate renewOn,
            Instant workplaceAsOf) {}

    /** When something decided now takes effect. */
    Instant moment(Instant now) {
        return now.plusSeconds(settings.number("income.undo_seconds", now));
    }

    /** A paper of the employer speaks of the workplace up to its day, every other of that at its receipt. */
    Instant workplaceAsOf(CertificateKind kind, LocalDate paperOn, Instant receivedAt) {
        return Figures.isOfEmployer(kind) ? Tokyo.startOf(paperOn.plusDays(1)) : receivedAt;
    }

    void putOnFile(Accepted accepted, Instant effectiveAt) {
        db.insertInto(INCOME_ON_FILE)
                .set(INCOME_ON_FILE.MEMBER_NO, accepted.memberNo())
                .set(INCOME_ON_FILE.ANNUAL_INCOME, accepted.annualIncome())
                .set(INCOME_ON_FILE.SOURCE, "CERTIFICATE")
                .set(INCOME_ON_FILE.VALID_FROM, effectiveAt)
                .set(INCOME_ON_FILE.DECISION_REF, accepted.decision())
                .set(INCOME_ON_FILE.PAPER_ON, accepted.paperOn())
                .set(INCOME_ON_FILE.RENEW_ON, accepted.renewOn())
                .set(INCOME_ON_FILE.WORKPLACE_AS_OF, accepted.workplaceAsOf())
                .execute();
    }

    UUID tellAccepted(ReviewCase file, Instant now, Instant dueAt) {
        return outbox.tellFrom(
                file.memberNo(), MessageKind.INCOME_ACCEPTED, Map.of("received_at", file.receivedAt()), now, dueAt);
    }

    /** Why a paper ended that nobody decided about. */
    enum Gone {
        UNREAD,
        EXPIRED
    }

    /** Asks at once for a paper that nobody will look at. */
    void tellGone(MemberNo memberNo, Gone why, Instant receivedAt, Instant now) {
        outbox.tell(
                memberNo,
                MessageKind.INCOME_ASKED_AGAIN,
                Map.of("received_at", receivedAt, "requests", line("gone." + why)),
                now);
    }

    /** Says exactly what to send, one line for each reason. */
    UUID tellTurnedDown(ReviewCase file, boolean refusing, List<AskReason> reasons, Instant now, Instant dueAt) {
        var requests = reasons.stream().map(reason -> line(reason.name())).collect(Collectors.joining("\n"));
        return outbox.tellFrom(
                file.memberNo(),
                refusing ? MessageKind.INCOME_REFUSED : MessageKind.INCOME_ASKED_AGAIN,
                Map.of("received_at", file.receivedAt(), "requests", requests),
                now,
                dueAt);
    }

    private static String line(String request) {
        return "・" + Texts.inJapanese(Message.of("income.ask." + request));
    }
}
