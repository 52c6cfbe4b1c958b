package jp.madoguchi.vault;

import java.util.Set;
import java.util.UUID;

/** Stands where no folder is set: nothing can be sealed or opened on this node. */
final class NoKeys implements DocumentKeys {

    @Override
    public boolean present() {
        return false;
    }

    @Override
    public byte[] create(UUID id) {
        throw new IllegalStateException("no key store is set");
    }

    @Override
    public byte[] open(UUID id, byte[] sealedKey) {
        throw new KeyGone();
    }

    @Override
    public void destroy(UUID id) {
        throw new IllegalStateException("no key store is set");
    }

    @Override
    public Set<UUID> kept() {
        return Set.of();
    }
}
