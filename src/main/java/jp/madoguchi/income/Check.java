package jp.madoguchi.income;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of what must be right before papers are accepted.
 *
 * @param key of its words, {@code income.check.KEY}
 * @param state whether it holds
 * @param why key of the reason where it does not
 * @param proposes what the member is asked for because of it
 */
public record Check(
        String key,
        State state,
        @Nullable String why,
        @Nullable AskReason proposes) {

    /** Whether a line stands in the way. */
    public enum State {
        HOLDS,
        /** Something is not typed yet. */
        OPEN,
        FAILS
    }

    /** Whether all hold, so that the papers may be accepted. */
    static boolean allHold(List<Check> checks) {
        return checks.stream().allMatch(check -> check.state() == State.HOLDS);
    }

    /** All lines, computed ones first. */
    static List<Check> of(ReviewCase file, Typed typed, Validity.Rules rules) {
        var received = file.receivedOn();
        var figures = typed.figures(received);
        return Stream.concat(
                        Stream.of(
                                papers(file), figures(figures), period(file, figures, rules), workplace(file, figures)),
                        Stream.of(Eye.values()).map(eye -> eye(eye, typed)))
                .toList();
    }

    private static Check papers(ReviewCase file) {
        return file.papers().stream()
                        .anyMatch(paper -> paper.state() == CertificateState.WAITING
                                || paper.state() == CertificateState.QUARANTINED)
                ? new Check("papers", State.FAILS, "income.check.papers.unmasked", null)
                : holds("papers");
    }

    private static Check figures(Figures figures) {
        if (figures.kind() == CertificateKind.BONUS_SLIP) {
            return new Check("figures", State.FAILS, "income.check.figures.bonus", AskReason.TWO_MONTHS);
        }
        if (AnnualIncome.of(figures).isPresent()) {
            return holds("figures");
        }
        return figures.kind() == CertificateKind.PAY_SLIP && figures.amounts().size() == 1
                ? new Check("figures", State.OPEN, "income.check.figures.month", AskReason.TWO_MONTHS)
                : new Check("figures", State.OPEN, "income.check.figures.open", null);
    }

    private static Check period(ReviewCase file, Figures figures, Validity.Rules rules) {
        var answer = Optional.ofNullable(figures.kind())
                .map(kind -> Validity.of(kind, file.receivedOn(), rules).answer(figures))
                .orElse(Validity.Answer.UNKNOWN);
        return switch (answer) {
            case VALID -> holds("period");
            case UNKNOWN -> new Check("period", State.OPEN, "income.check.period.open", null);
            case TOO_OLD -> new Check("period", State.FAILS, "income.check.period.old", AskReason.TOO_OLD);
            case TOO_NEW -> new Check("period", State.FAILS, "income.check.period.new", AskReason.TOO_OLD);
        };
    }

    /** A paper of an employer tells nothing once the workplace has changed. */
    private static Check workplace(ReviewCase file, Figures figures) {
        var paperOn = Validity.paperOn(figures);
        var since = file.facts().employerSince();
        var former = figures.kind() != null
                && Figures.isOfEmployer(figures.kind())
                && paperOn != null
                && since != null
                && since.isAfter(paperOn);
        return former
                ? new Check("workplace", State.FAILS, "income.check.workplace.former", AskReason.FORMER_EMPLOYER)
                : holds("workplace");
    }

    private static Check eye(Eye eye, Typed typed) {
        return typed.faults().contains(eye)
                ? new Check("eye." + eye, State.FAILS, "income.check.eye.fault", eye.proposes())
                : holds("eye." + eye);
    }

    private static Check holds(String key) {
        return new Check(key, State.HOLDS, null, null);
    }
}
