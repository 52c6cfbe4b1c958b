package jp.madoguchi.approval;

import com.vaadin.flow.component.html.Div;
import java.util.function.Function;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/**
 * A tab of the member page that shows one reading and the steps it leads to. Read again when the contact or the member changed, and on
 * news of a request that it shows.
 *
 * @param <T> what is read
 */
public abstract class MemberPanel<T> extends Div {

    protected final Approvals approvals;
    protected final RequestWatch watch;
    protected final Work work;
    protected final MessagePanel messages = new MessagePanel();
    protected final Div content = new Div();
    private final Function<MemberNo, T> reading;
    private @Nullable MemberNo memberNo;

    protected MemberPanel(Function<MemberNo, T> reading, Approvals approvals, Announcements announcements, Work work) {
        this.reading = reading;
        this.approvals = approvals;
        this.watch = new RequestWatch(this, approvals, announcements, this::refresh);
        this.work = work;
        addClassName("stack");
        content.addClassName("stack");
        add(messages, content);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
        ScreenBus.subscribe(this, ScreenBus.MemberChanged.class, change -> refresh());
    }

    /** Begins with this member. */
    public final MemberPanel<T> of(MemberNo member) {
        memberNo = member;
        refresh();
        return this;
    }

    private void refresh() {
        var member = memberNo;
        if (member != null) {
            work.read(messages, () -> reading.apply(member), facts -> {
                content.removeAll();
                show(member, facts);
            });
        }
    }

    /** Fills the content, which is empty. */
    protected abstract void show(MemberNo member, T facts);
}
