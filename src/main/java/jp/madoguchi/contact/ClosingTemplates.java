package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.CLOSING_TEMPLATE;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The templates of closing notes in force; new words come as a migration, as later rows. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class ClosingTemplates {

    private final DSLContext db;
    private final DatabaseTime time;

    ClosingTemplates(DSLContext db, DatabaseTime time) {
        this.db = db;
        this.time = time;
    }

    /** By category and title; a template whose latest row has no words is not offered. */
    @Transactional(readOnly = true)
    public List<ClosingTemplate> offered() {
        return db
                .select(
                        CLOSING_TEMPLATE.CODE,
                        CLOSING_TEMPLATE.CATEGORY.convertFrom(Closing.Category::valueOf),
                        CLOSING_TEMPLATE.TITLE,
                        CLOSING_TEMPLATE.WORDS)
                .distinctOn(CLOSING_TEMPLATE.CODE)
                .from(CLOSING_TEMPLATE)
                .where(CLOSING_TEMPLATE.EFFECTIVE_FROM.le(time.now()))
                .orderBy(CLOSING_TEMPLATE.CODE, CLOSING_TEMPLATE.EFFECTIVE_FROM.desc())
                .stream()
                .filter(row -> row.value4() != null)
                .map(row -> new ClosingTemplate(row.value1(), row.value2(), row.value3(), row.value4()))
                .sorted(java.util.Comparator.comparing(ClosingTemplate::category)
                        .thenComparing(ClosingTemplate::code))
                .toList();
    }
}
