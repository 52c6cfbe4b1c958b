package jp.madoguchi.staff;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.ui.ScreenBus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The running sessions of this node. Vaadin keeps a session alive as long as a tab is open; this clock only counts what
 * the person does, so that a forgotten desk is signed out whatever its tabs ask for by themselves.
 */
@Component
class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration OPEN_TAB = Duration.ofSeconds(90);
    private static final Duration SEEN_EVERY = Duration.ofSeconds(20);

    private final Set<ConsoleSession> open = ConcurrentHashMap.newKeySet();
    private final SessionRecords records;
    private final AccountStatus status;
    private final Accounts accounts;
    private final Clock clock;
    private final boolean locksByItself;
    private volatile @Nullable SessionLimits limits;
    private volatile Instant lastSeenWritten = Instant.EPOCH;

    Sessions(
            SessionRecords records,
            AccountStatus status,
            Accounts accounts,
            Clock clock,
            FreshFactor factor,
            Announcements announcements) {
        this.records = records;
        this.status = status;
        this.accounts = accounts;
        this.clock = clock;
        this.locksByItself = factor.inUse();
        announcements.listen(
                Announcements.Kind.STAFF,
                () -> Thread.ofVirtual().name("session-sweep").start(this::sweep));
    }

    /**
     * Begins the session of a person who has just signed in; whoever was in before with this browser is out.
     *
     * @param factorAt when the second factor was given; null where none is asked for
     */
    void begin(HttpServletRequest request, StaffMember staff, @Nullable Instant factorAt) {
        var before = ConsoleSession.of(request.getSession(false));
        if (before.isPresent()) {
            before.get().endBecause(SessionEnd.REPLACED);
            before.get().web().invalidate();
        }
        var web = request.getSession();
        var session = new ConsoleSession(web, staff, clock.instant(), this::ended);
        if (factorAt != null) {
            session.factorGiven(factorAt);
        }
        open.add(session);
        web.setAttribute(ConsoleSession.ATTRIBUTE, session);
        web.setMaxInactiveInterval((int) limits().idle().plusMinutes(1).toSeconds());
    }

    /** Begins it from within a page, after the second factor: with a new id, as this person. */
    void enter(HttpServletRequest request, StaffMember staff) {
        request.changeSessionId();
        begin(request, staff, clock.instant());
        ConsoleSession.of(request.getSession()).ifPresent(session -> become(session, staff));
    }

    /** The factor was given again: what wants it fresh goes on for a while. */
    void factorGiven(HttpServletRequest request, ConsoleSession session) {
        request.changeSessionId();
        session.factorGiven(clock.instant());
        session.active(clock.instant());
        become(session, session.staff());
    }

    /** All screens of the session are covered; what was typed stays beneath. */
    void lock(ConsoleSession session) {
        if (session.locked()) {
            return;
        }
        session.locked(true);
        records.locked(session.staff());
        tellTabs(session, new ScreenLocked(true));
    }

    void unlock(ConsoleSession session) {
        session.locked(false);
        tellTabs(session, new ScreenLocked(false));
    }

    private static void tellTabs(ConsoleSession session, Object news) {
        try {
            VaadinSession.getAllSessions(session.web())
                    .forEach(tabs -> tabs.access(() -> List.copyOf(tabs.getUIs())
                            .forEach(tab -> tab.access(() -> ScreenBus.of(tab).fire(news)))));
        } catch (IllegalStateException ended) {
            LOG.debug("the session has ended");
        }
    }

    /** Why the session may not go on; empty when it may. Reads the account again, so that a change counts at once. */
    Optional<SessionEnd> check(ConsoleSession session) {
        var reached = session.reached(limits(), clock.instant());
        return reached.isPresent() ? reached : admit(session);
    }

    private Optional<SessionEnd> admit(ConsoleSession session) {
        try {
            var account = status.admit(session.staff().staffNo());
            if (account.isEmpty()) {
                return Optional.of(SessionEnd.ACCOUNT_CLOSED);
            }
            if (refresh(session, account.get())) {
                SecurityContextHolder.setContext(context(session));
            }
        } catch (DataAccessException | TransactionException failure) {
            // No use case gets further than this without the database; the screen and what was typed stay.
            LOG.debug("the account could not be read", failure);
        }
        return Optional.empty();
    }

    /** What changed in the account counts from here on, and the open tabs are told. @return whether anything did */
    private static boolean refresh(ConsoleSession session, Account account) {
        var before = session.staff();
        var today = account.asToday(before);
        if (today.equals(before)) {
            return false;
        }
        session.staff(today);
        try {
            keep(session.web(), context(session));
        } catch (IllegalStateException ended) {
            LOG.debug("the session has ended");
            return false;
        }
        tellTabs(session, new AccountChanged());
        return true;
    }

    /** The session goes on as this person: with other rights, or at another place. */
    void become(ConsoleSession session, StaffMember staff) {
        session.staff(staff);
        var context = context(session);
        SecurityContextHolder.setContext(context);
        keep(session.web(), context);
    }

    private static SecurityContextImpl context(ConsoleSession session) {
        return new SecurityContextImpl(Authorities.authentication(session.staff(), session.factorAt()));
    }

    private static void keep(HttpSession web, SecurityContextImpl context) {
        web.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
    }

    void active(ConsoleSession session) {
        session.active(clock.instant());
    }

    void alive(ConsoleSession session) {
        session.alive(clock.instant());
    }

    /** Ends a session that may not go on: its tabs keep what was typed and go to the sign-in page. */
    void end(ConsoleSession session, SessionEnd reason) {
        session.endBecause(reason);
        try {
            VaadinSession.getAllSessions(session.web()).forEach(tabs -> farewell(tabs, reason));
            session.web().invalidate();
        } catch (IllegalStateException alreadyEnded) {
            LOG.debug("the session had ended already");
        }
    }

    /** The person signs out; Spring ends the web session afterwards. Their other tabs go along. */
    void signedOut(ConsoleSession session) {
        session.endBecause(SessionEnd.SIGNED_OUT);
        VaadinSession.getAllSessions(session.web()).forEach(tabs -> farewell(tabs, SessionEnd.SIGNED_OUT));
    }

    /** All tabs but the one that asks, which goes by its own answer. */
    private static void farewell(VaadinSession tabs, SessionEnd reason) {
        try {
            if (!tabs.getLockInstance().tryLock(5, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            tabs.getUIs().stream()
                    .filter(tab -> tab != UI.getCurrent())
                    .toList()
                    .forEach(tab -> tab.accessSynchronously(() -> farewell(tab, reason)));
        } finally {
            tabs.unlock();
        }
    }

    private static void farewell(UI tab, SessionEnd reason) {
        try {
            ScreenBus.of(tab).fire(new ScreenBus.SessionEnding());
        } catch (RuntimeException failure) {
            LOG.warn("a draft could not be kept at the end of a session", failure);
        }
        tab.getPage().setLocation(SignInView.address(reason));
        var push = tab.getInternals().getPushConnection();
        if (push != null && push.isConnected()) {
            tab.push();
            // Waits until the browser has it: the container cuts the channel as soon as the session ends.
            push.disconnect();
        }
    }

    /** How many people are signed in at this node. */
    int count() {
        return open.size();
    }

    private void ended(ConsoleSession session) {
        open.remove(session);
        try {
            records.end(session.staff(), session.reason());
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn(
                    "the end of a session could not be recorded: {}",
                    failure.getClass().getSimpleName());
        }
    }

    /** Signs out forgotten desks and closed accounts although nobody asks for anything, and tells who is still there. */
    @Scheduled(fixedDelay = 3, timeUnit = TimeUnit.SECONDS)
    void sweep() {
        var running = List.copyOf(open);
        if (running.isEmpty()) {
            return;
        }
        readLimits();
        var now = clock.instant();
        running.forEach(session -> session.reached(limits(), now).ifPresent(reason -> endAside(session, reason)));
        if (locksByItself) {
            running.stream()
                    .filter(session -> session.quietSince(now.minus(limits().lock())))
                    .forEach(this::lockAside);
        }
        try {
            var endedElsewhere = records.endedElsewhere(running.stream()
                    .map(session -> session.staff().sessionRef())
                    .toList());
            running.forEach(session -> {
                var reason = endedElsewhere.get(session.staff().sessionRef());
                if (reason != null) {
                    endAside(session, reason);
                }
            });
            var admitted = admitted(running);
            running.forEach(session -> {
                var account = admitted.get(session.staff().staffNo());
                if (account == null) {
                    endAside(session, SessionEnd.ACCOUNT_CLOSED);
                } else {
                    refresh(session, account);
                }
            });
            writeSeen(running, now);
        } catch (DataAccessException | TransactionException failure) {
            LOG.debug("the database does not answer: sessions are looked at again", failure);
        }
    }

    private Map<StaffNo, Account> admitted(Collection<ConsoleSession> running) {
        var staff = running.stream().map(session -> session.staff().staffNo()).collect(Collectors.toSet());
        return accounts.of(staff).stream()
                .filter(status::mayBeIn)
                .collect(Collectors.toMap(Account::staffNo, Function.identity()));
    }

    private void writeSeen(Collection<ConsoleSession> running, Instant now) {
        if (now.isBefore(lastSeenWritten.plus(SEEN_EVERY))) {
            return;
        }
        var there = running.stream()
                .filter(session -> session.seenSince(now.minus(OPEN_TAB)))
                .map(session -> session.staff().sessionRef())
                .toList();
        if (!there.isEmpty()) {
            records.seen(there);
        }
        lastSeenWritten = now;
    }

    private void lockAside(ConsoleSession session) {
        try {
            lock(session);
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("a lock could not be recorded: {}", failure.getClass().getSimpleName());
        }
    }

    private void endAside(ConsoleSession session, SessionEnd reason) {
        Thread.ofVirtual().name("session-end").start(() -> end(session, reason));
    }

    private SessionLimits limits() {
        var known = limits;
        return known == null ? readLimits() : known;
    }

    private SessionLimits readLimits() {
        try {
            limits = records.limits();
        } catch (DataAccessException | TransactionException failure) {
            LOG.debug("the limits could not be read", failure);
        }
        var known = limits;
        return known == null
                ? new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(10), Duration.ofMinutes(5))
                : known;
    }
}
