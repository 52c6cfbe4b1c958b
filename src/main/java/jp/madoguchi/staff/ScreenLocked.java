package jp.madoguchi.staff;

/** On the bus of a tab: its screens are locked now, or open again. */
record ScreenLocked(boolean now) {}
