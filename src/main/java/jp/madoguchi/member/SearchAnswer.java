package jp.madoguchi.member;

import java.time.Duration;
import jp.madoguchi.core.Refused;

/** What a look at the members gives. */
public sealed interface SearchAnswer permits FoundMembers, SearchAnswer.NotEnough, SearchAnswer.NotYet {

    /** Nobody is shown: the terms cannot be read, or fit too many. Not recorded, for the next key may mend it. */
    record NotEnough(Refused why) implements SearchAnswer {}

    /** Somebody new would be shown so soon after the latest record: ask again after this time. */
    record NotYet(Duration rest) implements SearchAnswer {}
}
