package jp.madoguchi.check;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.madoguchi.check.Deeds.Given;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import org.jspecify.annotations.Nullable;

/** A plain value of any type that a use case takes; records are filled with plain values of their components. */
final class PlainValues {

    private PlainValues() {}

    static @Nullable Object of(Type type, Given given) {
        var raw = raw(type);
        if (raw == OperationId.class) {
            return OperationId.make();
        } else if (raw == MemberNo.class) {
            return given.member().memberNo();
        } else if (raw == ContactNo.class) {
            return given.contact() == null ? new ContactNo("C9999999999") : given.contact();
        } else if (raw == StaffNo.class) {
            return given.staff().staffNo();
        } else if (raw == PlaceNo.class) {
            return given.staff().workplace().placeNo();
        } else if (raw == StaffMember.class) {
            return given.staff();
        } else if (raw == UUID.class) {
            return UUID.randomUUID();
        } else if (raw == String.class) {
            return "試験";
        } else if (raw == Boolean.class) {
            return true;
        } else if (raw == Integer.class) {
            return 1;
        } else if (raw == Long.class) {
            return 1L;
        } else if (raw == Instant.class) {
            return Instant.now();
        } else if (raw == LocalDate.class) {
            return LocalDate.now(Tokyo.ZONE);
        } else if (raw == LocalTime.class) {
            return LocalTime.NOON;
        } else if (raw == Duration.class) {
            return Duration.ofMinutes(5);
        } else if (raw == BigDecimal.class) {
            return BigDecimal.TEN;
        } else if (raw == Map.class) {
            return Map.of();
        } else if (raw == Set.class) {
            return elements(type, given).map(Set::of).orElseGet(Set::of);
        } else if (List.class.isAssignableFrom(raw) || raw.getName().equals("java.util.Collection")) {
            return elements(type, given).map(List::of).orElseGet(List::of);
        } else if (raw == Optional.class) {
            return Optional.empty();
        } else if (raw.isPrimitive()) {
            return raw == boolean.class ? (Object) true : Array.get(Array.newInstance(raw, 1), 0);
        } else if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        } else if (raw.isArray()) {
            return Array.newInstance(raw.getComponentType(), 0);
        } else if (raw.isSealed()) {
            return of(raw.getPermittedSubclasses()[0], given);
        } else if (raw.isRecord()) {
            return filled(raw, given);
        }
        return null;
    }

    /** A record of plain values. */
    private static Object filled(Class<?> type, Given given) {
        var components = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> of(component.getGenericType(), given))
                    .toArray());
        } catch (ReflectiveOperationException unfit) {
            throw new IllegalStateException("a plain " + type.getSimpleName() + " cannot be made", unfit);
        }
    }

    private static Optional<Object> elements(Type type, Given given) {
        return type instanceof ParameterizedType of
                ? Optional.ofNullable(of(of.getActualTypeArguments()[0], given))
                : Optional.empty();
    }

    static Class<?> raw(Type type) {
        return type instanceof ParameterizedType of
                ? (Class<?>) of.getRawType()
                : type instanceof Class<?> of ? of : Object.class;
    }
}
