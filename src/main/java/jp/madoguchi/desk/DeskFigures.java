package jp.madoguchi.desk;

import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.DESK_FIGURES;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_ATTEMPT;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.extract;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Tokyo;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Figures of the own place, and the rows behind each: when and how, never who the member was. Locks are those of the whole
 * company, since a member locks no place.
 */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class DeskFigures {

    /** How many rows are listed. */
    public static final int LISTED = 200;

    /** The longest period in days. */
    public static final int LONGEST = 31;

    private static final Field<String> LOCKED_ON = coalesce(
            field(select(LOGIN_ATTEMPT.CHANNEL)
                    .from(LOGIN_ATTEMPT)
                    .where(
                            LOGIN_ATTEMPT.MEMBER_NO.eq(LOGIN_LOCK.MEMBER_NO.cast(SQLDataType.CLOB)),
                            LOGIN_ATTEMPT.AT.eq(LOGIN_LOCK.LOCKED_AT),
                            LOGIN_LOCK.LOCKED_BY.isNull())
                    .limit(1)),
            inline("STAFF"));

    private final DSLContext db;
    private final Clock clock;

    DeskFigures(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What is counted. */
    public enum Kind {
        LOCKED,
        CLEARED,
        CONTACT,
        TIME
    }

    /**
     * One figure, as madoguchi.desk_figures names it.
     *
     * @param hour of the day in Tokyo; null where it is not counted by hours
     * @param minutes null unless it is a time
     */
    public record Figure(
            Kind kind,
            String code,
            @Nullable Integer hour,
            int number,
            @Nullable Double minutes) {}

    /** @param from first day in Tokyo; to, the last, is today */
    public record Figures(LocalDate from, LocalDate to, List<Figure> lines) {

        public Figures {
            lines = List.copyOf(lines);
        }

        List<Figure> of(Kind kind) {
            return lines.stream().filter(line -> line.kind() == kind).toList();
        }

        int number(Kind kind) {
            return of(kind).stream().mapToInt(Figure::number).sum();
        }

        Optional<Figure> time(String code) {
            return of(Kind.TIME).stream()
                    .filter(line -> line.code().equals(code))
                    .findFirst();
        }
    }

    /** @param days back from today, 1 to 31; others are taken for the nearest of these */
    @Transactional(readOnly = true)
    public Figures read(int days) {
        var to = Tokyo.date(clock.instant());
        var from = to.minusDays(Math.clamp(days, 1, LONGEST) - 1L);
        var place = place();
        return new Figures(
                from,
                to,
                db.selectFrom(DESK_FIGURES.call(from, to, place == null ? null : place.value()))
                        .fetch(row -> new Figure(
                                Kind.valueOf(row.getFigure()),
                                row.getCode(),
                                row.getHour(),
                                row.getNumber(),
                                row.getMinutes() == null
                                        ? null
                                        : row.getMinutes().doubleValue())));
    }

    /**
     * Which rows.
     *
     * @param from first day in Tokyo
     * @param to last day
     * @param code null = any
     * @param hour of the day; null = any, and for contacts always
     */
    public record Which(
            Kind kind,
            LocalDate from,
            LocalDate to,
            @Nullable String code,
            @Nullable Integer hour) {}

    /**
     * A row behind a figure.
     *
     * @param channel a channel of a contact, or of a login attempt, or STAFF
     * @param what cause of the contact, cause of the lock, reason of its clearing
     * @param outcome of the contact; null while it is open
     * @param contactNo of the own place
     */
    public record Line(
            Instant at,
            String channel,
            @Nullable String what,
            @Nullable String outcome,
            @Nullable String staffName,
            @Nullable ContactNo contactNo) {}

    /** The first 200, newest first. */
    @Transactional(readOnly = true)
    public List<Line> list(Which which) {
        return switch (which.kind()) {
            case LOCKED -> locked(which);
            case CLEARED -> cleared(which);
            case CONTACT, TIME -> contacts(which);
        };
    }

    private List<Line> locked(Which which) {
        return db.select(
                        LOGIN_LOCK.LOCKED_AT,
                        LOCKED_ON,
                        LOGIN_LOCK.CAUSE,
                        castNull(String.class),
                        castNull(String.class),
                        castNull(CONTACT.CONTACT_NO))
                .from(LOGIN_LOCK)
                .where(
                        within(which, LOGIN_LOCK.LOCKED_AT),
                        which.code() == null ? noCondition() : LOCKED_ON.eq(which.code()))
                .orderBy(LOGIN_LOCK.LOCKED_AT.desc(), LOGIN_LOCK.ID.desc())
                .limit(LISTED)
                .fetch(mapping(Line::new));
    }

    private List<Line> cleared(Which which) {
        return db.select(
                        LOGIN_LOCK.CLEARED_AT,
                        CONTACT.CHANNEL,
                        LOGIN_LOCK.CLEAR_REASON,
                        castNull(String.class),
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        CONTACT.CONTACT_NO)
                .from(LOGIN_LOCK)
                .join(CONTACT)
                .on(CONTACT.CONTACT_NO.eq(LOGIN_LOCK.CLEARED_CONTACT_NO))
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(LOGIN_LOCK.CLEARED_BY))
                .where(
                        here(LOGIN_LOCK.CLEARED_PLACE_NO),
                        within(which, LOGIN_LOCK.CLEARED_AT),
                        which.code() == null ? noCondition() : CONTACT.CHANNEL.eq(which.code()))
                .orderBy(LOGIN_LOCK.CLEARED_AT.desc(), LOGIN_LOCK.ID.desc())
                .limit(LISTED)
                .fetch(mapping(Line::new));
    }

    private List<Line> contacts(Which which) {
        var cause = when(CONTACT.CLOSED_AT.isNull(), inline("OPEN")).otherwise(coalesce(CONTACT.CAUSE, inline("NONE")));
        return db.select(
                        CONTACT.OPENED_AT,
                        CONTACT.CHANNEL,
                        CONTACT.CAUSE,
                        CONTACT.OUTCOME,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        CONTACT.CONTACT_NO)
                .from(CONTACT)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(CONTACT.STAFF_NO))
                .where(
                        here(CONTACT.PLACE_NO),
                        within(which, CONTACT.OPENED_AT),
                        which.code() == null ? noCondition() : cause.eq(which.code()))
                .orderBy(CONTACT.OPENED_AT.desc(), CONTACT.CONTACT_NO.desc())
                .limit(LISTED)
                .fetch(mapping(Line::new));
    }

    private static Condition within(Which which, TableField<?, Instant> at) {
        var days = at.ge(Tokyo.startOf(which.from()))
                .and(at.lt(Tokyo.startOf(which.to().plusDays(1))));
        return which.hour() == null ? days : days.and(extract(at, DatePart.HOUR).eq(which.hour()));
    }

    private static Condition here(TableField<?, PlaceNo> place) {
        var own = place();
        return own == null ? falseCondition() : place.eq(own);
    }

    private static @Nullable PlaceNo place() {
        var workplace = CurrentStaff.get().workplace();
        return workplace == null ? null : workplace.placeNo();
    }
}
