package jp.madoguchi.identity;

import java.util.List;

/** An address as it is on file; the building is empty where there is none. */
public record RegisteredAddress(String prefecture, String municipality, String street, String building) {

    /** Whether the words, with or without prefecture and building, are this address. */
    boolean is(String words) {
        var local = municipality + street;
        return isOneOf(words, List.of(local, prefecture + local, local + building, prefecture + local + building));
    }

    /** As {@link #is}, or without the municipality, which the agent sees anyway and which scores nothing. */
    boolean isSpoken(String words) {
        return is(words) || isOneOf(words, List.of(street, street + building));
    }

    private static boolean isOneOf(String words, List<String> spellings) {
        var key = AddressKey.of(words);
        return spellings.stream().map(AddressKey::of).anyMatch(key::equals);
    }
}
