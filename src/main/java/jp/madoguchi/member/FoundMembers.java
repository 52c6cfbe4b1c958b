package jp.madoguchi.member;

import java.util.List;

/**
 * The answer of a search, all of it.
 *
 * @param understood the terms as they were read, so that a misreading shows
 */
public record FoundMembers(List<SearchKey> understood, List<FoundMember> members) {

    public FoundMembers {
        understood = List.copyOf(understood);
        members = List.copyOf(members);
    }
}
