package jp.madoguchi.message;

import static jp.madoguchi.db.madoguchi.Tables.MESSAGE_TEMPLATE;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Optional;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** In which words members are told; new words come as a migration, as a later row. */
@Service
@RolesAllowed(Permission.STAFF_ADMIN)
class MessageTexts {

    private final DSLContext db;
    private final DatabaseTime time;

    MessageTexts(DSLContext db, DatabaseTime time) {
        this.db = db;
        this.time = time;
    }

    /** The text in use now; a kind may have none by a channel. */
    @Transactional(readOnly = true)
    public Optional<MessageText> inForce(MessageKind kind, MessageChannel channel) {
        return db.select(MESSAGE_TEMPLATE.VALID_FROM, MESSAGE_TEMPLATE.SUBJECT, MESSAGE_TEMPLATE.BODY)
                .from(MESSAGE_TEMPLATE)
                .where(
                        MESSAGE_TEMPLATE.KIND.eq(kind.name()),
                        MESSAGE_TEMPLATE.CHANNEL.eq(channel.name()),
                        MESSAGE_TEMPLATE.VALID_FROM.le(time.now()))
                .orderBy(MESSAGE_TEMPLATE.VALID_FROM.desc())
                .limit(1)
                .fetchOptional(Records.mapping((Instant from, String subject, String body) ->
                        new MessageText(kind, channel, from, new Template(subject, body))));
    }
}
