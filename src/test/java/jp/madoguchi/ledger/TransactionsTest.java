package jp.madoguchi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Printed;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Yen;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class TransactionsTest extends ConsoleTest {

    private static final TransactionFilter ALL = new TransactionFilter(null, null, null, null);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 5);

    @Autowired
    ApplicationContext beans;

    @Autowired
    Transactions transactions;

    private Scene scene;
    private Scene.Member member;
    private Counter counter;

    /** 131,000 taken over, 11,000 repaid by direct debit; today 30,000 at an ATM with its fee, and 5,000 repaid there. */
    @BeforeEach
    void movements() {
        scene = scene();
        member = scene.member();
        site("select outcome from member_site.borrow(?, ?, 30000, 'ATM')");
        site("select member_site.charge_fee(?, ?, 110, 'ATM')");
        site(
                "select outcome from member_site.repay(?, ?, 5000, 'ATM', (clock_timestamp() at time zone 'Asia/Tokyo')::date)");
        counter = Counter.open(beans, scene, scene.store(), member);
    }

    @Test
    void nothing_is_shown_or_taken_out_before_the_check() {
        var history = counter.work(() -> transactions.open(member.memberNo(), ALL));
        assertThat(history.sums()).isNull();
        assertThat(history.lines()).isEmpty();
        assertThat(panel("")).contains("取引履歴は本人確認の後に表示します").doesNotContain("5,000");
        assertThatThrownBy(() -> counter.work(() -> transactions.statement(member.memberNo(), ALL, Statement.Form.CSV)))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(Reason.CHECK_NEEDED));
    }

    @Test
    void each_movement_stands_with_its_balance_its_application_and_the_sums() {
        counter.pass();

        var history = counter.work(() -> transactions.open(member.memberNo(), ALL));

        assertThat(history.lines())
                .extracting(
                        Transaction::kind,
                        Transaction::channel,
                        line -> line.amount().amount(),
                        line -> line.balance().amount())
                .containsExactly(
                        tuple(TransactionKind.REPAYMENT, TransactionChannel.ATM, 5_000L, 145_000L),
                        tuple(TransactionKind.FEE, TransactionChannel.ATM, 110L, 150_000L),
                        tuple(TransactionKind.BORROWING, TransactionChannel.ATM, 30_000L, 150_000L),
                        tuple(TransactionKind.REPAYMENT, TransactionChannel.DIRECT_DEBIT, 11_000L, 120_000L),
                        tuple(TransactionKind.OPENING, TransactionChannel.OFFICE, 131_000L, 131_000L));
        assertThat(history.lines().getFirst().application())
                .isEqualTo(new Transaction.Application(Yen.ZERO, Yen.ZERO, new Yen(5_000)));
        var repaid = history.sums().of(TransactionKind.REPAYMENT).orElseThrow();
        assertThat(repaid.number()).isEqualTo(2);
        assertThat(repaid.amount()).isEqualTo(new Yen(16_000));
        assertThat(repaid.principalChange()).isEqualTo(-16_000);
        assertThat(history.sums().number()).isEqualTo(5);
        assertThat(scene.trail(member.memberNo())).contains("TRANSACTIONS_READ DONE");
    }

    @ParameterizedTest
    @CsvSource({
        "kind=FEE, 1, その場で支払い, '−5,000円'",
        "kind=REPAYMENT&from=all, 2, '−11,000円', その場で支払い",
        "channel=ATM, 3, その場で支払い, '−11,000円'",
        "from=all, 5, '+131,000円', 件数4件",
        "'', 4, '−11,000円', '+131,000円'",
        "from=junk&kind=JUNK&to=2026-13-45, 4, '−11,000円', '+131,000円'",
        "from=2000-01-01&to=2000-02-01, 0, 該当する取引はありません, '−11,000円'"
    })
    void the_address_says_which(String query, int number, String shown, String left) {
        counter.pass();
        assertThat(panel(query)).contains("件数" + number + "件", shown).doesNotContain(left);
    }

    @Test
    void a_period_that_ends_before_it_begins_is_refused_and_another_changes_what_is_shown() {
        counter.pass();
        panel("from=all");
        var to = find(TextField.class).all().stream()
                .filter(field -> "終了日".equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
        var from = find(TextField.class).all().stream()
                .filter(field -> "開始日".equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
        test(from).setValue("2020-01-01");
        test(to).setValue("2019-01-01");
        assertThat(to.isInvalid()).isTrue();

        test(to).setValue("2020-02-01");

        assertThat(to.isInvalid()).isFalse();
        assertThat(words(UI.getCurrent())).contains("該当する取引はありません");
    }

    @Test
    void pages_go_on_where_the_last_one_ended() {
        counter.pass();
        for (var i = 0; i < Transactions.PAGE; i++) {
            site("select outcome from member_site.borrow(?, ?, 1000, 'ATM')");
        }
        var first =
                counter.work(() -> transactions.open(member.memberNo(), ALL)).lines();
        assertThat(first).hasSize(Transactions.PAGE);

        var second = counter.work(() -> transactions.after(member.memberNo(), ALL, first.getLast()));

        assertThat(second).hasSize(5).doesNotContainAnyElementsOf(first);
        assertThat(second.getFirst().kind()).isEqualTo(TransactionKind.REPAYMENT);
    }

    @Test
    void a_statement_is_taken_out_as_csv_and_pdf_and_recorded() throws IOException {
        counter.pass();
        var statement = counter.work(() -> transactions.statement(member.memberNo(), ALL, Statement.Form.CSV));

        var csv = new String(StatementCsv.of(statement), StandardCharsets.UTF_8).split("\r\n");
        assertThat(csv).hasSize(6);
        assertThat(csv[0]).startsWith("\uFEFF\"取引日\",\"記帳日時\",\"種類\",\"取引方法\",\"金額\"");
        assertThat(csv[2]).contains("\"返済\",\"口座振替\",\"11000\",\"0\",\"11000\",\"0\",\"0\",\"11000\",\"0\",\"120000\"");
        var pdf = StatementSheet.of(statement);
        assertThat(Printed.text(pdf))
                .contains("取引明細書", "髙橋 花子 さま", member.memberNo().value(), "11,000", "145,000", "返済 2件 16,000円");
        assertThat(scene.trail(member.memberNo())).contains("TRANSACTIONS_EXPORTED DONE");
    }

    @Test
    void an_address_can_be_read_back() {
        var filter = new TransactionFilter(
                TransactionKind.REPAYMENT, TransactionChannel.DIRECT_DEBIT, TODAY.minusYears(3), TODAY);
        var asked = QueryParameters.fromString(filter.query()).getParameters();
        assertThat(TransactionFilter.read(asked, TODAY)).isEqualTo(filter);
        assertThat(TransactionFilter.read(Map.of("from", List.of("all")), TODAY))
                .isEqualTo(ALL);
        assertThat(TransactionFilter.read(Map.of(), TODAY)).isEqualTo(TransactionFilter.ofLastYear(TODAY));
    }

    private String panel(String query) {
        Scene.signIn(counter.clerk());
        UI.getCurrent().removeAll();
        var panel = beans.getBean(TransactionsTab.class)
                .create(member.memberNo(), QueryParameters.fromString(query == null ? "" : query));
        UI.getCurrent().add(panel);
        return words(panel);
    }

    private void site(String sql) {
        assertThat(memberSite()
                        .fetchValue(sql, UUID.randomUUID(), member.memberNo().value()))
                .isEqualTo("ENTERED");
    }
}
