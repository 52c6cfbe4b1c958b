package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.operation.DatabaseTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Each test has a town of its own, so that the places of others are far away. */
class NearestPlacesTest extends ConsoleTest {

    @Autowired
    NearestPlaces places;

    @Autowired
    DatabaseTime time;

    private Scene scene;
    private Scene.Member member;
    private String town;

    @BeforeEach
    void open() {
        scene = scene();
        member = scene.member();
        town = "試験市" + UUID.randomUUID();
        superuser()
                .execute(
                        "update madoguchi.member_address set prefecture = '沖縄県', municipality = ? where member_no = ?",
                        town,
                        member.memberNo().value());
        Scene.signIn(scene.staff(scene.callCenter(), Role.AGENT));
    }

    @AfterEach
    void sign_out() {
        Scene.signOut();
    }

    @Test
    void the_same_town_comes_first_then_the_nearer_one_and_no_more_than_three() {
        var far = put(scene.store(), town, 43.0, 141.0);
        var near = put(scene.machine(), "別の市", 26.2125, 127.68111);

        var advice = places.of(member.memberNo());

        assertThat(advice.places()).hasSizeLessThanOrEqualTo(3);
        assertThat(advice.places()).extracting(NearPlace::name).startsWith(far.name());
        assertThat(advice.places()).extracting(NearPlace::name).contains(near.name());
        assertThat(advice.places().getFirst().sameMunicipality()).isTrue();
        end(far, near);
    }

    @Test
    void a_postal_code_stands_for_the_area_of_the_addresses_on_file_under_it() {
        var here = put(scene.store(), town, 26.2125, 127.68111);
        superuser()
                .execute(
                        "update madoguchi.member_address set postal_code = '9999998' where member_no = ?",
                        member.memberNo().value());

        for (var typed : List.of("9999998", "9999900", "9990000")) {
            assertThat(places.near(typed).orElseThrow().places())
                    .extracting(NearPlace::name)
                    .startsWith(here.name());
        }
        end(here);
    }

    @Test
    void a_national_holiday_has_the_hours_of_a_sunday() {
        var store = put(scene.store(), town, 26.2125, 127.68111);
        var today = Tokyo.date(time.now());
        superuser()
                .execute(
                        "delete from madoguchi.place_hours where place_no = ? and weekday = 7",
                        store.placeNo().value());
        var holiday = today.plusDays(1);
        var name = "試験の日" + UUID.randomUUID();
        var isNew = superuser()
                        .execute(
                                "insert into madoguchi.holiday (day, name) values (?, ?) on conflict do nothing",
                                holiday,
                                name)
                == 1;

        var next = places.of(member.memberNo()).places().getFirst().next();

        assertThat(next).isNotNull();
        assertThat(next.day()).isAfter(holiday);
        if (isNew) {
            superuser().execute("delete from madoguchi.holiday where name = ?", name);
        }
        end(store);
    }

    @Test
    void call_centers_and_places_that_closed_for_good_are_left_out() {
        var closed = put(scene.store(), town, 26.2, 127.6);
        superuser()
                .execute(
                        "update madoguchi.place set closed_on = current_date where place_no = ?",
                        closed.placeNo().value());
        put(scene.callCenter(), town, 26.2, 127.6);

        assertThat(places.of(member.memberNo()).places()).noneMatch(NearPlace::sameMunicipality);
    }

    @Test
    void hours_of_today_end_with_the_closing_minute() {
        var now = time.now().atZone(Tokyo.ZONE);
        var store = put(scene.store(), town, 26.2, 127.6);

        hours(store, now, LocalTime.of(0, 0), LocalTime.of(23, 59, 59));
        assertThat(first().today()).isEqualTo(new NearPlace.Today.OpenUntil(LocalTime.of(23, 59, 59)));
        assertThat(first().servesToday()).isTrue();

        hours(store, now, LocalTime.of(0, 0), now.toLocalTime());
        assertThat(first().today()).isEqualTo(new NearPlace.Today.Over());
        assertThat(first().next()).satisfies(next -> assertThat(next.tomorrow()).isTrue());

        hours(store, now, LocalTime.of(23, 59, 58), LocalTime.of(23, 59, 59));
        assertThat(first().today())
                .isEqualTo(new NearPlace.Today.OpensAt(LocalTime.of(23, 59, 58), LocalTime.of(23, 59, 59)));

        superuser()
                .execute(
                        "delete from madoguchi.place_hours where place_no = ?",
                        store.placeNo().value());
        assertThat(first().today()).isEqualTo(new NearPlace.Today.Closed());
        assertThat(first().next()).isNull();
        assertThat(first().servesToday()).isFalse();
        end(store);
    }

    @Test
    void the_list_tells_places_hours_and_papers() {
        var store = put(scene.store(), town, 26.2, 127.6);
        hours(store, time.now().atZone(Tokyo.ZONE), LocalTime.of(0, 0), LocalTime.of(0, 1));

        var list = new NearestPlacesList(places.of(member.memberNo()));
        UI.getCurrent().add(list);

        assertThat(list.getElement().getTextRecursively())
                .contains(
                        store.name(),
                        "本日は終了・明日0:00から",
                        "同じ市区町村",
                        "運転免許証",
                        "住民票の写し(交付から6か月以内)",
                        "パスポート(2020/02/04より前に交付)");
        end(store);
    }

    @Test
    void who_may_not_read_members_learns_nothing() {
        Scene.signIn(scene.staff(scene.store(), Role.ADMIN));

        assertThatThrownBy(() -> places.of(member.memberNo())).isInstanceOf(AccessDeniedException.class);
    }

    private NearPlace first() {
        return places.of(member.memberNo()).places().getFirst();
    }

    private Workplace put(Workplace place, String municipality, double latitude, double longitude) {
        superuser()
                .execute(
                        "update madoguchi.place set prefecture = '沖縄県', municipality = ?, latitude = ?, longitude = ? where place_no = ?",
                        municipality,
                        latitude,
                        longitude,
                        place.placeNo().value());
        return place;
    }

    /** The hours of today, on a holiday those of Sunday; those of the other days stay as they are. */
    private void hours(Workplace place, ZonedDateTime now, LocalTime opens, LocalTime closes) {
        superuser()
                .execute(
                        """
                        update madoguchi.place_hours set opens = ?, closes = ?
                        where place_no = ? and weekday = case when exists (select from madoguchi.holiday where day = ?) then 7 else ? end""",
                        opens,
                        closes,
                        place.placeNo().value(),
                        now.toLocalDate(),
                        now.getDayOfWeek().getValue());
    }

    /** So that the places of this test are nobody's nearest. */
    private void end(Workplace... over) {
        for (var place : over) {
            superuser()
                    .execute(
                            "update madoguchi.place set closed_on = current_date where place_no = ?",
                            place.placeNo().value());
        }
    }
}
