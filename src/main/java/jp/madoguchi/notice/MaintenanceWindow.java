package jp.madoguchi.notice;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One time of scheduled maintenance.
 *
 * @param day in Tokyo on which it begins by its rule
 * @param until exclusive
 * @param moved it takes place at another time than the rule says
 */
public record MaintenanceWindow(long ruleId, LocalDate day, Instant from, Instant until, boolean moved) {}
