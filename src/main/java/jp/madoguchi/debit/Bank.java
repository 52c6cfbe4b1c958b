package jp.madoguchi.debit;

import java.util.List;

/**
 * A bank of the zengin list (金融機関).
 *
 * @param code four digits
 * @param name in full, e.g. みずほ銀行
 * @param kana its reading, as the list has it
 */
public record Bank(String code, String name, String kana, List<Branch> branches) {

    /**
     * One of its branches (店舗).
     *
     * @param code three digits
     */
    public record Branch(String code, String name, String kana) {}

    public Bank {
        branches = List.copyOf(branches);
    }
}
