package jp.madoguchi.contract;

import java.time.LocalDate;
import java.util.UUID;
import jp.madoguchi.core.Yen;

/**
 * Exactly what is waived.
 *
 * @param notice of the outage
 */
record Waiving(Yen amount, LocalDate dueOn, UUID notice, String outage) {}
