package jp.madoguchi.staff;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import jp.madoguchi.core.StaffMember;
import org.jspecify.annotations.Nullable;

/** One person at one browser, kept in the web session; it ends with it, whichever way that ends. */
final class ConsoleSession implements HttpSessionBindingListener {

    static final String ATTRIBUTE = ConsoleSession.class.getName();

    private final HttpSession web;
    private final Instant signedInAt;
    private final Consumer<ConsoleSession> ended;
    private volatile StaffMember staff;
    private volatile Instant lastActivity;
    private volatile Instant lastSign;
    private volatile @Nullable Instant factorAt;
    private volatile boolean locked;
    private volatile @Nullable SessionEnd reason;

    ConsoleSession(HttpSession web, StaffMember staff, Instant now, Consumer<ConsoleSession> ended) {
        this.web = web;
        this.staff = staff;
        this.signedInAt = now;
        this.lastActivity = now;
        this.lastSign = now;
        this.ended = ended;
    }

    static Optional<ConsoleSession> of(@Nullable HttpSession web) {
        return web != null && web.getAttribute(ATTRIBUTE) instanceof ConsoleSession session
                ? Optional.of(session)
                : Optional.empty();
    }

    /** Somebody typed, clicked or went to another page. */
    void active(Instant now) {
        lastActivity = now;
        lastSign = now;
    }

    /** The tab is still open. */
    void alive(Instant now) {
        lastSign = now;
    }

    Optional<SessionEnd> reached(SessionLimits limits, Instant now) {
        return limits.reached(signedInAt, lastActivity, now);
    }

    /** When the second factor was last given; null = never. */
    @Nullable
    Instant factorAt() {
        return factorAt;
    }

    void factorGiven(Instant now) {
        factorAt = now;
    }

    boolean locked() {
        return locked;
    }

    void locked(boolean now) {
        locked = now;
    }

    /** Whether nobody did anything since that moment. */
    boolean quietSince(Instant moment) {
        return !lastActivity.isAfter(moment);
    }

    boolean seenSince(Instant moment) {
        return !lastSign.isBefore(moment);
    }

    HttpSession web() {
        return web;
    }

    StaffMember staff() {
        return staff;
    }

    void staff(StaffMember today) {
        staff = today;
    }

    /** The first reason stands. */
    void endBecause(SessionEnd why) {
        if (reason == null) {
            reason = why;
        }
    }

    /** A web session that ends by itself was left alone, its browser closed. */
    SessionEnd reason() {
        var why = reason;
        return why == null ? SessionEnd.IDLE : why;
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        ended.accept(this);
    }
}
