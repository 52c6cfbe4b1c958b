package jp.madoguchi.personal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Exactly what is applied.
 *
 * @param replaces row id of what was registered when it was shown; null = nothing was
 * @param report the report of the member that it carries out; null = none
 */
record DataForm(
        NewData data, @Nullable Long replaces, @Nullable UUID report) {}
