package jp.madoguchi.core;

import java.util.EnumSet;
import java.util.Set;

/** What kind of place a person works at. */
public enum PlaceKind {
    STORE,
    MACHINE,
    CALL_CENTER,
    HEAD_OFFICE;

    /** The channels on which a person who is signed in at such a place may open a contact. */
    public Set<Channel> channels(Set<Role> roles) {
        var channels = EnumSet.of(Channel.LETTER);
        if (this == CALL_CENTER || this == HEAD_OFFICE || roles.contains(Role.AGENT)) {
            channels.add(Channel.PHONE_IN);
            channels.add(Channel.PHONE_OUT);
        }
        if (this == STORE) {
            channels.add(Channel.STORE);
            channels.add(Channel.PHONE_IN);
            channels.add(Channel.PHONE_OUT);
        }
        if (roles.contains(Role.OPERATOR)) {
            channels.add(Channel.MACHINE);
        }
        return channels;
    }
}
