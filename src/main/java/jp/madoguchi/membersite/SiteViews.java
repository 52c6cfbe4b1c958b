package jp.madoguchi.membersite;

import static jp.madoguchi.db.madoguchi.Tables.CARD;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_HINDRANCE;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static jp.madoguchi.db.member_site.Tables.CURRENT_NOTICES;
import static jp.madoguchi.db.member_site.Tables.FUNCTIONS_OF;
import static jp.madoguchi.db.member_site.Tables.LIMIT_OFFER_OF;
import static jp.madoguchi.db.member_site.Tables.LOGIN_AVAILABILITY;
import static jp.madoguchi.db.member_site.Tables.WAITING_CHANGES;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the functions of the contract what they would answer the member site for one member now; there is no rule of the console's
 * own in it. Read-only: no attempt is recorded, nothing is changed.
 */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class SiteViews {

    private static final String PAGE = "MEMBER_PAGE";
    private static final List<String> CHANNELS = List.of(PAGE, "APP", "ATM");
    private static final int NOTICES = 5;

    private final DSLContext db;
    private final Contacts contacts;
    private final DatabaseTime time;
    private final AuditLog audit;

    SiteViews(DSLContext db, Contacts contacts, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.time = time;
        this.audit = audit;
    }

    /** The reading is recorded before it is shown. */
    @Transactional
    public SiteView read(MemberNo memberNo) {
        var now = time.now();
        var contact = CurrentStaff.get().may(Permission.CONTACT_WRITE)
                ? contacts.front().filter(open -> open.isWith(memberNo)).orElse(null)
                : null;
        var checked = contact != null && contact.isChecked();
        audit.append(AuditEntry.done(AuditAction.MEMBER_SITE_VIEWED)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("figures", checked));
        return new SiteView(
                now,
                closed(),
                entries(memberNo, now),
                notices(now),
                name(memberNo),
                checked ? account(memberNo) : null,
                functions(memberNo),
                db.fetchExists(LIMIT_OFFER_OF.call(memberNo.value())),
                db.fetchCount(WAITING_CHANGES.call(memberNo.value())));
    }

    private SiteView.@Nullable Closed closed() {
        var answer = LOGIN_AVAILABILITY.call(PAGE);
        return db.select(answer.CAUSE, answer.UNTIL)
                .from(answer)
                .where(answer.AVAILABLE.isFalse())
                .fetchOne(row -> new SiteView.Closed(row.value1(), row.value2()));
    }

    /** A member who has no ID of a kind in force is not asked for it. */
    private List<SiteView.Entry> entries(MemberNo memberNo, Instant now) {
        var entries = new ArrayList<SiteView.Entry>();
        var webId = db.fetchExists(WEB_ID, WEB_ID.MEMBER_NO.eq(memberNo), WEB_ID.ENDED_AT.isNull());
        var card = db.fetchExists(CARD, CARD.MEMBER_NO.eq(memberNo), CARD.ENDED_AT.isNull());
        for (var channel : CHANNELS) {
            if (webId && !channel.equals("ATM")) {
                entries.add(entry(memberNo, "WEB_ID", channel, now));
            }
            if (card) {
                entries.add(entry(memberNo, "CARD", channel, now));
            }
        }
        return entries;
    }

    private SiteView.Entry entry(MemberNo memberNo, String idKind, String channel, Instant now) {
        var answer = LOGIN_HINDRANCE.call(memberNo.value(), idKind, channel, now);
        return db.select(answer.OUTCOME, answer.LOCKED_AT, answer.AVAILABLE_AGAIN_AT)
                .from(answer)
                .fetchOptional(row -> new SiteView.Entry(idKind, channel, row.value1(), row.value2(), row.value3()))
                .orElseGet(() -> new SiteView.Entry(idKind, channel, "SUCCESS", null, null));
    }

    private List<SiteView.Notice> notices(Instant now) {
        var notices = CURRENT_NOTICES.call(now);
        return db.select(notices.KIND, notices.TITLE, notices.SHOWN_FROM)
                .from(notices)
                .limit(NOTICES)
                .fetch(row -> new SiteView.Notice(row.value1(), row.value2(), row.value3()));
    }

    private String name(MemberNo memberNo) {
        return db.select(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN))
                .from(MEMBER_NAME)
                .where(MEMBER_NAME.MEMBER_NO.eq(memberNo), MEMBER_NAME.KIND.eq("LEGAL"), MEMBER_NAME.VALID_TO.isNull())
                .fetchOptional(row -> row.value1())
                .orElse("");
    }

    private SiteView.@Nullable Account account(MemberNo memberNo) {
        return db.select(CONTRACT.CREDIT_LIMIT, CONTRACT.BALANCE)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchOne(
                        row -> new SiteView.Account(row.value1(), row.value2(), available(row.value1(), row.value2())));
    }

    private static Yen available(Yen limit, Yen balance) {
        return new Yen(Math.max(0, limit.amount() - balance.amount()));
    }

    private List<SiteView.Function> functions(MemberNo memberNo) {
        var functions = FUNCTIONS_OF.call(memberNo.value());
        return db.select(functions.FUNCTION, functions.OPEN, functions.REASON, functions.DETAIL)
                .from(functions)
                .orderBy(functions.PLACE)
                .fetch(row -> new SiteView.Function(row.value1(), row.value2(), row.value3(), row.value4()));
    }
}
