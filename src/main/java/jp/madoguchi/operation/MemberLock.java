package jp.madoguchi.operation;

import static jp.madoguchi.db.madoguchi.Tables.MEMBER;

import jp.madoguchi.core.MemberNo;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The first lock of everything that changes a member: its row, so that two changes of one member never cross. */
@Component
public class MemberLock {

    private final DSLContext db;

    MemberLock(DSLContext db) {
        this.db = db;
    }

    /** Waits for whoever changes the member now; held to the end of the transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(MemberNo memberNo) {
        db.selectOne()
                .from(MEMBER)
                .where(MEMBER.MEMBER_NO.eq(memberNo))
                .forNoKeyUpdate()
                .fetch();
    }
}
