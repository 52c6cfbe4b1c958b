package jp.madoguchi.personal;

import org.jspecify.annotations.Nullable;

/**
 * Exactly what is applied.
 *
 * @param replaces row id of what was registered when it was shown; null = nothing was
 */
record DataForm(NewData data, @Nullable Long replaces) {}
