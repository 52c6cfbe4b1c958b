package jp.madoguchi.ui;

import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/** Starts a contact from any page; contributed by the package of the contact as a bean. */
public interface ContactOpener {

    /** Asks for channel and details. @param memberNo who is served, when that is known already */
    void open(@Nullable MemberNo memberNo);
}
