package jp.madoguchi.personal;

import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMPLOYER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static jp.madoguchi.db.madoguchi.Tables.PERSONAL_DATA_CHANGE;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.substring;

import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stood on file before and after a change of registered data, masked as before a check (DOMAIN R31d), for whoever reads the trail. */
@Component
public class ChangedValues {

    private static final String HIDDEN = "***";

    private final DSLContext db;

    ChangedValues(DSLContext db) {
        this.db = db;
    }

    /**
     * One change.
     *
     * @param before null when nothing was registered
     * @param after null when nothing is registered any more
     */
    public record Changed(
            DataKind kind,
            @Nullable String before,
            @Nullable String after) {}

    /** @param change name of the change; empty when there is none of that name */
    public Optional<Changed> of(UUID change) {
        return db.select(
                        PERSONAL_DATA_CHANGE.KIND.convertFrom(DataKind::valueOf),
                        PERSONAL_DATA_CHANGE.OLD_ID,
                        PERSONAL_DATA_CHANGE.NEW_ID)
                .from(PERSONAL_DATA_CHANGE)
                .where(PERSONAL_DATA_CHANGE.REF.eq(change))
                .fetchOptional(row -> new Changed(
                        row.value1(), masked(row.value1(), row.value2()), masked(row.value1(), row.value3())));
    }

    private @Nullable String masked(DataKind kind, @Nullable Long id) {
        return id == null ? null : db.fetchValue(row(kind, id));
    }

    private static Select<Record1<String>> row(DataKind kind, long id) {
        return switch (kind) {
            case ADDRESS ->
                select(concat(MEMBER_ADDRESS.PREFECTURE, MEMBER_ADDRESS.MUNICIPALITY, inline(HIDDEN)))
                        .from(MEMBER_ADDRESS)
                        .where(MEMBER_ADDRESS.ID.eq(id));
            case WORKPLACE -> select(inline(HIDDEN)).from(MEMBER_EMPLOYER).where(MEMBER_EMPLOYER.ID.eq(id));
            case EMAIL -> select(email(MEMBER_EMAIL.ADDRESS)).from(MEMBER_EMAIL).where(MEMBER_EMAIL.ID.eq(id));
            case NAME ->
                select(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN))
                        .from(MEMBER_NAME)
                        .where(MEMBER_NAME.ID.eq(id));
            case MOBILE, HOME_PHONE ->
                select(concat(inline(HIDDEN), MEMBER_PHONE.LAST4))
                        .from(MEMBER_PHONE)
                        .where(MEMBER_PHONE.ID.eq(id));
        };
    }

    private static Field<String> email(Field<String> address) {
        return concat(left(address, inline(1)), inline(HIDDEN), substring(address, position(address, inline("@"))));
    }
}
