package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells the parts of one open tab that something changed, so that each reads it again. */
public final class ScreenBus {

    /** The person's contact in front was opened, parked, resumed, closed, given a member or an identity check. */
    public record ContactChanged() {}

    /** Something of the shown member changed: a lock was cleared, a request decided. */
    public record MemberChanged() {}

    /** The session is about to end without the person: what was typed is to be kept as a draft now. */
    public record SessionEnding() {}

    private final List<Consumer<Object>> listeners = new CopyOnWriteArrayList<>();

    private ScreenBus() {}

    public static ScreenBus of(UI ui) {
        var bus = ComponentUtil.getData(ui, ScreenBus.class);
        if (bus == null) {
            bus = new ScreenBus();
            ComponentUtil.setData(ui, ScreenBus.class, bus);
        }
        return bus;
    }

    /** Calls the listener for each event of the type, as long as the component is attached. */
    public static <E> void subscribe(Component component, Class<E> type, Consumer<E> listener) {
        component.addAttachListener(attached -> {
            Consumer<Object> filtered = event -> {
                if (type.isInstance(event)) {
                    listener.accept(type.cast(event));
                }
            };
            var bus = of(attached.getUI());
            bus.listeners.add(filtered);
            Registration[] registration = new Registration[1];
            registration[0] = component.addDetachListener(detached -> {
                bus.listeners.remove(filtered);
                registration[0].remove();
            });
        });
    }

    public void fire(Object event) {
        listeners.forEach(listener -> listener.accept(event));
    }
}
