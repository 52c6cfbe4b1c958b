package jp.madoguchi.identity;

/** What a caller may be asked (DOMAIN, decisions). Card number, PIN and password are not among them and never will be. */
public enum PhoneQuestion {
    ADDRESS(Group.CONTACT_DATA, Input.WORDS),
    PHONE(Group.CONTACT_DATA, Input.WORDS),
    EMAIL(Group.CONTACT_DATA, Input.WORDS),
    EMPLOYER(Group.EMPLOYER, Input.WORDS),
    REPAYMENT_DAY(Group.DEALINGS, Input.DATE),
    REPAYMENT_AMOUNT(Group.DEALINGS, Input.WORDS),
    DEBIT_BANK(Group.DEALINGS, Input.WORDS),
    DUE_DAY(Group.DEALINGS, Input.DUE_DAY),
    LAST_CONTACT(Group.DEALINGS, Input.DATE);

    /** Where the answer stands; dealings count for more, since a stranger who found a wallet does not know them. */
    public enum Group {
        CONTACT_DATA,
        EMPLOYER,
        DEALINGS
    }

    /** How the agent enters what the caller said. */
    enum Input {
        WORDS,
        DATE,
        DUE_DAY
    }

    private final Group group;
    private final Input input;

    PhoneQuestion(Group group, Input input) {
        this.group = group;
        this.input = input;
    }

    public boolean isDealing() {
        return group == Group.DEALINGS;
    }

    Input input() {
        return input;
    }
}
