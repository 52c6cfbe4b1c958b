package jp.madoguchi.auditdesk;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry.Outcome;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the trail: as the address of the page says. Null = all.
 *
 * @param member entries about the member, and lists in which the member stood
 * @param from first day, Tokyo
 * @param to last day; null = up to now
 */
public record TrailFilter(
        @Nullable MemberNo member,
        @Nullable StaffNo staff,
        @Nullable AuditAction action,
        @Nullable Outcome outcome,
        @Nullable ContactNo contact,
        LocalDate from,
        @Nullable LocalDate to) {

    /** How far back the desk looks by itself where a person, a member or a contact is named: as long as looks have to be told. */
    static final int YEARS = 3;

    private static final int DAYS = 7;

    /** What is shown first: everything of the last week. */
    public static TrailFilter ofLastWeek(LocalDate today) {
        return new TrailFilter(null, null, null, null, null, today.minusDays(DAYS), null);
    }

    /** Read from an address; what makes no sense there is left out. */
    public static TrailFilter read(Map<String, List<String>> asked, LocalDate today) {
        var member = first(asked, "member").filter(MemberNo::isValid).map(MemberNo::new);
        var staff = first(asked, "staff").filter(StaffNo::isValid).map(StaffNo::new);
        var contact = first(asked, "contact").filter(ContactNo::isValid).map(ContactNo::new);
        var named = member.isPresent() || staff.isPresent() || contact.isPresent();
        return new TrailFilter(
                member.orElse(null),
                staff.orElse(null),
                one(asked, "action", AuditAction.values()),
                one(asked, "outcome", Outcome.values()),
                contact.orElse(null),
                first(asked, "from")
                        .flatMap(TrailFilter::date)
                        .orElse(
                                named
                                        ? today.minusYears(YEARS)
                                        : ofLastWeek(today).from()),
                first(asked, "to").flatMap(TrailFilter::date).orElse(null));
    }

    /** Read from what {@link #query} says. */
    static TrailFilter ofQuery(String query, LocalDate today) {
        var asked = new HashMap<String, List<String>>();
        for (var part : query.split("&", -1)) {
            var name = part.indexOf('=');
            if (name > 0) {
                asked.put(part.substring(0, name), List.of(part.substring(name + 1)));
            }
        }
        return read(asked, today);
    }

    /** As it stands in an address and in the trail. */
    public String query() {
        var parts = new ArrayList<String>();
        add(parts, "member", member);
        add(parts, "staff", staff);
        add(parts, "action", action);
        add(parts, "outcome", outcome);
        add(parts, "contact", contact);
        add(parts, "from", from);
        add(parts, "to", to);
        return String.join("&", parts);
    }

    /** Whether no day can lie in it. */
    public boolean isReversed() {
        return to != null && to.isBefore(from);
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + "=" + value);
        }
    }

    private static Optional<String> first(Map<String, List<String>> asked, String name) {
        return asked.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static <T extends Enum<T>> @Nullable T one(Map<String, List<String>> asked, String name, T[] values) {
        var code = first(asked, name);
        return Arrays.stream(values)
                .filter(value -> code.filter(value.name()::equals).isPresent())
                .findFirst()
                .orElse(null);
    }
}
