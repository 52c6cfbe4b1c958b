package jp.madoguchi.member;

import jp.madoguchi.core.MemberNo;
import org.jooq.Record1;
import org.jooq.Select;

/**
 * One way to members through one index.
 *
 * @param tier how well those fit who are found on it; a worse tier is shown only as a whole, and only beside the better ones
 */
record Way(int tier, Select<Record1<MemberNo>> members) {

    static final int WHOLE = 0;
    static final int BEGINNING = 1;
    static final int ALIKE = 2;
}
