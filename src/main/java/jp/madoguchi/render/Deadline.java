package jp.madoguchi.render;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import jp.madoguchi.render.child.Limits;

/** Ends a process that takes too long, for a page or in all. */
final class Deadline {

    private final Process process;
    private final long last = System.nanoTime() + Limits.ALL.toNanos();
    private volatile long page;
    private volatile boolean over;

    Deadline(Process process) {
        this.process = process;
        another();
        Thread.ofVirtual().name("paper-deadline").start(this::watch);
    }

    /** Time for another page. */
    void another() {
        page = System.nanoTime() + Limits.PAGE.toNanos();
    }

    /** Whether the process was ended for it. */
    boolean isOver() {
        return over;
    }

    private long left() {
        var now = System.nanoTime();
        return Math.min(page - now, last - now);
    }

    private void watch() {
        try {
            while (left() > 0) {
                if (process.waitFor(left(), NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        over = true;
        Cage.end(process);
    }
}
