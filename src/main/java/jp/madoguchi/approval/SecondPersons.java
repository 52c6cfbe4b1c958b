package jp.madoguchi.approval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/** Who is signed in now and could decide as the second person. */
public interface SecondPersons {

    /** A colleague with an open console. @param placeNo where, once chosen */
    record Colleague(StaffNo staffNo, String name, @Nullable PlaceNo placeNo) {}

    /** Everybody with the right as second person whose console was open within the last two minutes, but the asked-for one. */
    default List<Colleague> secondPersons(String permission, StaffNo except) {
        return secondPersons(Set.of(permission), except).getOrDefault(permission, List.of());
    }

    /** The same for several rights at once; each of them is in the answer. */
    Map<String, List<Colleague>> secondPersons(Set<String> permissions, StaffNo except);
}
