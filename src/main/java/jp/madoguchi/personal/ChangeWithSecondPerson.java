package jp.madoguchi.personal;

import static jp.madoguchi.db.madoguchi.Routines.validIdentityCheck;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Message;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;

/** Changes what is registered once the second person agreed to exactly these values, while what they replace still stands. */
abstract class ChangeWithSecondPerson implements ApprovedOperation {

    private static final List<String> ORDER = List.of(
            "postalCode",
            "prefecture",
            "municipality",
            "street",
            "building",
            "document",
            "name",
            "phone",
            "digits",
            "address",
            "family",
            "given",
            "familyKana",
            "givenKana");

    private final String code;
    private final String right;
    private final DSLContext db;
    private final Changing changing;

    ChangeWithSecondPerson(String code, String right, DSLContext db, Changing changing) {
        this.code = code;
        this.right = right;
        this.db = db;
        this.changing = changing;
    }

    @Override
    public final String code() {
        return code;
    }

    @Override
    public final String right() {
        return right;
    }

    @Override
    public final List<Change> describe(Waiting request) {
        var form = Json.read(request.payload(), DataForm.class);
        var before = Message.of(form.replaces() == null ? "personal.change.none" : "personal.change.registered");
        return ORDER.stream()
                .filter(form.data().fields()::containsKey)
                .map(field -> new Change(
                        Message.of("personal.field." + field),
                        before,
                        value(field, form.data().fields().getOrDefault(field, ""))))
                .toList();
    }

    private static Message value(String field, String value) {
        return field.equals("document")
                ? Message.of("code.document_rule.kind." + value)
                : Message.of("personal.change.value", value);
    }

    @Override
    public final void apply(Waiting request, Instant now) {
        var form = Json.read(request.payload(), DataForm.class);
        var checkId = db.select(validIdentityCheck(val(request.contactNo().value()), val(now, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
        if (checkId == null || !changing.isAsSeen(request.memberNo(), form)) {
            throw new FactsChanged();
        }
        changing.apply(request.memberNo(), request.contactNo(), request.maker(), checkId, form, request.ref());
    }
}
