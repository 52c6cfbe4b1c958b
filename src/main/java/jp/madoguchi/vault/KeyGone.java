package jp.madoguchi.vault;

import jp.madoguchi.core.Refused;

/** The key was destroyed: what it sealed is gone for good. */
public final class KeyGone extends Refused {

    KeyGone() {
        super("VAULT-001");
    }
}
