package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.contract.Reckoned;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.login.PaymentHelp.Way;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** How somebody repays who cannot log in (DOMAIN R31b): the amount of today, and the ways that this state leaves open. */
class PaymentHelpTest extends ConsoleTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 2);

    @Autowired
    ApplicationContext beans;

    @Autowired
    LoginStates states;

    @Autowired
    NearestPlaces places;

    private Scene scene;
    private Scene.Member member;

    @BeforeEach
    void a_member() {
        scene = scene();
        member = scene.member();
    }

    @Test
    void it_is_told_from_three_days_before_the_due_date_on() {
        assertThat(PaymentHelp.of(dueIn(4), facts(), 3)).isEmpty();
        assertThat(PaymentHelp.of(dueIn(3), facts(), 3)).get().satisfies(help -> {
            assertThat(help.dueOn()).isEqualTo(TODAY.plusDays(3));
            assertThat(help.ways()).containsExactly(Way.TRANSFER, Way.COUNTER, Way.MACHINE, Way.ATM);
        });
        assertThat(PaymentHelp.of(dueIn(0), facts(), 3)).isPresent();
    }

    @Test
    void an_outage_of_ATMs_closes_them_alone() {
        var atm = new Outage("ATM", "ATMの障害", Tokyo.startOf(TODAY), null, null);

        assertThat(PaymentHelp.of(dueIn(1), facts(atm), 3).orElseThrow().ways())
                .containsExactly(Way.TRANSFER, Way.COUNTER, Way.MACHINE);
    }

    private static Reckoned dueIn(int days) {
        return new Reckoned(
                TODAY,
                new Yen(120_000),
                new Yen(500),
                Yen.ZERO,
                new Yen(120_500),
                new Yen(8_000),
                TODAY.plusDays(days),
                0,
                new Yen(8_000));
    }

    private static DiagnosisFacts facts(Outage... outages) {
        var contract = new DiagnosisFacts.Contract("ACTIVE", TODAY.minusYears(1), null);
        return new DiagnosisFacts(
                contract, null, null, List.of(), null, List.of(outages), null, List.of(), 5, false, false, null);
    }

    @Test
    void before_a_passed_check_no_figure_leaves_the_server() {
        late();
        var clerk = scene.staff(scene.store(), Role.CLERK);
        Counter.open(beans, clerk, member, Channel.STORE);

        assertThat(Counter.as(clerk, () -> states.read(member.memberNo())).payment())
                .isNull();
    }

    @Test
    void who_is_late_and_locked_pays_by_transfer_or_at_a_counter() {
        late();
        scene.lock(member);
        var help = helped();

        assertThat(help.ways()).containsExactly(Way.TRANSFER, Way.COUNTER);
        assertThat(help.today().isLate()).isTrue();
        assertThat(help.dueOn()).isEqualTo(scene.today().minusDays(20));
        assertThat(said()).first().asString().contains("確認できておりません", "遅延損害金を含めて");
    }

    @Test
    void limit_0_closes_no_way() {
        late();
        change("update madoguchi.contract set credit_limit = 0 where member_no = ?");
        assertThat(helped().ways()).contains(Way.ATM, Way.MACHINE);
    }

    @Test
    void dormancy_leaves_transfer_and_counter() {
        late();
        change("update madoguchi.contract set started_on = current_date - interval '5 years' where member_no = ?");
        assertThat(helped().ways()).containsExactly(Way.TRANSFER, Way.COUNTER);
    }

    @Test
    void after_the_end_of_the_contract_the_whole_debt_is_told() {
        change(
                "update madoguchi.contract set state = 'CANCELLED_BY_LENDER', ended_on = current_date - 30, end_reason = 'LONG_DELINQUENCY' where member_no = ?");
        var help = helped();

        assertThat(help.ended()).isTrue();
        assertThat(help.today().dueNow()).isEqualTo(help.today().payoff());
        assertThat(help.ways()).containsExactly(Way.TRANSFER, Way.COUNTER);
        assertThat(said()).first().asString().startsWith("ご契約は終了しておりますが");
    }

    @Test
    void the_card_has_the_figures_and_the_words() {
        late();
        var help = helped();
        var card = new PaymentCard(help, List.of(new CallGuide.Line("PAY_AT_ATM", "提携ATMでもご返済いただけます。")));

        assertThat(card.getElement().getTextRecursively())
                .contains("本日の返済額", "(20日経過)", "うち遅延損害金", "本日の完済額", "提携ATMでも");
    }

    private void late() {
        superuser()
                .execute(
                        "update madoguchi.contract set moved_on = ?, due_counted_from = ? where member_no = ?",
                        scene.today().minusDays(50),
                        scene.today().minusDays(50),
                        member.memberNo().value());
        superuser()
                .execute(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, ?, 8000)",
                        member.memberNo().value(),
                        scene.today().minusDays(20));
    }

    private void change(String sql) {
        superuser().execute(sql, member.memberNo().value());
    }

    private PaymentHelp helped() {
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        return Objects.requireNonNull(
                counter.work(() -> states.read(member.memberNo())).payment());
    }

    private List<String> said() {
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        return counter
                .work(() -> CallGuide.of(states.read(member.memberNo()), places.of(member.memberNo()), counter.clerk())
                        .payment())
                .stream()
                .map(CallGuide.Line::words)
                .toList();
    }
}
