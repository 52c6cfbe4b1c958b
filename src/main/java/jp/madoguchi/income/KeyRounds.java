package jp.madoguchi.income;

import jp.madoguchi.vault.DocumentKeys;
import org.springframework.stereotype.Component;

/** One round of the keeper of the keys: ends what is over, destroys what is doomed, makes what is wanted. */
@Component
class KeyRounds {

    private final KeyKeeping keeping;
    private final DocumentKeys keys;
    private boolean swept;

    KeyRounds(KeyKeeping keeping, DocumentKeys keys) {
        this.keeping = keeping;
        this.keys = keys;
    }

    /** @return whether there is more to do at once */
    boolean round() {
        if (!keys.present()) {
            return false;
        }
        if (!swept) {
            keeping.sweep();
            swept = true;
        }
        keeping.end();
        keeping.doomed().forEach(keeping::destroy);
        return keeping.make();
    }
}
