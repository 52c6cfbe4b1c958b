package jp.madoguchi.lending;

/**
 * Who lends, as papers name it.
 *
 * @param registrationNo of the moneylender (貸金業登録番号)
 */
public record Lender(String name, String address, String registrationNo) {}
