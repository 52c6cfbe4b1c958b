package jp.madoguchi.member;

import static org.jooq.impl.DSL.name;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds members by what was heard or read. One identifier, two keys, or a name that few share; each search is recorded
 * with its terms and all that it showed.
 */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class MemberSearch {

    private static final int TERMS_IN_TRAIL = 200;

    private final DSLContext db;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    MemberSearch(
            DSLContext db, Contacts contacts, Rulebook rulebook, DatabaseTime time, Settings settings, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * All members that fit every term, the best fit first; at most search.rows of them (a setting).
     *
     * @param purpose why, where no contact is in front; not used within one
     * @throws TooLittleTyped when one key is not enough
     * @throws TooManyMembers when more would have to be shown
     */
    @Transactional
    @RolesAllowed({Permission.MEMBER_READ, Members.WITHIN_A_CASE})
    public FoundMembers find(SearchTerms terms, @Nullable SearchPurpose purpose) {
        var staff = CurrentStaff.get();
        rulebook.require(Operation.SEARCH_MEMBERS, Situation.outsideContact(staff));
        var contact = contacts.front().orElse(null);
        var reason = contact == null ? SearchPurpose.require(purpose).name() : null;
        var keys = TermReader.read(terms);
        refuseTooLittle(keys);
        var rows = settings.number("search.rows", time.now());
        var members = fitting(keys, rows);
        audit.append(AuditEntry.done(AuditAction.MEMBERS_SEARCHED)
                .during(contact == null ? null : contact.contactNo())
                .because(reason)
                .with("terms", cut(terms.asTyped()))
                .with("hits", members.size())
                .with(
                        "members",
                        members.stream()
                                .map(member -> member.memberNo().value())
                                .toList()));
        return new FoundMembers(keys, members);
    }

    private static void refuseTooLittle(List<SearchKey> keys) {
        if (keys.isEmpty()) {
            throw TooLittleTyped.nothing();
        }
        if (keys.size() > 1 || keys.getFirst().isIdentifier()) {
            return;
        }
        if (!(keys.getFirst() instanceof SearchKey.Name name) || name.written() == null && name.kanaLength() < 2) {
            throw TooLittleTyped.one(keys.getFirst());
        }
    }

    private List<FoundMember> fitting(List<SearchKey> keys, int rows) {
        var statement = new SearchStatement(keys, rows);
        var members = statement.on(db).fetch(statement::read).stream()
                .sorted()
                .map(SearchStatement.Row::member)
                .toList();
        if (members.size() > rows) {
            throw new TooManyMembers(rows);
        }
        return members;
    }

    private static String cut(String typed) {
        var length = typed.codePointCount(0, typed.length());
        return length <= TERMS_IN_TRAIL ? typed : typed.substring(0, typed.offsetByCodePoints(0, TERMS_IN_TRAIL));
    }
}
