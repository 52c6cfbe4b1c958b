package jp.madoguchi.staff;

/** Roles, rights, places or the name of the person are others than when the tab was opened. */
record AccountChanged() {}
