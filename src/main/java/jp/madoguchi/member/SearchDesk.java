package jp.madoguchi.member;

import com.vaadin.flow.server.VaadinSession;
import java.util.HashMap;
import java.util.Map;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks for, and why, as long as they are signed in: kept with the session, so that the way back from a
 * member leads to the list, and no name or number ever stands in an address.
 */
final class SearchDesk {

    private SearchTerms terms = SearchTerms.NONE;
    private @Nullable SearchPurpose purpose;
    private final Map<MemberNo, SearchPurpose> openedFor = new HashMap<>();

    private SearchDesk() {}

    static SearchDesk of(VaadinSession session) {
        var desk = session.getAttribute(SearchDesk.class);
        if (desk == null) {
            desk = new SearchDesk();
            session.setAttribute(SearchDesk.class, desk);
        }
        return desk;
    }

    static SearchDesk current() {
        return of(VaadinSession.getCurrent());
    }

    SearchTerms terms() {
        return terms;
    }

    @Nullable
    SearchPurpose purpose() {
        return purpose;
    }

    void lookFor(SearchTerms wanted, @Nullable SearchPurpose why) {
        terms = wanted;
        purpose = why;
    }

    /** Why this member is looked at outside a contact; a reason given for one member is not one for another. */
    @Nullable
    SearchPurpose purposeOf(MemberNo memberNo) {
        return openedFor.get(memberNo);
    }

    void openFor(MemberNo memberNo, @Nullable SearchPurpose why) {
        if (why == null) {
            openedFor.remove(memberNo);
        } else {
            openedFor.put(memberNo, why);
        }
    }
}
