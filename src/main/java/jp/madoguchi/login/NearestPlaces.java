package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.HOLIDAY;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.PLACE_HOURS;
import static jp.madoguchi.db.madoguchi.Tables.PREFECTURE;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import jakarta.annotation.security.RolesAllowed;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.identity.IdentityChecks;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.OwnRecords;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores and contract machines near a member, for whom something cannot be done by phone. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class NearestPlaces {

    private static final int NEAREST = 3;
    private static final int DAYS_AHEAD = 7;

    /** Digits that two postal codes share: the same street, delivery area, region. */
    private static final List<Integer> AREAS = List.of(7, 5, 3, 2);

    private final DSLContext db;
    private final IdentityChecks identity;
    private final SentenceRows sentences;
    private final DatabaseTime time;

    NearestPlaces(DSLContext db, IdentityChecks identity, SentenceRows sentences, DatabaseTime time) {
        this.db = db;
        this.sentences = sentences;
        this.identity = identity;
        this.time = time;
    }

    /**
     * The three nearest: those of the member's municipality first, then by distance from the capital of the prefecture. Shows
     * nothing of the member that the page does not show before a check; belongs to the reading of the login state and leaves
     * no entry of its own.
     */
    @Transactional(readOnly = true)
    public VisitAdvice of(MemberNo memberNo) {
        OwnRecords.require(db, memberNo);
        return from(home(memberNo));
    }

    /**
     * The same from where the member says to be. The area of a postal code is that of the addresses on file under it, or
     * under the nearest code that begins alike.
     *
     * @param postalCode seven digits
     * @return empty when no address on file begins with its first two digits
     */
    @Transactional(readOnly = true)
    public Optional<VisitAdvice> near(String postalCode) {
        return AREAS.stream()
                .map(length -> area(postalCode, length))
                .flatMap(Optional::stream)
                .findFirst()
                .map(this::from);
    }

    /**
     * What is said to a member who is sent to a place, in Japanese.
     *
     * @param number as it is read out
     * @param day on which the member means to come, or null
     */
    @Transactional(readOnly = true)
    public String sentence(String number, VisitAdvice advice, NearPlace place, @Nullable LocalDate day) {
        return new CallSentences(sentences.inForce(time.now())).handOff(number, advice, place, day);
    }

    private VisitAdvice from(Home home) {
        var now = LocalDateTime.ofInstant(time.now(), Tokyo.ZONE);
        var order = Comparator.<Place>comparingInt(place -> home.isSameTown(place) ? 0 : 1)
                .thenComparingDouble(home::distance)
                .thenComparing(Place::placeNo);
        var places = open(now).stream()
                .sorted(order)
                .limit(NEAREST)
                .map(place -> place.seenFrom(home, now))
                .toList();
        return new VisitAdvice(places, identity.acceptedDocuments());
    }

    private record Home(String prefecture, String municipality, double latitude, double longitude) {

        boolean isSameTown(Place place) {
            return place.prefecture().equals(prefecture) && place.municipality().equals(municipality);
        }

        /** Good enough to compare within Japan: degrees, those of longitude shortened by the latitude. */
        double distance(Place place) {
            var north = place.latitude() - latitude;
            var east = (place.longitude() - longitude) * Math.cos(Math.toRadians(latitude));
            return Math.hypot(north, east);
        }
    }

    private record Hours(int weekday, LocalTime opens, LocalTime closes) {}

    private record Place(
            PlaceNo placeNo,
            PlaceKind kind,
            String name,
            String prefecture,
            String municipality,
            String street,
            double latitude,
            double longitude,
            List<Hours> week,
            Set<LocalDate> holidays) {

        NearPlace seenFrom(Home home, LocalDateTime now) {
            return new NearPlace(
                    placeNo,
                    kind,
                    name,
                    prefecture + municipality + street,
                    home.isSameTown(this),
                    today(now),
                    next(now));
        }

        /** A national holiday has the hours of a Sunday. */
        private Optional<Hours> on(LocalDate day) {
            var weekday = holidays.contains(day) ? DayOfWeek.SUNDAY : day.getDayOfWeek();
            return week.stream()
                    .filter(hours -> hours.weekday() == weekday.getValue())
                    .findFirst();
        }

        private NearPlace.Today today(LocalDateTime now) {
            var hours = on(now.toLocalDate()).orElse(null);
            if (hours == null) {
                return new NearPlace.Today.Closed();
            }
            var clock = now.toLocalTime();
            if (clock.isBefore(hours.opens())) {
                return new NearPlace.Today.OpensAt(hours.opens(), hours.closes());
            }
            return clock.isBefore(hours.closes())
                    ? new NearPlace.Today.OpenUntil(hours.closes())
                    : new NearPlace.Today.Over();
        }

        private NearPlace.@Nullable Opening next(LocalDateTime now) {
            return IntStream.rangeClosed(1, DAYS_AHEAD)
                    .mapToObj(ahead -> on(now.toLocalDate().plusDays(ahead))
                            .map(hours -> new NearPlace.Opening(
                                    now.toLocalDate().plusDays(ahead), ahead == 1, hours.opens())))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(null);
        }
    }

    private Home home(MemberNo memberNo) {
        return db.select(
                        MEMBER_ADDRESS.PREFECTURE,
                        MEMBER_ADDRESS.MUNICIPALITY,
                        PREFECTURE.LATITUDE.convertFrom(Number::doubleValue),
                        PREFECTURE.LONGITUDE.convertFrom(Number::doubleValue))
                .from(MEMBER_ADDRESS)
                .join(PREFECTURE)
                .on(PREFECTURE.PREFECTURE_.eq(MEMBER_ADDRESS.PREFECTURE))
                .where(MEMBER_ADDRESS.MEMBER_NO.eq(memberNo), MEMBER_ADDRESS.VALID_TO.isNull())
                .fetchSingle(mapping(Home::new));
    }

    private Optional<Home> area(String postalCode, int length) {
        var begins = postalCode.substring(0, length);
        return db.select(
                        MEMBER_ADDRESS.PREFECTURE,
                        MEMBER_ADDRESS.MUNICIPALITY,
                        PREFECTURE.LATITUDE.convertFrom(Number::doubleValue),
                        PREFECTURE.LONGITUDE.convertFrom(Number::doubleValue))
                .from(MEMBER_ADDRESS)
                .join(PREFECTURE)
                .on(PREFECTURE.PREFECTURE_.eq(MEMBER_ADDRESS.PREFECTURE))
                .where(MEMBER_ADDRESS.POSTAL_CODE.between(padded(begins, "0"), padded(begins, "9")))
                .orderBy(MEMBER_ADDRESS.POSTAL_CODE, MEMBER_ADDRESS.MEMBER_NO)
                .limit(1)
                .fetchOptional(mapping(Home::new));
    }

    private static String padded(String begins, String with) {
        return begins + with.repeat(7 - begins.length());
    }

    private List<Place> open(LocalDateTime now) {
        var today = now.toLocalDate();
        var holidays = db.select(HOLIDAY.DAY)
                .from(HOLIDAY)
                .where(HOLIDAY.DAY.between(today, today.plusDays(DAYS_AHEAD)))
                .fetchSet(HOLIDAY.DAY);
        return db.select(
                        PLACE.PLACE_NO,
                        PLACE.KIND.convertFrom(PlaceKind::valueOf),
                        PLACE.NAME,
                        PLACE.PREFECTURE,
                        PLACE.MUNICIPALITY,
                        PLACE.STREET,
                        PLACE.LATITUDE.convertFrom(Number::doubleValue),
                        PLACE.LONGITUDE.convertFrom(Number::doubleValue),
                        multiset(select(
                                                PLACE_HOURS.WEEKDAY.convertFrom(Short::intValue),
                                                PLACE_HOURS.OPENS,
                                                PLACE_HOURS.CLOSES)
                                        .from(PLACE_HOURS)
                                        .where(PLACE_HOURS.PLACE_NO.eq(PLACE.PLACE_NO)))
                                .convertFrom(hours -> hours.map(mapping(Hours::new))))
                .from(PLACE)
                .where(
                        PLACE.KIND.in(PlaceKind.STORE.name(), PlaceKind.MACHINE.name()),
                        PLACE.OPENED_ON.le(today),
                        PLACE.CLOSED_ON.isNull().or(PLACE.CLOSED_ON.gt(today)))
                .fetch(row -> new Place(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        holidays));
    }
}
