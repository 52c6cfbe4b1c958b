package jp.madoguchi.login;

import java.util.List;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.StaffMember;
import org.jspecify.annotations.Nullable;

/**
 * The diagnosis as one person of staff uses it now: each cause with its remedy, and what may be said. Nothing about this
 * member is in it before the person in the contact in front has proved to be the member (DOMAIN R30b, two steps).
 *
 * @param borrowing what to say of a borrowing stop, where login is open
 * @param payment what to say of what is due, and of each way to pay it; after the check only
 * @param toAnybody what may be said to whoever is there; empty after the check
 */
public record CallGuide(List<Step> steps, Optional<Line> borrowing, List<Line> payment, List<Line> toAnybody) {

    /** @param say null before the check, and where the sentence would not help */
    public record Step(
            Finding finding, Remedy remedy, @Nullable Line say) {}

    /**
     * @param sentence the case that it is for; code of call_sentence
     * @param words as they are said, in Japanese
     */
    public record Line(String sentence, String words) {}

    public static CallGuide of(LoginState state, VisitAdvice advice, StaffMember staff) {
        var sentences = new CallSentences(state.sentences());
        var channel = state.ownContact().map(OpenContact::channel).orElse(null);
        var diagnosis = state.diagnosis();
        var identified = state.isIdentified();
        return new CallGuide(
                diagnosis.findings().stream()
                        .map(finding -> new Step(
                                finding,
                                Remedy.of(finding, staff, channel),
                                identified && diagnosis.isSaid(finding)
                                        ? sentences.toMember(finding, advice).orElse(null)
                                        : null))
                        .toList(),
                identified ? sentences.aboutBorrowing(diagnosis) : Optional.empty(),
                state.payment() == null ? List.of() : sentences.aboutPayment(state.payment(), advice),
                identified ? List.of() : sentences.toAnybody(diagnosis.findings()));
    }
}
