package jp.madoguchi.income;

import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.MemberNo;

/** Pages that somebody opened, which was recorded; only {@link Pages} and {@link Masking} give one. Holds no byte of them. */
public final class PageSet {

    private final UUID ref;
    private final MemberNo memberNo;
    private final List<PageFacts> pages;

    PageSet(UUID ref, MemberNo memberNo, List<PageFacts> pages) {
        this.ref = ref;
        this.memberNo = memberNo;
        this.pages = List.copyOf(pages);
    }

    public UUID ref() {
        return ref;
    }

    public MemberNo memberNo() {
        return memberNo;
    }

    public List<PageFacts> pages() {
        return pages;
    }
}
