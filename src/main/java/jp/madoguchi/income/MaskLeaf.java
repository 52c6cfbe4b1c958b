package jp.madoguchi.income;

import java.util.List;
import java.util.function.Supplier;

/** A page on the board: what is known of it, where its picture comes from, and what the person has done to it so far. */
final class MaskLeaf {

    private final PageFacts facts;
    private final Supplier<byte[]> picture;
    private List<Box> boxes;
    private boolean lookedThrough;

    /** What is suspected is covered from the beginning. */
    MaskLeaf(PageFacts facts, Supplier<byte[]> picture) {
        this.facts = facts;
        this.picture = picture;
        this.boxes = facts.suspicions().stream().map(Suspicion::box).toList();
    }

    PageFacts facts() {
        return facts;
    }

    byte[] picture() {
        return picture.get();
    }

    List<Box> boxes() {
        return boxes;
    }

    void cover(List<Box> boxes) {
        this.boxes = boxes.stream().limit(PageMask.MOST_BOXES).toList();
    }

    boolean isLookedThrough() {
        return lookedThrough;
    }

    void lookThrough(boolean done) {
        lookedThrough = done;
    }

    PageMask mask() {
        return new PageMask(facts.number(), boxes, lookedThrough);
    }

    boolean isDone() {
        return mask().suffices(facts);
    }
}
