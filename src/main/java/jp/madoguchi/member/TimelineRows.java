package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Tables.MEMBER_TIMELINE;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.db.madoguchi.tables.records.MemberTimelineRecord;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads pages of a timeline: one statement for the events, one for the names of who and where. */
@Component
class TimelineRows {

    /** The smallest number of events on a page that is not the last; madoguchi.member_timeline holds to it. */
    static final int PAGE = 50;

    private static final Comparator<MemberTimelineRecord> NEWEST_FIRST = Comparator.comparing(
                    MemberTimelineRecord::getAt)
            .thenComparing(MemberTimelineRecord::getSource)
            .thenComparing(MemberTimelineRecord::getId)
            .reversed();

    private final DSLContext db;

    TimelineRows(DSLContext db) {
        this.db = db;
    }

    /** @param own the place whose complaints and looks are read; null = of none */
    TimelinePage read(MemberNo memberNo, Instant before, Set<String> sources, @Nullable PlaceNo own, boolean masked) {
        var rows = db
                .selectFrom(MEMBER_TIMELINE.call(
                        memberNo.value(), before, sources.toArray(String[]::new), own == null ? null : own.value()))
                .fetch()
                .stream()
                .sorted(NEWEST_FIRST)
                .toList();
        var names = names(
                rows.stream().map(MemberTimelineRecord::getStaffNo),
                rows.stream().map(MemberTimelineRecord::getPlaceNo));
        var events = rows.stream()
                .map(row -> new TimelineEvent(
                        row.getAt(),
                        row.getSource(),
                        row.getId(),
                        row.getWhat(),
                        row.getHow(),
                        row.getResult(),
                        masked ? withoutFigures(row) : row.getNumber(),
                        name(names, row.getStaffNo()),
                        name(names, row.getPlaceNo()),
                        row.getPlaceNo(),
                        row.getContactNo() == null ? null : new ContactNo(row.getContactNo())))
                .toList();
        return new TimelinePage(
                events, rows.size() < PAGE ? null : rows.getLast().getAt(), masked);
    }

    /** Income and waived charges are figures of the contract, which stay hidden until the check. */
    private static @Nullable Long withoutFigures(MemberTimelineRecord row) {
        return switch (row.getSource()) {
            case "INCOME_DECIDED", "CHARGE_WAIVED" -> null;
            default -> row.getNumber();
        };
    }

    private static @Nullable String name(Map<String, String> names, @Nullable String number) {
        return number == null ? null : names.get(number);
    }

    /** The trail keeps numbers as plain text, so that one may be of nobody. */
    private Map<String, String> names(Stream<String> staff, Stream<String> places) {
        var staffNos = staff.filter(Objects::nonNull)
                .filter(StaffNo::isValid)
                .distinct()
                .map(StaffNo::new)
                .toList();
        var placeNos = places.filter(Objects::nonNull)
                .filter(PlaceNo::isValid)
                .distinct()
                .map(PlaceNo::new)
                .toList();
        return db.select(STAFF.STAFF_NO.coerce(SQLDataType.CLOB), concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN))
                .from(STAFF)
                .where(STAFF.STAFF_NO.in(staffNos))
                .unionAll(select(PLACE.PLACE_NO.coerce(SQLDataType.CLOB), PLACE.NAME)
                        .from(PLACE)
                        .where(PLACE.PLACE_NO.in(placeNos)))
                .fetchMap(row -> row.value1(), row -> row.value2());
    }
}
