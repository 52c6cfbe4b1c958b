package jp.madoguchi.personal;

import static jp.madoguchi.db.madoguchi.Tables.CHANGE_REPORT;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMPLOYER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.operation.OwnRecords;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads reports that wait, each beside what is registered now. */
@Component
class ReportRows {

    private static final String HIDDEN = "***";
    private static final int LAST = 4;

    private final DSLContext db;

    ReportRows(DSLContext db) {
        this.db = db;
    }

    static boolean waits(DSLContext db, UUID report, MemberNo memberNo) {
        return db.fetchExists(
                CHANGE_REPORT,
                CHANGE_REPORT.REF.eq(report),
                CHANGE_REPORT.MEMBER_NO.eq(memberNo),
                CHANGE_REPORT.OUTCOME.isNull());
    }

    /** @param masked whether the values are cut to what may be seen before a check */
    List<ReportLine> waiting(Condition which, boolean masked, int limit) {
        return db.select(
                        CHANGE_REPORT.REF,
                        CHANGE_REPORT.MEMBER_NO,
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        CHANGE_REPORT.KIND.convertFrom(DataKind::valueOf),
                        CHANGE_REPORT.CHANNEL,
                        CHANGE_REPORT.REPORTED_AT,
                        CHANGE_REPORT.WAITS_FOR.convertFrom(WaitsFor::valueOf),
                        CHANGE_REPORT.VALUE)
                .from(CHANGE_REPORT)
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(CHANGE_REPORT.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(CHANGE_REPORT.OUTCOME.isNull(), OwnRecords.open(CHANGE_REPORT.MEMBER_NO), which)
                .orderBy(CHANGE_REPORT.REPORTED_AT, CHANGE_REPORT.REF)
                .limit(limit)
                .fetch(row -> new ReportLine(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        masked,
                        shown(row.value4(), registered(row.value4(), row.value2()), masked),
                        shown(row.value4(), values(row.value8().data()), masked)));
    }

    /** What the member reported, as it will be registered. */
    @SuppressWarnings("unchecked")
    static Map<String, String> values(String json) {
        return (Map<String, String>) Json.read(json, Map.class);
    }

    private static Map<String, String> shown(DataKind kind, Map<String, String> values, boolean masked) {
        return masked ? masked(kind, values) : values;
    }

    /** What may be seen of them before a check (DOMAIN R31d). */
    static Map<String, String> masked(DataKind kind, Map<String, String> values) {
        var cut = new LinkedHashMap<String, String>();
        values.forEach((field, value) -> {
            switch (field) {
                case "prefecture", "municipality", "family", "given", "familyKana", "givenKana" ->
                    cut.put(field, value);
                case "digits", "phone" -> cut.put(field, HIDDEN + value.substring(Math.max(0, value.length() - LAST)));
                case "address" ->
                    cut.put(
                            field,
                            value.substring(0, Math.min(1, value.length()))
                                    + HIDDEN
                                    + value.substring(Math.max(0, value.indexOf('@'))));
                default -> cut.put(field, HIDDEN);
            }
        });
        if (kind == DataKind.ADDRESS) {
            cut.values().removeIf(HIDDEN::equals);
        }
        return cut;
    }

    private Map<String, String> registered(DataKind kind, MemberNo memberNo) {
        return switch (kind) {
            case ADDRESS ->
                fields(db.select(
                                MEMBER_ADDRESS.POSTAL_CODE.as("postalCode"),
                                MEMBER_ADDRESS.PREFECTURE.as("prefecture"),
                                MEMBER_ADDRESS.MUNICIPALITY.as("municipality"),
                                MEMBER_ADDRESS.STREET.as("street"),
                                MEMBER_ADDRESS.BUILDING.as("building"))
                        .from(MEMBER_ADDRESS)
                        .where(MEMBER_ADDRESS.MEMBER_NO.eq(memberNo), MEMBER_ADDRESS.VALID_TO.isNull())
                        .fetchOne());
            case WORKPLACE ->
                fields(db.select(MEMBER_EMPLOYER.NAME.as("name"), MEMBER_EMPLOYER.PHONE.as("phone"))
                        .from(MEMBER_EMPLOYER)
                        .where(MEMBER_EMPLOYER.MEMBER_NO.eq(memberNo), MEMBER_EMPLOYER.VALID_TO.isNull())
                        .fetchOne());
            case EMAIL ->
                fields(db.select(MEMBER_EMAIL.ADDRESS.as("address"))
                        .from(MEMBER_EMAIL)
                        .where(MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull())
                        .fetchOne());
            case NAME ->
                fields(db.select(
                                MEMBER_NAME.FAMILY.as("family"),
                                MEMBER_NAME.GIVEN.as("given"),
                                MEMBER_NAME.FAMILY_KANA.as("familyKana"),
                                MEMBER_NAME.GIVEN_KANA.as("givenKana"))
                        .from(MEMBER_NAME)
                        .where(
                                MEMBER_NAME.MEMBER_NO.eq(memberNo),
                                MEMBER_NAME.KIND.eq("LEGAL"),
                                MEMBER_NAME.VALID_TO.isNull())
                        .fetchOne());
            case MOBILE, HOME_PHONE ->
                fields(db.select(MEMBER_PHONE.DIGITS.as("digits"))
                        .from(MEMBER_PHONE)
                        .where(
                                MEMBER_PHONE.MEMBER_NO.eq(memberNo),
                                MEMBER_PHONE.KIND.eq(kind == DataKind.MOBILE ? "MOBILE" : "HOME"),
                                MEMBER_PHONE.VALID_TO.isNull())
                        .fetchOne());
        };
    }

    private static Map<String, String> fields(@Nullable Record row) {
        var fields = new LinkedHashMap<String, String>();
        if (row != null) {
            row.intoMap().forEach((name, value) -> {
                if (value != null) {
                    fields.put(name, value.toString());
                }
            });
        }
        return fields;
    }
}
