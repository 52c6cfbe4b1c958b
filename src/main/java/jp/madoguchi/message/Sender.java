package jp.madoguchi.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Sends what is due, at least once each: claim, hand over, mark, one message at a time and nothing of it in one
 * transaction. A member gets a message twice, under the same Message-ID, only when the process dies between the mail
 * server's yes and our mark, or when that yes is lost on its way.
 */
final class Sender implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Claims claims;
    private final MailCarrier mail;
    private final SmsPort sms;
    private final int threads;
    private final Set<Long> unmarked = ConcurrentHashMap.newKeySet();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean away;

    /** @param threads how many messages are on their way at once; 0 = this node sends none */
    Sender(Claims claims, MailCarrier mail, SmsPort sms, int threads) {
        this.claims = claims;
        this.mail = mail;
        this.sms = sms;
        this.threads = threads;
    }

    @Override
    public void start() {
        running = true;
        for (var i = 0; i < threads; i++) {
            senders.add(Thread.ofVirtual().name("sender-" + i).start(this::run));
        }
    }

    @Override
    public void stop() {
        running = false;
        senders.forEach(LockSupport::unpark);
        for (var sender : senders) {
            try {
                sender.join(Duration.ofSeconds(5));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        senders.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            if (!sendNext()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** @return whether there may be more to send at once */
    boolean sendNext() {
        Claim claim;
        try {
            claim = claims.next(unmarked);
            away = false;
        } catch (RuntimeException failure) {
            tell(failure);
            return false;
        }
        return switch (claim) {
            case Claim.Nothing nothing -> false;
            case Claim.Settled settled -> true;
            case Claim.Held held -> {
                send(held);
                yield true;
            }
        };
    }

    /** Once, until it works again. */
    private void tell(RuntimeException failure) {
        if (!away) {
            away = true;
            LOG.warn("the outbox is not read: {}", failure.getClass().getSimpleName());
        }
    }

    private void send(Claim.Held held) {
        unmarked.add(held.id());
        Delivery answer;
        try {
            answer = hand(
                    held.letter(),
                    Duration.ofSeconds(held.leaseSeconds()).multipliedBy(2).dividedBy(3));
        } catch (RuntimeException broken) {
            LOG.error(
                    "message {} could not be handed over: {}",
                    held.letter().ref(),
                    broken.getClass().getSimpleName());
            answer = new Delivery.NotNow(Obstacle.NOT_REACHED, null);
        }
        mark(held, answer);
    }

    private Delivery hand(Letter letter, Duration time) {
        return switch (letter.channel()) {
            case MAIL -> mail.send(letter, time);
            case SMS -> sms.send(letter.ref(), letter.to(), letter.body());
        };
    }

    /** Whatever it takes: until it is marked nobody in this process sends it again. */
    private void mark(Claim.Held held, Delivery answer) {
        while (true) {
            try {
                write(held, answer);
                unmarked.remove(held.id());
                return;
            } catch (DataAccessException | TransactionException away) {
                if (!running) {
                    LOG.warn(
                            "message {} was handed over and could not be marked",
                            held.letter().ref());
                    return;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void write(Claim.Held held, Delivery answer) {
        switch (answer) {
            case Delivery.Taken taken -> {
                if (!claims.sent(held)) {
                    LOG.warn(
                            "message {} was taken over before it was marked",
                            held.letter().ref());
                }
            }
            case Delivery.NotNow notNow -> claims.notNow(held, notNow);
            case Delivery.Never never -> claims.never(held, never);
        }
    }
}
