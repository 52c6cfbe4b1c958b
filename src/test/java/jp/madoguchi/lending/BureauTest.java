package jp.madoguchi.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.BureauInquiries.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

class BureauTest extends ConsoleTest {

    @Autowired
    BureauInquiries inquiries;

    @Autowired
    WorkplaceChecks workplaceChecks;

    private final Bureau demo = new DemoBureau();

    @ParameterizedTest
    @CsvSource({
        "100000000, 0, 0, false, false",
        "100000001, 181000, 1, false, false",
        "100000012, 384000, 2, false, false",
        "100000094, 274000, 1, false, true",
        "100000095, 550000, 2, true, false"
    })
    void the_demo_bureau_always_answers_the_same(
            String member, long balance, int lenders, boolean defaulted, boolean excluded) throws Exception {
        assertThat(demo.ask(question(member)))
                .isEqualTo(demo.ask(question(member)))
                .isEqualTo(new Bureau.Report(new Yen(balance), lenders, defaulted, excluded));
    }

    @ParameterizedTest
    @CsvSource({"100000098", "100000099"})
    void the_demo_bureau_cannot_always_be_reached(String member) {
        assertThatThrownBy(() -> demo.ask(question(member))).isInstanceOf(Bureau.Unavailable.class);
    }

    private static Bureau.Question question(String member) {
        return new Bureau.Question(
                UUID.randomUUID(), new MemberNo(member), "試験 太郎", "シケン タロウ", LocalDate.of(1985, 4, 1));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void there_is_no_free_inquiry(Purpose purpose) {
        var scene = scene();
        var member = scene.member().memberNo();
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));

        assertThatThrownBy(() -> inquiries.ask(OperationId.make(), purpose, UUID.randomUUID(), member))
                .isInstanceOf(NoOccasion.class);
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.bureau_inquiry where member_no = ?", member.value()))
                .isEqualTo(0L);
    }

    @Test
    void no_workplace_is_checked_without_a_case() {
        var scene = scene();
        var member = scene.member().memberNo();
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));

        assertThatThrownBy(() -> workplaceChecks.record(
                        OperationId.make(),
                        UUID.randomUUID(),
                        member,
                        WorkplaceChecks.Way.PHONE,
                        WorkplaceChecks.Result.CONFIRMED))
                .isInstanceOf(NoOccasion.class);
    }
}
