package jp.madoguchi.member;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.DatabaseTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The timeline of a member (経緯), the newest first; each entry for those who may see its source (DOMAIN R31d): what is
 * decided about a limit, movements of money, points and figures after a passed check, complaints and looks of the own place alone,
 * what was heard of a takeover for whoever may lock.
 */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class Timelines {

    private static final String FIGURES = "LIMIT_";
    private static final Set<String> MONEY = Set.of("LEDGER", "POINT_SERVICE", "POINTS");

    private final TimelineRows rows;
    private final Contacts contacts;
    private final DatabaseTime time;
    private final AuditLog audit;

    Timelines(TimelineRows rows, Contacts contacts, DatabaseTime time, AuditLog audit) {
        this.rows = rows;
        this.contacts = contacts;
        this.time = time;
        this.audit = audit;
    }

    /**
     * The reading is recorded.
     *
     * @param kinds what is asked for; kinds that the person may not see are left out
     * @param before {@link TimelinePage#next} of the page before; null for the first page
     */
    @Transactional
    public TimelinePage of(MemberNo memberNo, Set<TimelineKind> kinds, @Nullable Instant before) {
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front() : Optional.<OpenContact>empty();
        var checked = contact.filter(open -> open.isChecked() && open.isWith(memberNo))
                .isPresent();
        var workplace = staff.workplace();
        var page = rows.read(
                memberNo,
                before == null ? time.now() : before,
                sources(kinds, checked, staff),
                workplace == null ? null : workplace.placeNo(),
                !checked);
        audit.append(AuditEntry.done(AuditAction.HISTORY_READ)
                .about(memberNo)
                .during(contact.map(OpenContact::contactNo).orElse(null))
                .with("entries", page.events().size())
                .with("kinds", new TreeSet<>(kinds).stream().map(Enum::name).toList())
                .with("shown", checked ? "AFTER_CHECK" : "MASKED"));
        return page;
    }

    private static Set<String> sources(Set<TimelineKind> kinds, boolean checked, StaffMember staff) {
        var sources = new HashSet<String>();
        kinds.forEach(kind -> sources.addAll(kind.sources()));
        if (!staff.may(Permission.AUDIT_READ)) {
            sources.remove("LOOK");
        }
        if (!staff.may(Permission.LOCK_SET)) {
            sources.remove("TAKEOVER_HEARD");
        }
        if (!checked) {
            sources.removeIf(source -> source.startsWith(FIGURES) || MONEY.contains(source));
            if (sources.remove("APPROVAL")) {
                sources.add("APPROVAL_OF_OTHERS");
            }
        }
        return sources;
    }
}
