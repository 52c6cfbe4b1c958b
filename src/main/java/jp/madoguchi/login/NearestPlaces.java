package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.PLACE_HOURS;
import static jp.madoguchi.db.madoguchi.Tables.PREFECTURE;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.identity.IdentityChecks;
import jp.madoguchi.operation.DatabaseTime;
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

    private final DSLContext db;
    private final IdentityChecks identity;
    private final DatabaseTime time;

    NearestPlaces(DSLContext db, IdentityChecks identity, DatabaseTime time) {
        this.db = db;
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
        var now = LocalDateTime.ofInstant(time.now(), Tokyo.ZONE);
        var home = home(memberNo);
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
            List<Hours> week) {

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

        private Optional<Hours> on(int weekday) {
            return week.stream().filter(hours -> hours.weekday() == weekday).findFirst();
        }

        private NearPlace.Today today(LocalDateTime now) {
            var hours = on(now.getDayOfWeek().getValue()).orElse(null);
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
                    .mapToObj(ahead -> on(now.plusDays(ahead).getDayOfWeek().getValue())
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

    private List<Place> open(LocalDateTime now) {
        var today = now.toLocalDate();
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
                .fetch(mapping(Place::new));
    }
}
