package jp.madoguchi.lending;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import jp.madoguchi.contract.WhatIf;
import jp.madoguchi.core.Yen;

/** An answer as it is said to a member, printed and mailed: in Japanese, whatever language the reader works in. */
final class SpokenPlan {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.JAPAN);

    private SpokenPlan() {}

    /** What was asked. */
    static String question(Supposed supposed) {
        return day(supposed.on())
                + "に" + yen(supposed.amount())
                + (supposed.kind() == Supposed.Kind.REPAY ? "をご返済いただいた場合" : "を新たにお借り入れいただいた場合");
    }

    /** The whole answer in sentences that can be said as they stand. */
    static String sentence(Supposed supposed, Supposed.Answer answer) {
        var said = question(supposed) + "、";
        var repaid = answer.repaid();
        return said + (repaid != null ? repaid(repaid) : borrowed(Objects.requireNonNull(answer.borrowed())));
    }

    private static String repaid(WhatIf.Repaid it) {
        if (it.paysOff()) {
            return "全額のご返済となり、残りはございません。" + saved(it);
        }
        var left = "残りは" + yen(it.left()) + "でございます。";
        if (!it.stillLate().isZero()) {
            return left + "なお、あと" + yen(it.stillLate()) + "のお支払いが必要です。";
        }
        var plan = it.plan();
        var end = plan == null ? null : plan.end();
        var due = it.nextDue();
        if (plan == null || end == null || due == null) {
            return left;
        }
        return left + saved(it) + "次回のご返済は" + day(due) + "に" + yen(it.nextMinimum()) + "、最終のご返済は" + day(end) + "の予定です。";
    }

    private static String saved(WhatIf.Repaid it) {
        var saved = it.interestSaved();
        return saved == null || saved.compareTo(Yen.ZERO) <= 0 ? "" : "利息は合計で" + yen(saved) + "少なくなります。";
    }

    private static String borrowed(WhatIf.Borrowed it) {
        return "お借入残高は%s、毎月の最低返済額は%sとなります。次回のご返済は%sで、%d回、最終は%s、利息は合計で%sの見込みです。"
                .formatted(
                        yen(it.balance()),
                        yen(it.minimum()),
                        day(it.due()),
                        it.plan().number(),
                        day(Objects.requireNonNull(it.plan().end())),
                        yen(it.interest()));
    }

    /** Names and figures, in the order in which they are read. */
    static Map<String, String> facts(Supposed.Answer answer) {
        var facts = new LinkedHashMap<String, String>();
        var repaid = answer.repaid();
        if (repaid != null) {
            if (!repaid.lateCharge().isZero()) {
                facts.put("うち遅延損害金", yen(repaid.lateCharge()));
            }
            facts.put("うち利息", yen(repaid.interest()));
            facts.put("うち元金", yen(repaid.principal()));
            facts.put("残り", yen(repaid.left()));
            var saved = repaid.interestSaved();
            if (saved != null) {
                facts.put("利息の減少", yen(saved.compareTo(Yen.ZERO) > 0 ? saved : Yen.ZERO));
            }
            var due = repaid.nextDue();
            if (due != null) {
                facts.put("次回の返済期日", day(due));
                facts.put("次回の返済額", yen(repaid.nextMinimum()));
            }
        }
        var borrowed = answer.borrowed();
        if (borrowed != null) {
            facts.put("借入後の残高", yen(borrowed.balance()));
            facts.put("最低返済額", yen(borrowed.minimum()));
            facts.put("次回の返済期日", day(borrowed.due()));
            facts.put("利息の合計", yen(borrowed.interest()));
        }
        var plan = answer.plan();
        var end = plan == null ? null : plan.end();
        if (plan != null && end != null) {
            facts.put("返済回数", plan.number() + "回");
            facts.put("完済予定日", day(end));
        }
        return facts;
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    static String yen(Yen yen) {
        return String.format(Locale.JAPAN, "%,d円", yen.amount());
    }
}
