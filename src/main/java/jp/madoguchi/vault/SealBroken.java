package jp.madoguchi.vault;

import jp.madoguchi.core.Refused;

/** What was sealed is not what is opened: other bytes, another key, or another place than it was sealed for. */
public final class SealBroken extends Refused {

    SealBroken() {
        super("VAULT-002");
    }
}
