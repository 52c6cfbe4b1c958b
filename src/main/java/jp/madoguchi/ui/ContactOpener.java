package jp.madoguchi.ui;

import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/** Starts a contact from any page; contributed by the package of the contact as a bean. */
public interface ContactOpener {

    /** Asks for channel and details. @param memberNo who is served, when that is known already */
    void open(@Nullable MemberNo memberNo);

    /** Parks the contact in front and calls its member back: asks for the number, those that prove most first. */
    void callBack(ContactNo front, MemberNo memberNo);
}
