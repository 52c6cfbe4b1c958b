package jp.madoguchi.lending;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Printed;
import jp.madoguchi.contract.PlanGround;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitJudgement.Authority;
import jp.madoguchi.lending.LimitJudgement.Option;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The case of docs/limit-law.md, which was reckoned by hand: law, plan, screen and paper say the same. */
class HandReckonedTest extends ConsoleTest {

    private static final BigDecimal APR = new BigDecimal("17.8");
    private static final Yen LIMIT = new Yen(750_000);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Instant MOMENT = Instant.parse("2026-11-24T03:00:00Z");

    @Autowired
    LimitLaw law;

    @Autowired
    Reckonings reckonings;

    @Autowired
    ContractPapers papers;

    private PlanGround ground;
    private LimitFacts facts;

    @BeforeEach
    void theMember() {
        var scene = scene();
        var member = scene.member().memberNo();
        scene.owes(member, 0);
        var db = superuser();
        var number = member.value();
        db.execute(
                "update madoguchi.contract set credit_limit = 300000, last_borrowing_balance = 0, started_on = '2025-05-22' where member_no = ?",
                number);
        db.execute(
                "insert into madoguchi.other_lending (member_no, balance, lenders, source, reported_at) values (?, 450000, 2, 'DECLARED', '2026-11-20 10:00+09')",
                number);
        db.execute(
                "insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (?, 3600000, 'DECLARED', '2026-11-20 10:00+09')",
                number);
        ground = reckonings.ground(member, DAY).orElseThrow();
        facts = proven(law.facts(member, MOMENT).orElseThrow());
    }

    /** As a decision on a withholding slip leaves it. */
    @SuppressWarnings("unchecked")
    private static LimitFacts proven(LimitFacts declared) {
        var facts = new HashMap<String, Object>(Json.read(Json.write(declared), Map.class));
        facts.put("income_source", "CERTIFICATE");
        facts.put("income_paper_on", "2025-12-31");
        facts.put("income_renew_on", "2028-12-31");
        return Json.read(Json.write(facts), LimitFacts.class);
    }

    @Test
    void the_law_says_what_was_reckoned() {
        var judgement = law.judge(facts, LIMIT, APR, MOMENT);
        var results = judgement.findings().stream()
                .collect(Collectors.toMap(
                        LimitFinding::code, finding -> finding.result().name()));

        assertThat(judgement.largestLimit()).isEqualTo(LIMIT);
        assertThat(judgement.authority()).isEqualTo(Authority.SUPERVISOR);
        assertThat(results)
                .containsEntry("TOTAL_LENDING", "OK")
                .containsEntry("INCOME_CERTIFICATE", "OK")
                .containsEntry("INTEREST_CAP", "OK");
        assertThat(LendingWords.formula(finding(judgement, "TOTAL_LENDING")))
                .isEqualTo("限度額 750,000 + 自社の他の貸付 0 + 他社 450,000 = 1,200,000円 ≦ 年収 3,600,000円 ÷ 3 = 1,200,000円");
        assertThat(judgement.options()).contains(Option.HOLD, Option.DECLINE);
    }

    private static LimitFinding finding(LimitJudgement judgement, String code) {
        return judgement.findings().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_plan_is_the_table() throws IOException {
        var plan = ground.plan(LIMIT, APR, new Yen(150_000));

        assertThat(ground.firstDue()).isEqualTo(LocalDate.of(2027, 1, 5));
        assertThat(ground.minimumInFull(LIMIT)).isEqualTo(new Yen(19_000));
        assertThat(plan.instalments().stream()
                        .map(each -> List.of(
                                each.on().toString().replace('-', '/'),
                                grouped(each.interest()),
                                grouped(each.payment()),
                                grouped(each.principal()),
                                grouped(each.balance())))
                        .toList())
                .isEqualTo(table().stream()
                        .map(cells -> List.of(cells.get(1), cells.get(5), cells.get(6), cells.get(7), cells.get(8)))
                        .toList());
        assertThat(plan.interest()).isEqualTo(new Yen(39_572));
        assertThat(plan.total()).isEqualTo(new Yen(789_572));
    }

    @Test
    void the_screen_shows_it() throws IOException {
        var panel = new WhatIfPanel(ground);
        UI.getCurrent().add(panel);
        panel.propose(LIMIT, APR);
        assertThat(words(panel)).contains("最低返済額19,000円").contains("返済回数61回").contains("利息の合計396,445円");
        assertThat(field(panel, "今日の借入額").getHelperText()).isEqualTo("利用可能額 750,000円");

        field(panel, "毎月の返済額").setValue(150_000);

        assertThat(words(panel))
                .contains("返済回数6回")
                .contains("利息の合計39,572円")
                .contains("返済総額789,572円")
                .contains("完済予定日2027/06/07");
        var cells = all(panel, NativeTableCell.class).stream()
                .map(NativeTableCell::getText)
                .toList();
        var expected = new ArrayList<String>();
        table().forEach(row -> expected.addAll(List.of(
                row.get(0), row.get(1), row.get(6) + "円", row.get(7) + "円", row.get(5) + "円", row.get(8) + "円")));
        assertThat(cells).isEqualTo(expected);
    }

    @Test
    void what_cannot_be_is_told_at_its_field() {
        var panel = new WhatIfPanel(ground);
        UI.getCurrent().add(panel);
        panel.propose(LIMIT, APR);

        field(panel, "毎月の返済額").setValue(18_999);
        assertThat(field(panel, "毎月の返済額").getErrorMessage()).isEqualTo("19,000円以上にしてください。");
        assertThat(words(panel)).doesNotContain("返済回数");

        field(panel, "毎月の返済額").setValue(null);
        field(panel, "今日の借入額").setValue(750_001);
        assertThat(field(panel, "今日の借入額").isInvalid()).isTrue();

        field(panel, "今日の借入額").setValue(0);
        assertThat(words(panel)).contains("借入残高がないため");

        all(panel, BigDecimalField.class).getFirst().setValue(new BigDecimal("20.1"));
        assertThat(all(panel, BigDecimalField.class).getFirst().isInvalid()).isTrue();
    }

    @Test
    void the_paper_says_it() throws IOException {
        var paper = new ContractPaper(
                "B00000001",
                new MemberNo("900000001"),
                "髙橋 花子",
                "タカハシ ハナコ",
                LocalDate.of(2025, 5, 22),
                DAY,
                LIMIT,
                APR,
                ground.minimumInFull(LIMIT),
                ground.dueDay(),
                papers.termUntil(LocalDate.of(2025, 5, 22), DAY, MOMENT),
                ground.terms(),
                MOMENT);
        var pdf = paper.pdf(papers.lender(MOMENT));
        Files.createDirectories(Path.of("target/papers"));
        Files.write(Path.of("target/papers/contract.pdf"), pdf);

        assertThat(Printed.pages(pdf)).isEqualTo(1);
        assertThat(Printed.text(pdf).replaceAll("\\s+", ""))
                .contains("書面番号B00000001")
                .contains("極度額(限度額)750,000円")
                .contains("実質年率17.8%")
                .contains("遅延損害金年20.0%")
                .contains("残高スライド元利定額返済方式")
                .contains("毎月19,000円(限度額の全額をお借入れの場合)")
                .contains("300,000円以下3.61%300,000円超1,000,000円以下2.53%1,000,000円超1.99%")
                .contains("毎月5日")
                .contains("2030年5月21日まで")
                .contains("関東財務局長(1)第99999号")
                .contains("まどぐちファイナンス");
    }

    @Test
    void the_term_renews_itself() {
        var start = LocalDate.of(2020, 11, 24);

        assertThat(papers.termUntil(start, LocalDate.of(2025, 11, 23), MOMENT)).isEqualTo(LocalDate.of(2025, 11, 23));
        assertThat(papers.termUntil(start, LocalDate.of(2025, 11, 24), MOMENT)).isEqualTo(LocalDate.of(2030, 11, 23));
    }

    private static List<List<String>> table() throws IOException {
        try (var lines = Files.lines(Path.of("docs/limit-law.md"))) {
            return lines.filter(line -> line.matches("\\| [0-9] \\|.*"))
                    .map(line -> Stream.of(line.substring(1).split("\\|"))
                            .map(String::strip)
                            .toList())
                    .toList();
        }
    }

    private static IntegerField field(WhatIfPanel panel, String label) {
        return all(panel, IntegerField.class).stream()
                .filter(each -> each.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends Component> List<T> all(Component within, Class<T> type) {
        return components(within).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static String grouped(Yen yen) {
        return String.format("%,d", yen.amount());
    }
}
