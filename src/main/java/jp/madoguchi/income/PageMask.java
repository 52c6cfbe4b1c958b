package jp.madoguchi.income;

import java.util.List;

/**
 * What a person covers on a page.
 *
 * @param number from 1
 * @param boxes at most 100
 * @param lookedThrough on a page without text layer: that no number is left to be seen
 */
public record PageMask(int number, List<Box> boxes, boolean lookedThrough) {

    static final int MOST_BOXES = 100;

    public PageMask {
        if (boxes.size() > MOST_BOXES) {
            throw new IllegalArgumentException("too many boxes");
        }
        boxes = List.copyOf(boxes);
    }

    /** Whether nothing that is suspected, and nothing that nobody looked at, would be kept. */
    public boolean suffices(PageFacts page) {
        return (page.hasText() || lookedThrough)
                && page.suspicions().stream()
                        .allMatch(suspicion -> boxes.stream().anyMatch(box -> box.covers(suspicion.box())));
    }
}
