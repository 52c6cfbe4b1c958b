package jp.madoguchi.lending;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.ReviewedTable;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitFinding.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * The cases of lending/cases.tsv, put to the law as it stands in the database. A case says only in what it differs from
 * {@link #ORDINARY}: a member of 41 with 300,000 yen of limit at 17.8 %, an income of 6,000,000 by a certificate, nothing
 * lent elsewhere, everything checked two days before noon of 2026-11-22.
 */
public final class LawTable {

    private static final Set<String> LISTS = Set.of("locks", "borrowing_stops", "restrictions", "restricted_flags");
    private static final String ORDINARY = """
            {"at": "2026-11-22T12:00:00+09:00", "member_no": "100000001", "birth_date": "1985-04-01", "product_version": "2010-06",
             "contract_id": 1, "contract_state": "ACTIVE", "contract_version": 3, "started_on": "2025-05-22", "credit_limit": 300000,
             "apr": 17.8, "balance": 120000, "own_other_loans": 0, "annual_income": 6000000, "income_source": "CERTIFICATE",
             "income_from": "2026-01-10T10:00:00+09:00", "income_paper_on": "2025-12-31", "income_renew_on": "2028-12-31",
             "income_reopened": false, "papers_open": 0, "others_balance": 0, "others_lenders": 0, "others_source": "BUREAU",
             "others_reported_at": "2026-11-20T10:00:00+09:00", "bureau_answered_at": "2026-11-20T10:00:00+09:00",
             "default_on_file": false, "self_excluded": false, "locks": [], "takeover_suspected": false, "borrowing_stops": [],
             "restrictions": [], "restricted_flags": [], "identity_proved_at": "2026-11-20T10:00:00+09:00",
             "contact_data_confirmed_at": "2026-11-20T10:00:00+09:00", "workplace_on_file": true, "workplace_result": "CONFIRMED",
             "workplace_checked_at": "2026-11-20T10:00:00+09:00"}""";

    private final LimitLaw law;

    /**
     * @param given facts in which it differs, as {@code name=value}
     * @param notOk findings that are not OK, as {@code CODE:RESULT}
     * @param largest largest lawful limit at the APR, yen
     * @param options decisions that are open
     * @param authority who has to agree
     * @param what why it stands there
     */
    public record Case(
            String given,
            long asked,
            BigDecimal apr,
            String notOk,
            long largest,
            String options,
            String authority,
            String what) {

        @Override
        public String toString() {
            return what + ": " + asked + " at " + apr + " % «" + given + "»";
        }
    }

    public LawTable(BeanFactory beans) {
        law = beans.getBean(LimitLaw.class);
    }

    public List<Case> cases() {
        return ReviewedTable.rows("/lending/cases.tsv").stream()
                .map(cells -> new Case(
                        cells[0],
                        Long.parseLong(cells[1]),
                        new BigDecimal(cells[2]),
                        cells[3],
                        Long.parseLong(cells[4]),
                        cells[5],
                        cells[6],
                        cells[7]))
                .toList();
    }

    public void prove(Case each) {
        var facts = facts(each.given());
        var at = OffsetDateTime.parse(facts.remove("at").toString()).toInstant();
        var judgement =
                law.judge(Json.read(Json.write(facts), LimitFacts.class), new Yen(each.asked()), each.apr(), at);

        var notOk = judgement.findings().stream()
                .filter(finding -> finding.result() != Result.OK)
                .map(finding -> finding.code() + ":" + finding.result())
                .collect(Collectors.joining(" "));
        assertThat(notOk.isEmpty() ? "-" : notOk).isEqualTo(each.notOk());
        assertThat(judgement.largest()).as("largest lawful limit").isEqualTo(each.largest());
        assertThat(judgement.options().stream().map(Enum::name).collect(Collectors.joining("+")))
                .isEqualTo(each.options());
        assertThat(judgement.authority()).hasToString(each.authority());
        judgement
                .raisedBy()
                .forEach(lever ->
                        assertThat(lever.reaches()).as("raised by %s", lever).isGreaterThan(each.largest()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> facts(String given) {
        var facts = new HashMap<String, Object>(Json.read(ORDINARY, Map.class));
        Stream.of(given.split(" ")).filter(word -> word.contains("=")).forEach(word -> {
            var name = word.substring(0, word.indexOf('='));
            facts.put(name, value(name, word.substring(name.length() + 1)));
        });
        return facts;
    }

    private static @Nullable Object value(String name, String text) {
        if (LISTS.contains(name)) {
            return List.of(text.split("\\+"));
        }
        if (text.matches("-?[0-9]+")) {
            return Long.valueOf(text);
        }
        return switch (text) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> text;
        };
    }
}
