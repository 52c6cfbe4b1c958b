package jp.madoguchi.demo;

/**
 * What an employer withholds from a year's wage, near enough for a sample (所得税法 28条, 別表; rates of 2025).
 *
 * @param paid 支払金額
 * @param left 給与所得控除後の金額
 * @param deductions 所得控除の額の合計額
 * @param insurance 社会保険料等の金額
 * @param tax 源泉徴収税額
 */
record Wage(long paid, long left, long deductions, long insurance, long tax) {

    private static final long BASIC = 580_000;
    private static final long LIFE_INSURANCE = 40_000;

    static Wage of(long paid) {
        var left = Math.max(0, paid - allowance(paid));
        var insurance = paid * 146 / 1000;
        var deductions = BASIC + LIFE_INSURANCE + insurance;
        var taxed = Math.max(0, left - deductions) / 1000 * 1000;
        return new Wage(paid, left, deductions, insurance, tax(taxed) * 1021 / 1000 / 100 * 100);
    }

    private static long allowance(long paid) {
        if (paid <= 1_900_000) {
            return 650_000;
        }
        if (paid <= 3_600_000) {
            return paid * 30 / 100 + 80_000;
        }
        if (paid <= 6_600_000) {
            return paid * 20 / 100 + 440_000;
        }
        return Math.min(1_950_000, paid * 10 / 100 + 1_100_000);
    }

    static long tax(long taxed) {
        if (taxed <= 1_950_000) {
            return taxed * 5 / 100;
        }
        if (taxed <= 3_300_000) {
            return taxed * 10 / 100 - 97_500;
        }
        if (taxed <= 6_950_000) {
            return taxed * 20 / 100 - 427_500;
        }
        return taxed * 23 / 100 - 636_000;
    }

    /** 市民税・県民税 of the next year, without what the municipality takes a head. */
    long residentTax() {
        return Math.max(0, left - deductions + 150_000) / 1000 * 1000 / 10;
    }
}
