package jp.madoguchi.review;

import static jp.madoguchi.ui.Texts.t;

import java.util.List;
import java.util.UUID;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;

/** How reviewers learn that an item is no longer theirs. */
public final class TakenOverWords {

    private TakenOverWords() {}

    /** For the queue: by whom, why, when. */
    public static MessagePanel panel(Leases.TakenOver taken) {
        var panel = new MessagePanel();
        tell(panel, taken, t("review.taken.at", Formats.dateTime(taken.at())));
        return panel;
    }

    /**
     * For the desk on which the item was in front.
     *
     * @param taken what was taken over from the person lately
     */
    public static void lost(MessagePanel messages, List<Leases.TakenOver> taken, UUID item) {
        taken.stream()
                .filter(each -> each.item().equals(item))
                .findFirst()
                .ifPresentOrElse(
                        each -> tell(messages, each, t("review.taken.next")),
                        () -> messages.refused(new NoLongerYours()));
    }

    private static void tell(MessagePanel panel, Leases.TakenOver taken, String next) {
        panel.problem(t("review.taken", taken.by(), taken.note()), MessagePanel.Saved.NOTHING, next, null);
    }
}
