package jp.madoguchi.notice;

import static jp.madoguchi.db.madoguchi.Tables.NOTICE_TEMPLATE;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The templates, in their order. */
@Service
@RolesAllowed(Permission.NOTICE_WRITE)
public class NoticeTemplates {

    private final DSLContext db;

    NoticeTemplates(DSLContext db) {
        this.db = db;
    }

    /** @param japanese whose labels */
    @Transactional(readOnly = true)
    public List<NoticeTemplate> all(boolean japanese) {
        var t = NOTICE_TEMPLATE;
        return db.selectFrom(t).orderBy(t.POSITION).fetch().stream()
                .map(row -> new NoticeTemplate(
                        row.get(t.CODE),
                        row.get(japanese ? t.NAME : t.NAME_EN),
                        NoticeKind.valueOf(row.get(t.KIND)),
                        NoticeSeverity.valueOf(row.get(t.SEVERITY)),
                        NoticeRows.services(row.get(t.SERVICES)),
                        row.get(t.TITLE),
                        row.get(t.BODY),
                        row.get(t.TO_SAY),
                        row.get(t.TITLE_EN),
                        row.get(t.BODY_EN)))
                .toList();
    }
}
