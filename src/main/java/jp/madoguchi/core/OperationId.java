package jp.madoguchi.core;

import java.util.UUID;

/** One click that changes something; made when its form opens, so that a second send changes nothing. */
public record OperationId(UUID value) {

    public static OperationId make() {
        return new OperationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
