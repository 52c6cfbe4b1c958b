package jp.madoguchi.check;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jp.madoguchi.Counter;
import jp.madoguchi.InProcess;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.operation.Operations;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A console that somebody kills: clears locks as fast as it can and tells each click before and after it. It is told on
 * its input: {@code prepare N}, {@code clear}, {@code ask OPERATION STAFF}.
 */
class ClearingWorker {

    private static final long PAUSE = 20_000_000L;

    private final InProcess console;
    private final Scene scene;
    private final Workplace store;
    private final ArrayList<Counter> counters = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        var worker = new ClearingWorker(InProcess.start());
        say("started");
        try (var orders = new BufferedReader(new InputStreamReader(System.in))) {
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                worker.follow(order.split(" "));
            }
        }
        System.exit(0);
    }

    private ClearingWorker(InProcess console) {
        this.console = console;
        this.scene = new Scene(console.as("postgres"), console.as("member_site"));
        this.store = scene.store();
    }

    private void follow(String[] order) {
        switch (order[0]) {
            case "prepare" -> prepare(Integer.parseInt(order[1]));
            case "clear" -> clear();
            case "ask" -> ask(new OperationId(UUID.fromString(order[1])), staff(order[2]));
            default -> throw new IllegalArgumentException(order[0]);
        }
    }

    /** On fresh connections: the database may have been killed since the last time. */
    private void prepare(int count) {
        var fresh = new Scene(console.as("postgres"), console.as("member_site"));
        for (var i = 0; i < count; i++) {
            counters.add(
                    Counter.open(console.beans(), fresh, store, fresh.locked()).pass());
        }
        say("prepared");
    }

    private void clear() {
        for (var counter : counters) {
            var id = OperationId.make();
            say("begin " + id + " " + counter.clerk().staffNo() + " "
                    + counter.member().memberNo());
            try {
                counter.clear(id);
                say("done " + id);
            } catch (DataAccessException | TransactionException lost) {
                say("unknown " + id);
                ask(id, counter.clerk());
            }
        }
        counters.clear();
        say("idle");
    }

    /** As the screen does: until there is an answer. */
    private void ask(OperationId id, StaffMember staff) {
        var operations = console.beans().getBean(Operations.class);
        while (true) {
            try {
                var receipt = Counter.as(staff, () -> operations.receipt(id));
                say("receipt " + id + " " + (receipt instanceof Operations.Receipt.Done ? "DONE" : "NOT_DONE"));
                return;
            } catch (DataAccessException | TransactionException notYet) {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private StaffMember staff(String staffNo) {
        var template = scene.staff(store, Role.CLERK);
        return new StaffMember(
                new StaffNo(staffNo), staffNo, staffNo, template.roles(), template.rights(), store, UUID.randomUUID());
    }

    private static void say(String line) {
        System.out.println("| " + line);
        System.out.flush();
    }
}
