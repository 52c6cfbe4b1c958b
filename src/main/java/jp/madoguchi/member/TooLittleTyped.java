package jp.madoguchi.member;

import jp.madoguchi.core.Refused;

/** What was typed fits too many people to be searched for: another term is needed. */
public final class TooLittleTyped extends Refused {

    private TooLittleTyped(String code) {
        super(code);
    }

    static TooLittleTyped nothing() {
        return new TooLittleTyped("MEMBER-001");
    }

    /** One key that many people share. */
    static TooLittleTyped one(SearchKey key) {
        return new TooLittleTyped(
                switch (key) {
                    case SearchKey.BirthDate any -> "MEMBER-007";
                    case SearchKey.BirthPeriod any -> "MEMBER-007";
                    case SearchKey.PhoneBeginning any -> "MEMBER-014";
                    case SearchKey.PostalCode any -> "MEMBER-009";
                    case SearchKey.Name any -> "MEMBER-010";
                    default -> "MEMBER-008";
                });
    }
}
