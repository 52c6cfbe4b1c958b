package jp.madoguchi.shell;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jp.madoguchi.core.Tokyo;

/**
 * Says, while the database is lost, since when and what becomes of what was typed; for some seconds, that it is back; and,
 * before this node ends, that it will and how to go on.
 */
final class ServiceBanner extends Div {

    private static final Duration GOOD_NEWS = Duration.ofSeconds(8);

    private final DatabaseWatch watch;
    private final Drain drain;
    private final Consumer<DatabaseWatch.State> databaseListener = this::tell;
    private final Runnable drainListener = this::tellOfTheEnd;

    ServiceBanner(DatabaseWatch watch, Drain drain) {
        this.watch = watch;
        this.drain = drain;
        addClassName("service-banner");
        getElement().setAttribute("role", "status");
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        watch.listen(databaseListener);
        drain.listen(drainListener);
        rest();
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        watch.forget(databaseListener);
        drain.forget(drainListener);
    }

    private void tell(DatabaseWatch.State state) {
        getUI().ifPresent(ui -> ui.access(() -> show(ui, state)));
    }

    private void tellOfTheEnd() {
        getUI().ifPresent(ui -> ui.access(this::rest));
    }

    private void show(UI ui, DatabaseWatch.State state) {
        if (state.lost() || drain.isDraining()) {
            rest();
            return;
        }
        fill("banner-good", t("shell.database.back"), t("shell.database.back.next"));
        CompletableFuture.delayedExecutor(GOOD_NEWS.toSeconds(), TimeUnit.SECONDS, Thread::startVirtualThread)
                .execute(() -> {
                    if (ui.isAttached()) {
                        ui.access(this::rest);
                    }
                });
    }

    /** What lasts: the loss of the database, the end of this node, or nothing. */
    private void rest() {
        var lostSince = watch.state().lostSince();
        if (lostSince != null) {
            lost(lostSince);
        } else if (drain.isDraining()) {
            fill("banner-stop", t("shell.drain"), t("shell.drain.next"));
        } else {
            removeAll();
            setClassName("service-banner");
        }
    }

    private void lost(Instant since) {
        var time = since.atZone(Tokyo.ZONE).toLocalTime().withNano(0);
        fill("banner-stop", t("shell.database.lost", time), t("shell.database.lost.next"));
    }

    private void fill(String weight, String what, String next) {
        removeAll();
        setClassName("service-banner " + weight);
        var first = new Span(what);
        first.addClassName("banner-what");
        add(first, new Span(next));
    }
}
