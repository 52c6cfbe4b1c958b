package jp.madoguchi.member;

import java.util.List;

/**
 * The members that fit, the best fit first.
 *
 * @param understood the terms as they were read, so that a misreading shows
 * @param more whether others fit less well and are not shown, because together they would be too many
 */
public record FoundMembers(List<SearchKey> understood, List<FoundMember> members, boolean more)
        implements SearchAnswer {

    public FoundMembers {
        understood = List.copyOf(understood);
        members = List.copyOf(members);
    }
}
