package jp.madoguchi.income;

/** What proves an income (DOMAIN §3). */
public enum CertificateKind {
    /** 源泉徴収票 */
    WITHHOLDING_SLIP,
    /** 給与明細書 */
    PAY_SLIP,
    /** 賞与明細書 */
    BONUS_SLIP,
    /** 確定申告書 */
    TAX_RETURN,
    /** 税額通知書・納税通知書 */
    TAX_NOTICE,
    /** 所得(課税)証明書 */
    INCOME_PROOF,
    /** 支払調書 */
    PAYMENT_REPORT,
    /** 年金通知書 */
    PENSION_NOTICE,
    /** 青色申告決算書・収支内訳書 */
    BUSINESS_STATEMENT
}
