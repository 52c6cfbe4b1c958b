package jp.madoguchi.message;

import static jp.madoguchi.db.madoguchi.Tables.OUTBOX;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a member was told. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class MemberMessages {

    /** Rows of the list. */
    public static final int SHOWN = 50;

    private final DSLContext db;
    private final AuditLog audit;

    MemberMessages(DSLContext db, AuditLog audit) {
        this.db = db;
        this.audit = audit;
    }

    /** The latest first, {@value #SHOWN} at most; the reading is recorded. */
    @Transactional
    public List<ToldMessage> of(MemberNo memberNo) {
        var told = db.select(
                        OUTBOX.CREATED_AT,
                        OUTBOX.KIND.convertFrom(MessageKind::valueOf),
                        OUTBOX.CHANNEL.convertFrom(MessageChannel::valueOf),
                        OUTBOX.STATE.convertFrom(MessageState::valueOf))
                .from(OUTBOX)
                .where(OUTBOX.MEMBER_NO.eq(memberNo))
                .orderBy(OUTBOX.CREATED_AT.desc(), OUTBOX.ID.desc())
                .limit(SHOWN)
                .fetch(Records.mapping(ToldMessage::new));
        audit.append(AuditEntry.done(AuditAction.MESSAGES_READ).about(memberNo).with("messages", told.size()));
        return told;
    }
}
