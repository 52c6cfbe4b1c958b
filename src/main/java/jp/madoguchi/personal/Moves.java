package jp.madoguchi.personal;

import jakarta.annotation.security.RolesAllowed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.identity.CheckResult;
import jp.madoguchi.identity.DocumentRefused;
import jp.madoguchi.identity.IdentityChecks;
import jp.madoguchi.identity.RegisteredAddress;
import jp.madoguchi.identity.ShownDocument;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A person who has moved shows a document with the new address: the address is changed to it on this very check, both or
 * neither (DOMAIN §4: the address change comes first; R19: at store and machine by a document that bears the new address).
 */
@Service
@RolesAllowed(Permission.IDENTITY_IN_PERSON)
public class Moves {

    private final PersonalDataChanges changes;
    private final Changing changing;
    private final IdentityChecks checks;
    private final Contacts contacts;
    private final MemberLock memberLock;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;

    Moves(
            PersonalDataChanges changes,
            Changing changing,
            IdentityChecks checks,
            Contacts contacts,
            MemberLock memberLock,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time) {
        this.changes = changes;
        this.changing = changing;
        this.checks = checks;
        this.contacts = contacts;
        this.memberLock = memberLock;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
    }

    /**
     * Changes the address and passes the check; where name, birth date or face do not fit, the check fails and counts, and the
     * address stays.
     *
     * @param typed the new address by its fields, as for {@link PersonalDataChanges#change}
     * @param replaces row id of the registered address, as it was shown
     * @throws NotAllowed with the rule and the way out
     * @throws DocumentRefused when no document bears the address, a paper does not count, or the rulebook wants a second person
     * @throws UnfitData with the field
     * @throws DataChangedSince when what is registered is not as it was shown
     */
    @Transactional
    public CheckResult move(
            OperationId id,
            ContactNo contactNo,
            MemberNo memberNo,
            List<ShownDocument> documents,
            Map<String, String> typed,
            @Nullable Long replaces) {
        var form = new DataForm(NewData.of(DataKind.ADDRESS, withDocument(typed, documents)), replaces, null);
        return operations.once(id, "personal.Moves.move", CheckResult.class, () -> {
            memberLock.take(memberNo);
            if (!changing.isAsSeen(memberNo, form)) {
                throw new DataChangedSince();
            }
            var result = checks.checkMoved(id, contactNo, memberNo, documents, address(form.data()));
            if (result.passed()) {
                change(contactNo, memberNo, form);
            }
            return result;
        });
    }

    private void change(ContactNo contactNo, MemberNo memberNo, DataForm form) {
        var contact = contacts.requireFront(contactNo);
        var kind = DataKind.ADDRESS;
        switch (rulebook.decide(kind.operation(), changes.situation(memberNo, contact, kind, time.now()))) {
            case Verdict.Allowed() -> {
                var checkId = contact.validCheckId();
                if (checkId == null) {
                    throw new IllegalStateException("the check that was just passed does not hold");
                }
                changing.apply(memberNo, contactNo, CurrentStaff.get().staffNo(), checkId, form, null);
            }
            case Verdict.NeedsSecondPerson(var reasons) -> throw DocumentRefused.moveNeedsSecondPerson();
            case Verdict.Forbidden(var reason) -> throw new NotAllowed(reason);
        }
    }

    /** The document that bears the address is the one that shows it, in the change as in the check. */
    private static Map<String, String> withDocument(Map<String, String> typed, List<ShownDocument> documents) {
        var values = new HashMap<>(typed);
        documents.stream()
                .filter(document -> document.address() != null)
                .findFirst()
                .ifPresent(document -> values.put("document", document.kind().name()));
        return values;
    }

    private static RegisteredAddress address(NewData data) {
        var fields = data.fields();
        return new RegisteredAddress(
                fields.getOrDefault("prefecture", ""),
                fields.getOrDefault("municipality", ""),
                fields.getOrDefault("street", ""),
                fields.getOrDefault("building", ""));
    }
}
