package jp.madoguchi.lending;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitFinding.Result;
import jp.madoguchi.lending.LimitJudgement.Authority;
import jp.madoguchi.lending.LimitJudgement.Option;
import jp.madoguchi.operation.DatabaseTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LimitLawTest extends ConsoleTest {

    private static final BigDecimal APR = new BigDecimal("17.8");

    @Autowired
    LimitLaw law;

    @Autowired
    DatabaseTime time;

    private Scene.Member member;

    @BeforeEach
    void someMember() {
        member = scene().member();
    }

    @Test
    void facts_are_read_from_where_they_stand() {
        onFile(
                "insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (?, 3600000, 'DECLARED', now() - interval '9 days')");
        onFile(
                "insert into madoguchi.other_lending (member_no, balance, lenders, source, reported_at) values (?, 450000, 2, 'BUREAU', now() - interval '9 days')");
        onFile(
                "insert into madoguchi.other_lending (member_no, balance, lenders, source, reported_at) values (?, 460000, 3, 'DECLARED', now() - interval '8 days')");
        onFile("insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 3, 8000)");
        onFile(
                "insert into madoguchi.borrowing_stop (member_no, reason, stopped_at) values (?, 'DELINQUENCY', now() - interval '2 days')");
        onFile(
                "insert into madoguchi.attention_flag (member_no, kind, valid_from) values (?, 'SELF_EXCLUSION', now()), (?, 'AML', now()), (?, 'TAKEOVER_SUSPECTED', now())",
                3);
        onFile("update madoguchi.member_employer set valid_to = now() - interval '5 hours' where member_no = ?");
        onFile(
                "insert into madoguchi.member_employer (member_no, name, valid_from) values (?, '新しい勤め先', now() - interval '5 hours')");

        var facts = facts();

        assertThat(facts.birthDate()).isEqualTo(member.birthDate());
        assertThat(facts.creditLimit()).isEqualTo(500_000);
        assertThat(facts.apr()).isEqualByComparingTo(APR);
        assertThat(facts.annualIncome()).isEqualTo(3_600_000);
        assertThat(facts.incomeSource()).isEqualTo("DECLARED");
        assertThat(facts.othersBalance()).as("more was declared since").isEqualTo(460_000);
        assertThat(facts.othersSource()).isEqualTo("DECLARED");
        assertThat(facts.bureauAnsweredAt()).as("no inquiry of ours").isNull();
        assertThat(facts.delinquentSince()).isNotNull();
        assertThat(facts.borrowingStops()).containsExactly("DELINQUENCY");
        assertThat(facts.selfExcluded()).isTrue();
        assertThat(facts.takeoverSuspected()).isTrue();
        assertThat(facts.restrictedFlags()).containsExactly("AML");
        assertThat(facts.workplaceChangedAt()).isNotNull();
        assertThat(facts.addressChangedAt())
                .as("registered once, never changed")
                .isNull();
    }

    @Test
    void what_is_declared_does_not_make_what_the_bureau_said_smaller() {
        onFile(
                "insert into madoguchi.other_lending (member_no, balance, lenders, source, reported_at) values (?, 450000, 2, 'BUREAU', now() - interval '9 days')");
        onFile(
                "insert into madoguchi.other_lending (member_no, balance, lenders, source, reported_at) values (?, 0, 0, 'DECLARED', now() - interval '8 days')");

        assertThat(facts().othersBalance()).isEqualTo(450_000);
    }

    @Test
    void the_same_facts_have_the_same_fingerprint_until_one_is_changed() {
        var before = facts();
        var shown = judge(before, 600_000).fingerprint();
        assertThat(judge(facts(), 700_000).fingerprint()).isEqualTo(shown);

        scene().owes(member.memberNo(), before.balance() + 1);

        assertThat(judge(facts(), 600_000).fingerprint()).isNotEqualTo(shown);
        assertThat(facts().changedSince(before)).containsExactly("contractVersion", "balance");
    }

    @Test
    void whoever_has_nothing_on_file_has_everything_still_to_be_done() {
        var judgement = judge(facts(), 600_000);

        assertThat(judgement.findings()).extracting(LimitFinding::line).isEqualTo(lines(21));
        assertThat(result(judgement, "CONTACT_DATA")).isEqualTo(Result.OPEN);
        assertThat(result(judgement, "INCOME_CERTIFICATE")).isEqualTo(Result.OPEN);
        assertThat(result(judgement, "BUREAU_ANSWER")).isEqualTo(Result.OPEN);
        assertThat(result(judgement, "TOTAL_LENDING")).isEqualTo(Result.OPEN);
        assertThat(result(judgement, "INTEREST_CAP")).isEqualTo(Result.OK);
        assertThat(judgement.largest()).isZero();
        assertThat(judgement.options()).containsExactly(Option.ASK_PAPERS, Option.HOLD, Option.DECLINE);
        assertThat(judgement.authority()).isEqualTo(Authority.SUPERVISOR);
    }

    @Test
    void restricted_findings_are_for_few() {
        var judgement = judge(facts(), 600_000);

        assertThat(judgement.withoutRestricted().findings())
                .extracting(LimitFinding::code)
                .doesNotContain("RESTRICTED_FLAGS")
                .hasSize(20);
    }

    @Test
    void each_finding_has_its_words() {
        judge(facts(), 600_000)
                .findings()
                .forEach(finding -> assertThat(List.of(
                                LendingWords.task(finding),
                                LendingWords.formula(finding),
                                LendingWords.rule(finding),
                                LendingWords.result(finding.result()),
                                LendingWords.obstacle(finding)))
                        .as(finding.code())
                        .noneMatch(words -> words.startsWith("!") || words.contains("lending.")));
    }

    private static List<Integer> lines(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static Result result(LimitJudgement judgement, String code) {
        return judgement.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow()
                .result();
    }

    private LimitFacts facts() {
        return law.facts(member.memberNo(), now()).orElseThrow();
    }

    private LimitJudgement judge(LimitFacts facts, long limit) {
        return law.judge(facts, new Yen(limit), APR, now());
    }

    private Instant now() {
        return time.now();
    }

    private void onFile(String sql) {
        onFile(sql, 1);
    }

    private void onFile(String sql, int times) {
        superuser()
                .execute(
                        sql,
                        Collections.nCopies(times, member.memberNo().value()).toArray());
    }
}
