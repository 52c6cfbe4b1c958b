package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.STAFF;

import jakarta.annotation.security.RolesAllowed;
import java.util.Locale;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Language and theme, kept with the person and found again on every machine. */
@Service
@RolesAllowed(Permission.SIGNED_IN)
public class Preferences {

    private final DSLContext db;
    private final AuditLog audit;

    Preferences(DSLContext db, AuditLog audit) {
        this.db = db;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public Preference mine() {
        return db.select(STAFF.LANGUAGE, STAFF.THEME)
                .from(STAFF)
                .where(STAFF.STAFF_NO.eq(CurrentStaff.get().staffNo()))
                .fetchOptional(row ->
                        new Preference(Locale.forLanguageTag(row.value1()), Preference.Theme.valueOf(row.value2())))
                .orElse(Preference.DEFAULT);
    }

    @Transactional
    public void keep(Preference preference) {
        db.update(STAFF)
                .set(STAFF.LANGUAGE, preference.language().getLanguage())
                .set(STAFF.THEME, preference.theme().name())
                .where(STAFF.STAFF_NO.eq(CurrentStaff.get().staffNo()))
                .execute();
        audit.append(AuditEntry.done(AuditAction.PREFERENCE_CHANGED)
                .with("language", preference.language().getLanguage())
                .with("theme", preference.theme().name()));
    }
}
