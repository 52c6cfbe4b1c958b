package jp.madoguchi.slip;

import static jp.madoguchi.db.madoguchi.Tables.CREDENTIAL_RESET;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.SLIP;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.PlaceNo;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record8;
import org.jooq.SelectConditionStep;
import org.springframework.stereotype.Component;

/** Reads slips; what stands on them is not among it. */
@Component
public class SlipRows {

    private static final Condition VALID = SLIP.VOIDED_AT.isNull();
    static final Condition OPEN = VALID.and(SLIP.HANDED_OVER_AT.isNull());

    private final DSLContext db;

    SlipRows(DSLContext db) {
        this.db = db;
    }

    /** The latest slip of a contact with this on it that is not void. */
    public Optional<Slip> ofContact(ContactNo contactNo, Slip.Carried carried) {
        var carries = carried == Slip.Carried.RESET_CODE ? SLIP.RESET_ID.isNotNull() : SLIP.RESET_ID.isNull();
        return slips(SLIP.CONTACT_NO.eq(contactNo).and(VALID).and(carries))
                .orderBy(SLIP.MADE_AT.desc())
                .limit(1)
                .fetchOptional(mapping(Slip::new));
    }

    List<Slip> open(PlaceNo placeNo) {
        return slips(SLIP.PLACE_NO.eq(placeNo).and(OPEN))
                .orderBy(SLIP.MADE_AT, SLIP.SLIP_NO)
                .fetch(mapping(Slip::new));
    }

    Slip slip(String slipNo) {
        return slips(SLIP.SLIP_NO.eq(slipNo)).fetchSingle(mapping(Slip::new));
    }

    SlipSheet sheet(String slipNo) {
        return db.select(
                        SLIP.SLIP_NO,
                        SLIP.COPY_NO.coerce(Integer.class),
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        PLACE.NAME,
                        SLIP.MADE_AT,
                        CREDENTIAL_RESET.SECRET)
                .from(SLIP)
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(SLIP.PLACE_NO))
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(SLIP.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .leftJoin(CREDENTIAL_RESET)
                .on(CREDENTIAL_RESET.ID.eq(SLIP.RESET_ID))
                .where(SLIP.SLIP_NO.eq(slipNo))
                .fetchSingle(mapping(SlipSheet::new));
    }

    private SelectConditionStep<Record8<String, Slip.Carried, MemberNo, ContactNo, Integer, Instant, Instant, Instant>>
            slips(Condition which) {
        return db.select(
                        SLIP.SLIP_NO,
                        when(SLIP.RESET_ID.isNull(), inline(Slip.Carried.WEB_ID.name()))
                                .otherwise(inline(Slip.Carried.RESET_CODE.name()))
                                .convertFrom(Slip.Carried::valueOf),
                        SLIP.MEMBER_NO,
                        SLIP.CONTACT_NO,
                        SLIP.COPY_NO.coerce(Integer.class),
                        SLIP.MADE_AT,
                        SLIP.PRINTED_AT,
                        SLIP.HANDED_OVER_AT)
                .from(SLIP)
                .where(which);
    }
}
