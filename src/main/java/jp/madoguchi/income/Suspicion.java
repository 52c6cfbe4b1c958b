package jp.madoguchi.income;

/** A place on a page where something was found that may not be kept. The thing itself is never remembered. */
public record Suspicion(Kind kind, Box box) {

    /** What it may be (DOMAIN §4). */
    public enum Kind {
        /** 個人番号 */
        MY_NUMBER,
        /** 基礎年金番号 */
        PENSION_NUMBER,
        /** 保険者番号、被保険者等記号・番号 */
        INSURANCE_NUMBER,
        /** 住民票コード */
        RESIDENT_CODE,
        /** 本籍 */
        DOMICILE
    }
}
