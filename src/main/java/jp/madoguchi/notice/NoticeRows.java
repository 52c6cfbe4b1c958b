package jp.madoguchi.notice;

import static jp.madoguchi.db.madoguchi.Tables.NOTICE;
import static jp.madoguchi.db.madoguchi.Tables.NOTICE_SERVICE;
import static jp.madoguchi.db.madoguchi.Tables.NOTICE_VERSION;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jp.madoguchi.db.madoguchi.tables.Staff;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;

/** How notices and their versions are read. */
final class NoticeRows {

    /** End of the visibility of a notice, a withdrawal included; least leaves nulls out. */
    static final Field<Instant> UNTIL = least(NOTICE.SHOWN_UNTIL, NOTICE.WITHDRAWN_AT);

    static final Field<String[]> SERVICES =
            array(select(NOTICE_SERVICE.SERVICE).from(NOTICE_SERVICE).where(NOTICE_SERVICE.NOTICE_ID.eq(NOTICE.ID)));

    private static final Staff MAKER = STAFF.as("maker");
    private static final Staff CHECKER = STAFF.as("checker");
    private static final Field<String> MAKER_NAME = name(MAKER).as("maker_name");
    private static final Field<String> CHECKER_NAME = name(CHECKER).as("checker_name");

    private NoticeRows() {}

    static Field<String> name(Staff staff) {
        return concat(staff.FAMILY, inline(" "), staff.GIVEN);
    }

    static SelectJoinStep<? extends Record> versions(DSLContext db) {
        return db.select(NOTICE_VERSION.fields())
                .select(MAKER_NAME, CHECKER_NAME)
                .from(NOTICE_VERSION)
                .join(MAKER)
                .on(MAKER.STAFF_NO.eq(NOTICE_VERSION.MAKER))
                .leftJoin(CHECKER)
                .on(CHECKER.STAFF_NO.eq(NOTICE_VERSION.CHECKER));
    }

    static List<NoticeVersion> fetch(Select<? extends Record> query) {
        return query.fetch().stream().map(NoticeRows::version).toList();
    }

    private static NoticeVersion version(Record row) {
        var v = NOTICE_VERSION;
        var decision = row.get(v.DECISION);
        return new NoticeVersion(
                row.get(v.REF),
                row.get(v.NOTICE_REF),
                row.get(v.NUMBER),
                new NoticeForm(
                        NoticeKind.valueOf(row.get(v.KIND)),
                        NoticeSeverity.valueOf(row.get(v.SEVERITY)),
                        services(row.get(v.SERVICES)),
                        row.get(v.BANKS),
                        row.get(v.TITLE),
                        row.get(v.BODY),
                        row.get(v.TO_SAY),
                        row.get(v.TITLE_EN),
                        row.get(v.BODY_EN),
                        row.get(v.AFFECTED_FROM),
                        row.get(v.AFFECTED_TO),
                        row.get(v.SHOWN_FROM),
                        row.get(v.SHOWN_UNTIL)),
                row.get(v.EMERGENCY),
                row.get(v.MAKER),
                Objects.requireNonNull(row.get(MAKER_NAME)),
                row.get(v.MADE_AT),
                row.get(v.PUBLISHED_AT),
                decision == null ? null : NoticeVersion.Decision.valueOf(decision),
                row.get(CHECKER_NAME),
                row.get(v.DECIDED_AT),
                row.get(v.NOTE));
    }

    /** The notice as members may see it, from a row of {@code notice} with {@link #SERVICES}. */
    static NoticeForm published(Record row) {
        var n = NOTICE;
        return new NoticeForm(
                NoticeKind.valueOf(row.get(n.KIND)),
                NoticeSeverity.valueOf(row.get(n.SEVERITY)),
                services(row.get(SERVICES)),
                row.get(n.BANKS),
                row.get(n.TITLE),
                row.get(n.BODY),
                row.get(n.TO_SAY),
                row.get(n.TITLE_EN),
                row.get(n.BODY_EN),
                row.get(n.AFFECTED_FROM),
                row.get(n.AFFECTED_TO),
                row.get(n.SHOWN_FROM),
                row.get(n.SHOWN_UNTIL));
    }

    static List<AffectedService> services(String[] codes) {
        return Stream.of(codes).map(AffectedService::valueOf).sorted().toList();
    }
}
