package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static org.jooq.Records.mapping;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The automatic contract machines at which a member may stand. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class Machines {

    private final DSLContext db;

    Machines(DSLContext db) {
        this.db = db;
    }

    /** Those in service, in the order of their numbers. */
    @Transactional(readOnly = true)
    public List<Machine> inService() {
        return db.select(
                        PLACE.PLACE_NO,
                        PLACE.NAME,
                        PLACE.PREFECTURE,
                        PLACE.MUNICIPALITY,
                        PLACE.BOOTHS.convertFrom(Short::intValue))
                .from(PLACE)
                .where(PLACE.KIND.eq(PlaceKind.MACHINE.name()), PLACE.CLOSED_ON.isNull())
                .orderBy(PLACE.PLACE_NO)
                .fetch(mapping(Machine::new));
    }
}
