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

/** Says, while the database is lost, since when and what becomes of what was typed; and, for some seconds, that it is back. */
final class DatabaseBanner extends Div {

    private static final Duration GOOD_NEWS = Duration.ofSeconds(8);

    private final DatabaseWatch watch;
    private final Consumer<DatabaseWatch.State> listener = this::tell;

    DatabaseBanner(DatabaseWatch watch) {
        this.watch = watch;
        addClassName("database-banner");
        getElement().setAttribute("role", "status");
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        watch.listen(listener);
        var state = watch.state();
        if (state.lostSince() != null) {
            lost(state.lostSince());
        } else {
            hide();
        }
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        watch.forget(listener);
    }

    private void tell(DatabaseWatch.State state) {
        getUI().ifPresent(ui -> ui.access(() -> show(ui, state)));
    }

    private void show(UI ui, DatabaseWatch.State state) {
        if (state.lostSince() != null) {
            lost(state.lostSince());
            return;
        }
        fill("banner-good", t("shell.database.back"), t("shell.database.back.next"));
        CompletableFuture.delayedExecutor(GOOD_NEWS.toSeconds(), TimeUnit.SECONDS, Thread::startVirtualThread)
                .execute(() -> {
                    if (ui.isAttached()) {
                        ui.access(this::hideUnlessLost);
                    }
                });
    }

    private void lost(Instant since) {
        var time = since.atZone(Tokyo.ZONE).toLocalTime().withNano(0);
        fill("banner-stop", t("shell.database.lost", time), t("shell.database.lost.next"));
    }

    private void hideUnlessLost() {
        if (!watch.state().lost()) {
            hide();
        }
    }

    private void hide() {
        removeAll();
        setClassName("database-banner");
    }

    private void fill(String weight, String what, String next) {
        removeAll();
        setClassName("database-banner " + weight);
        var first = new Span(what);
        first.addClassName("banner-what");
        add(first, new Span(next));
    }
}
