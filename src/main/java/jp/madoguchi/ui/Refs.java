package jp.madoguchi.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import java.util.Optional;
import java.util.UUID;

/** Names of things in addresses. */
public final class Refs {

    private Refs() {}

    /** The parameter of the address; empty when it is missing or no such name. */
    public static Optional<UUID> in(BeforeEnterEvent event, String parameter) {
        return event.getRouteParameters().get(parameter).flatMap(Refs::of);
    }

    private static Optional<UUID> of(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
