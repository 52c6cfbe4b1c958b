package jp.madoguchi.debit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.debit.ServiceForm.On;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Bank account, direct debit and due-date mail: asked for on a check, carried out by a second person, never overwritten. */
class BankServiceChangesTest extends ConsoleTest {

    @Autowired
    BeanFactory beans;

    @Autowired
    BankServiceChanges changes;

    @Autowired
    Approvals approvals;

    private Scene scene;
    private Scene.Member member;
    private Counter counter;

    @BeforeEach
    void a_member_stands_at_the_counter() {
        scene = scene();
        member = scene.member();
        counter = Counter.open(beans, scene, scene.store(), member);
    }

    @Test
    void an_account_is_changed_by_the_second_person_with_history_message_and_trail_and_ends_the_debit() {
        counter.pass();
        carryOut(ServiceKind.BANK_ACCOUNT, account("1344", "002"));
        carryOut(ServiceKind.DIRECT_DEBIT, On.debit(row(ServiceKind.BANK_ACCOUNT)));
        var before = row(ServiceKind.BANK_ACCOUNT);
        var form =
                new ServiceForm(ServiceKind.BANK_ACCOUNT, ChangeReason.ACCOUNT_CLOSED, account("0009", "001"), before);
        var click = OperationId.make();

        var ref = ask(click, form);

        assertThat(ask(click, form)).as("a second click asks once").isEqualTo(ref);
        assertThat(row(ServiceKind.BANK_ACCOUNT)).as("nothing has changed yet").isEqualTo(before);
        assertThat(Counter.as(supervisor(), () -> approvals.read(ref)).changes())
                .first()
                .satisfies(line -> assertThat(line.after().arguments()).containsExactly("三井住友銀行", "神保町", "123"));

        agree(ref);

        assertThat(superuser()
                        .fetchValue(
                                "select string_agg(bank || ' ' || last3 || case when valid_to is null then ' now' else ' past' end, ', ' order by id) from madoguchi.bank_account where member_no = ?",
                                no()))
                .isEqualTo("みずほ銀行 123 past, 城南信用金庫 123 past, 三井住友銀行 123 now");
        assertThat(row(ServiceKind.DIRECT_DEBIT)).isNull();
        assertThat(scene.outbox(member.memberNo()))
                .containsExactly("BANK_SERVICE_CHANGED MAIL", "BANK_SERVICE_CHANGED MAIL", "BANK_SERVICE_CHANGED MAIL");
        assertThat(scene.trail(member.memberNo())).contains("BANK_SERVICE_CHANGED DONE");
        assertThat(counter.work(() -> changes.read(member.memberNo())).past())
                .hasSize(3)
                .first()
                .satisfies(past -> {
                    assertThat(past.what()).isEqualTo("三井住友銀行");
                    assertThat(past.reason()).isEqualTo(ChangeReason.ACCOUNT_CLOSED);
                });
    }

    @ParameterizedTest
    @CsvSource({"1344, 002, 25, 5", "0009, 001, 25, 25", "0033, 001, 15, 15", "1344, 002, 5, 5"})
    void direct_debit_from_a_bank_that_leaves_no_choice_moves_the_due_day_to_the_fifth(
            String bank, String branch, int dueDay, int then) {
        superuser().execute("update madoguchi.contract set due_day = ? where member_no = ?", dueDay, no());
        counter.pass();
        carryOut(ServiceKind.BANK_ACCOUNT, account(bank, branch));

        carryOut(ServiceKind.DIRECT_DEBIT, On.debit(row(ServiceKind.BANK_ACCOUNT)));

        assertThat(superuser()
                        .resultQuery("select due_day from madoguchi.contract where member_no = ?", no())
                        .fetchSingle(0, Integer.class))
                .isEqualTo(then);
        assertThat(superuser()
                        .resultQuery(
                                "select former_due_day from madoguchi.bank_service_change where member_no = ? and kind = 'DIRECT_DEBIT'",
                                no())
                        .fetchSingle(0, Integer.class))
                .isEqualTo(dueDay == then ? null : dueDay);
    }

    @Test
    void due_date_mail_is_turned_on_moved_and_turned_off_each_with_its_row() {
        counter.pass();
        carryOut(ServiceKind.DUE_DATE_MAIL, On.mail(3));
        carryOut(ServiceKind.DUE_DATE_MAIL, On.mail(7));
        carryOut(ServiceKind.DUE_DATE_MAIL, null);

        assertThat(superuser()
                        .fetchValue(
                                "select string_agg(days_before || case when valid_to is null then ' now' else ' past' end, ', ' order by id) from madoguchi.due_date_mail where member_no = ?",
                                no()))
                .isEqualTo("3 past, 7 past");
    }

    @ParameterizedTest
    @CsvSource({
        "BANK_ACCOUNT, 9999, 001, 123, bank",
        "BANK_ACCOUNT, 0001, 000, 123, branch",
        "BANK_ACCOUNT, 0001, 001, 12, last3",
        "BANK_ACCOUNT, 0001, 001, 1234567, last3",
        "DIRECT_DEBIT, '', '', '', account"
    })
    void what_names_no_bank_branch_or_account_is_refused_at_its_field(
            ServiceKind kind, String bank, String branch, String last3, String field) {
        counter.pass();
        var on = kind == ServiceKind.BANK_ACCOUNT
                ? new On(bank, "x", branch, "x", AccountKind.ORDINARY, last3, null, null)
                : On.debit(row(ServiceKind.BANK_ACCOUNT));

        assertThatThrownBy(
                        () -> ask(OperationId.make(), new ServiceForm(kind, ChangeReason.MEMBER_WISH, on, row(kind))))
                .isInstanceOfSatisfying(
                        UnfitService.class, unfit -> assertThat(unfit.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({"0", "8"})
    void a_lead_time_beyond_a_week_is_refused(int days) {
        counter.pass();
        assertThatThrownBy(() -> ask(
                        OperationId.make(),
                        new ServiceForm(ServiceKind.DUE_DATE_MAIL, ChangeReason.MEMBER_WISH, On.mail(days), null)))
                .isInstanceOf(UnfitService.class);
    }

    @Test
    void without_check_second_person_or_what_was_seen_nothing_is_changed_neither_here_nor_by_the_database() {
        var form = new ServiceForm(ServiceKind.DUE_DATE_MAIL, ChangeReason.MEMBER_WISH, On.mail(3), null);
        refused(Reason.CHECK_NEEDED, form);
        counter.pass();
        var ref = ask(OperationId.make(), form);
        refused(Reason.ALREADY_WAITING, form);
        assertThatThrownBy(() -> console.fetch(
                        "select madoguchi.change_bank_service(gen_random_uuid(), ?, madoguchi.valid_identity_check(?, now()), ?, 'DUE_DATE_MAIL', 'MEMBER_WISH', '{\"daysBefore\": 3}', null, ?)",
                        counter.contact().value(),
                        counter.contact().value(),
                        counter.clerk().staffNo().value(),
                        ref))
                .hasMessageContaining("a second person carries this out");
        agree(ref);
        assertThatThrownBy(() -> ask(OperationId.make(), form)).isInstanceOf(ServiceChangedSince.class);
    }

    @Test
    void by_phone_an_account_is_changed_only_after_a_call_back_and_the_bank_is_not_named_before_a_check() {
        var call = Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), scene.member(), Channel.PHONE_IN);
        var services = call.work(() -> changes.read(call.member().memberNo()));

        assertThat(services.account().bank()).isNull();
        assertThat(services.account().last3()).isNull();
        assertThat(services.verdict(ServiceKind.BANK_ACCOUNT)).isEqualTo(new Verdict.Forbidden(Reason.CHECK_NEEDED));
        assertThat(counter.work(() -> changes.read(member.memberNo())).account())
                .satisfies(account -> {
                    assertThat(account.bank()).isEqualTo("みずほ銀行");
                    assertThat(account.last3()).isNull();
                });
        counter.pass();
        assertThat(counter.work(() -> changes.read(member.memberNo())).account().last3())
                .isEqualTo("123");
    }

    @Test
    void the_tab_says_what_is_on_and_offers_to_ask() {
        counter.pass();
        Scene.signIn(counter.clerk());
        var panel = beans.getBean(DebitTab.class).create(member.memberNo());
        UI.getCurrent().add(panel);

        assertThat(words(panel))
                .contains("みずほ銀行")
                .contains("****123")
                .contains("返済日お知らせメール")
                .contains("利用なし");
        button(panel, "登録・申込を受け付ける").click();
        dialogButton("二者承認を申請").click();
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.approval where contact_no = ?",
                                counter.contact().value()))
                .isEqualTo(1L);
    }

    // Helpers
    // -----------------------------------------------------------------------------------------------------------

    private static On account(String bank, String branch) {
        return new On(bank, null, branch, null, AccountKind.ORDINARY, "123", null, null);
    }

    private UUID ask(OperationId id, ServiceForm form) {
        return counter.work(() -> changes.request(id, counter.contact(), member.memberNo(), form));
    }

    private void carryOut(ServiceKind kind, @Nullable On on) {
        agree(ask(OperationId.make(), new ServiceForm(kind, ChangeReason.MEMBER_WISH, on, row(kind))));
    }

    private StaffMember supervisor() {
        return scene.staff(scene.store(), Role.SUPERVISOR);
    }

    private void agree(UUID ref) {
        Counter.as(supervisor(), () -> approvals.decide(OperationId.make(), ref, new Decision.Approve("確認しました")));
    }

    private void refused(Reason rule, ServiceForm form) {
        assertThatThrownBy(() -> ask(OperationId.make(), form))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(rule));
    }

    private @Nullable Long row(ServiceKind kind) {
        return (Long) superuser().fetchValue("select madoguchi.bank_service_row(?, ?)", kind.name(), no());
    }

    private String no() {
        return member.memberNo().value();
    }
}
