package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.LOGIN_ATTEMPT;
import static org.jooq.impl.DSL.max;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Notices new login attempts of the members whose login is on a screen right now: one small statement a second for all of
 * them together, none while nobody is watched. It says only that there is something new; the screen reads it again through
 * {@link LoginStates}, which records the reading.
 */
@Component
public class AttemptWatch {

    private static final Duration LOOK_BACK = Duration.ofMinutes(5);

    private final DSLContext db;
    private final DatabaseTime time;
    private final Map<MemberNo, List<Watcher>> watchers = new ConcurrentHashMap<>();

    AttemptWatch(DSLContext db, DatabaseTime time) {
        this.db = db;
        this.time = time;
    }

    /**
     * @param shown id of the newest attempt on the screen, 0 for none
     * @param onNew called each second until what is newer is shown
     * @return ends the watching
     */
    @RolesAllowed(Permission.MEMBER_READ)
    public Runnable watch(MemberNo memberNo, LongSupplier shown, Runnable onNew) {
        var watcher = new Watcher(shown, onNew);
        watchers.computeIfAbsent(memberNo, any -> new CopyOnWriteArrayList<>()).add(watcher);
        return () -> watchers.computeIfPresent(memberNo, (any, all) -> {
            all.remove(watcher);
            return all.isEmpty() ? null : all;
        });
    }

    private record Watcher(LongSupplier shown, Runnable onNew) {}

    @Scheduled(fixedDelay = 1000)
    void look() {
        var members = Set.copyOf(watchers.keySet());
        if (members.isEmpty()) {
            return;
        }
        try {
            latest(members)
                    .forEach((memberNo, id) -> watchers.getOrDefault(memberNo, List.of()).stream()
                            .filter(watcher -> watcher.shown().getAsLong() < id)
                            .forEach(watcher -> watcher.onNew().run()));
        } catch (DataAccessException unreachable) {
            // The banner of the shell says so; the next look is in a second.
        }
    }

    private Map<MemberNo, Long> latest(Set<MemberNo> members) {
        var since = time.now().minus(LOOK_BACK);
        return db
                .select(LOGIN_ATTEMPT.MEMBER_NO, max(LOGIN_ATTEMPT.ID))
                .from(LOGIN_ATTEMPT)
                .where(
                        LOGIN_ATTEMPT.MEMBER_NO.in(
                                members.stream().map(MemberNo::value).toList()),
                        LOGIN_ATTEMPT.AT.gt(since))
                .groupBy(LOGIN_ATTEMPT.MEMBER_NO)
                .fetch()
                .stream()
                .collect(Collectors.toMap(row -> new MemberNo(row.value1()), row -> row.value2()));
    }
}
