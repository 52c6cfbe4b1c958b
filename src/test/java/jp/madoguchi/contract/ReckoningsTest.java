package jp.madoguchi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReckoningsTest extends ConsoleTest {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 16);

    @Autowired
    Reckonings reckonings;

    @Test
    void the_terms_of_the_migrations_are_those_of_the_tables() {
        var memberNo = scene().member().memberNo();
        account(memberNo, 200_000, "2026-06-05");
        superuser()
                .execute(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, '2026-07-06', 8000)",
                        memberNo.value());

        var reckoned = reckonings.of(memberNo, DAY).orElseThrow();

        assertThat(reckoned)
                .isEqualTo(new Reckoned(
                        DAY,
                        new Yen(200_000),
                        new Yen(3_023),
                        new Yen(1_095),
                        new Yen(204_118),
                        new Yen(8_000),
                        LocalDate.of(2026, 8, 5),
                        10,
                        new Yen(9_095)));
    }

    /** Due on Sunday 5 July: Monday. Holidays come from the table: 5 May follows a row of them. */
    @Test
    void due_dates_know_the_holidays_of_the_database() {
        var memberNo = scene().member().memberNo();
        account(memberNo, 120_000, "2026-04-01");

        assertThat(reckonings
                        .of(memberNo, LocalDate.of(2026, 4, 20))
                        .orElseThrow()
                        .nextDue())
                .isEqualTo(LocalDate.of(2026, 5, 7));
    }

    @Test
    void who_never_had_a_contract_has_no_loan() {
        assertThat(reckonings.of(new MemberNo("999999999"), DAY)).isEmpty();
    }

    private void account(MemberNo memberNo, long balance, String movedOn) {
        scene().owes(memberNo, balance);
        superuser()
                .execute(
                        "update madoguchi.contract set last_borrowing_balance = 200000, moved_on = ?::date, due_counted_from = ?::date, unpaid_charges = 0 where member_no = ?",
                        movedOn,
                        movedOn,
                        memberNo.value());
    }
}
