package jp.madoguchi.staff;

import jp.madoguchi.core.Permission;
import org.jspecify.annotations.Nullable;

/** One right before and after; null = not held. */
public record RightChange(String permission, Permission.@Nullable Level before, Permission.@Nullable Level after) {

    public boolean same() {
        return before == after;
    }
}
