package jp.madoguchi.vault;

import java.nio.file.Path;

/** The key store of a console in another process, as whoever holds its folder sees it. */
public final class KeyFolder {

    private KeyFolder() {}

    public static Sealing at(Path folder) {
        return new Sealing(new FolderKeys(folder));
    }
}
