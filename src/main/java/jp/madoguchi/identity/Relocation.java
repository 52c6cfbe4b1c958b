package jp.madoguchi.identity;

import java.util.List;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;

/** The way on for a person whose document bears another address than the registered one; contributed by the package that changes it. */
public interface Relocation {

    /**
     * The form that changes the address to that of the documents and makes the check count.
     *
     * @param documents as they were shown
     * @return empty where the person who is signed in may not change an address
     */
    Optional<Runnable> offer(OpenContact contact, MemberNo memberNo, List<ShownDocument> documents);
}
