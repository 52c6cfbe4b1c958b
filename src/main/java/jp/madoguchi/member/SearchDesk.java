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
    private @Nullable SearchVisit visit;
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

    /** What stands in the box, whatever comes of it. */
    void keep(SearchTerms typed) {
        terms = typed;
    }

    /** The visit that is under way. */
    @Nullable
    SearchVisit visit() {
        return visit;
    }

    /** Goes on with the visit, or begins one. */
    SearchVisit visit(@Nullable SearchPurpose purpose) {
        if (visit == null) {
            visit = new SearchVisit(purpose);
        }
        return visit;
    }

    /** The visit that ends hereby; null when none is under way. */
    @Nullable
    SearchVisit end() {
        var ended = visit;
        visit = null;
        return ended;
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
