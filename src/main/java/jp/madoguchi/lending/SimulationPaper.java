package jp.madoguchi.lending;

import java.time.LocalDate;
import jp.madoguchi.contract.Plan;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.paper.Flow;

/**
 * A simulation on paper, for the member.
 *
 * @param madeOn the day it starts from
 */
record SimulationPaper(MemberNo memberNo, String name, LocalDate madeOn, Supposed supposed, Supposed.Answer answer) {

    private static final String TITLE = "返済シミュレーション";
    private static final float SIZE = 10;
    private static final String CAUTION = "作成日のご契約内容と、返済期日どおりのご返済をもとに計算しています。今後のお借り入れ、ご返済、利率の変更により変わります。";

    byte[] pdf() {
        return Flow.pdf(TITLE + " " + memberNo.value(), this::draw);
    }

    private void draw(Flow flow) {
        flow.text(18, 0, TITLE);
        flow.space(6);
        flow.text(14, 0, name + " さま");
        flow.text(SIZE, 0, "会員番号 " + memberNo.value() + "  作成日 " + SpokenPlan.day(madeOn));
        flow.space(8);
        flow.text(SIZE, 0, SpokenPlan.sentence(supposed, answer));
        flow.rule();
        flow.space(4);
        SpokenPlan.facts(answer).forEach((fact, value) -> flow.text(SIZE, 0, fact + "  " + value));
        var plan = answer.plan();
        if (plan != null && plan.number() > 0) {
            flow.rule();
            flow.space(4);
            flow.text(SIZE, 0, "返済予定表");
            var number = 0;
            for (var instalment : plan.instalments()) {
                flow.text(SIZE, 0, line(++number, instalment));
            }
        }
        flow.rule();
        flow.text(9, 0, CAUTION);
    }

    private static String line(int number, Plan.Instalment it) {
        return "%d回  %s  返済 %s(元金 %s、利息 %s)  残高 %s"
                .formatted(
                        number,
                        SpokenPlan.day(it.on()),
                        SpokenPlan.yen(it.payment()),
                        SpokenPlan.yen(it.principal()),
                        SpokenPlan.yen(it.interest()),
                        SpokenPlan.yen(it.balance()));
    }

    /** The same for a mail; its subject and frame are the message's. */
    String mail() {
        var text = new StringBuilder(SpokenPlan.sentence(supposed, answer)).append('\n');
        SpokenPlan.facts(answer)
                .forEach((fact, value) ->
                        text.append('\n').append(fact).append(": ").append(value));
        return text.append("\n\n").append(CAUTION).toString();
    }
}
