package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Routines.foldKanaV1;
import static jp.madoguchi.db.madoguchi.Routines.foldNameV1;
import static jp.madoguchi.db.madoguchi.Tables.CARD;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.right;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.madoguchi.core.CardNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.member.FoundMember.Found;
import jp.madoguchi.member.SearchKey.LastFour;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * One key as SQL: whom it may mean, each way through one index, and how well a given member fits. Prefixes are ranges, so
 * that a prepared statement keeps its index condition (PERFORMANCE §4.4).
 *
 * @param breadth how many members share such a key; the search starts from the narrowest
 * @param ways selects of member numbers, to be united; each may be cut off where this is the only key
 * @param fit the best fit of a member, one of the constants; null when the member does not fit
 * @param past what to tell when the fit is {@link #FORMER}
 */
record Probe(
        int breadth,
        List<Function<@Nullable Integer, Select<Record1<MemberNo>>>> ways,
        Function<Field<MemberNo>, Field<Integer>> fit,
        @Nullable Found past) {

    static final int EXACT = 0;
    static final int PREFIX = 1;
    static final int ALIAS = 2;
    static final int FORMER = 3;

    /** Behind every text that begins with the same letters: the last code point of all. */
    private static final String END = new String(Character.toChars(Character.MAX_CODE_POINT));

    private static final List<Field<String>> WRITTEN_KEYS =
            List.of(MEMBER_NAME.NAME_KEY, MEMBER_NAME.NAME_KEY_REVERSED);
    private static final List<Field<String>> KANA_KEYS = List.of(MEMBER_NAME.KANA_KEY, MEMBER_NAME.KANA_KEY_REVERSED);

    /** Written as in the index card_by_last4, whose collation the other side must bring. */
    private static final Field<String> CARD_LAST4 = right(CARD.CARD_NO.cast(SQLDataType.CLOB), inline(4));

    static Probe of(SearchKey key) {
        return switch (key) {
            case SearchKey.MemberNumber(var memberNo) ->
                single(0, MEMBER, MEMBER.MEMBER_NO, MEMBER.MEMBER_NO.eq(memberNo), null, null);
            case SearchKey.CardNumber(var cardNo) -> card(cardNo);
            case SearchKey.WebId(var webId) ->
                single(0, WEB_ID, WEB_ID.MEMBER_NO, WEB_ID.WEB_ID_.eq(webId), WEB_ID.ENDED_AT, Found.RETIRED_WEB_ID);
            case SearchKey.Email(var address) ->
                single(
                        1,
                        MEMBER_EMAIL,
                        MEMBER_EMAIL.MEMBER_NO,
                        MEMBER_EMAIL.ADDRESS_KEY.eq(address),
                        MEMBER_EMAIL.VALID_TO,
                        Found.FORMER_EMAIL);
            case SearchKey.PhoneNumber(var digits, var orCard) ->
                orCard
                        ? either(1, phone(MEMBER_PHONE.DIGITS.eq(digits)), card(new CardNo(digits)))
                        : phone(MEMBER_PHONE.DIGITS.eq(digits));
            case SearchKey.BirthDate(var date) ->
                single(3, MEMBER_NAME, MEMBER_NAME.MEMBER_NO, MEMBER_NAME.BIRTH_DATE.eq(date), null, null);
            case SearchKey.PostalCode(var digits) ->
                single(
                        2,
                        MEMBER_ADDRESS,
                        MEMBER_ADDRESS.MEMBER_NO,
                        MEMBER_ADDRESS.POSTAL_CODE.eq(digits),
                        MEMBER_ADDRESS.VALID_TO,
                        Found.FORMER_ADDRESS);
            case LastFour(var digits, var of) ->
                switch (of) {
                    case PHONE -> phone(MEMBER_PHONE.LAST4.eq(digits));
                    case CARD -> cardLastFour(digits);
                    case EITHER -> either(4, phone(MEMBER_PHONE.LAST4.eq(digits)), cardLastFour(digits));
                };
            case SearchKey.Name name -> name(name);
        };
    }

    private static Probe card(CardNo cardNo) {
        return single(0, CARD, CARD.MEMBER_NO, CARD.CARD_NO.eq(cardNo), CARD.ENDED_AT, Found.FORMER_CARD);
    }

    private static Probe cardLastFour(String digits) {
        return single(
                4, CARD, CARD.MEMBER_NO, CARD_LAST4.eq(val(digits).collate("C")), CARD.ENDED_AT, Found.FORMER_CARD);
    }

    private static Probe phone(Condition condition) {
        return single(4, MEMBER_PHONE, MEMBER_PHONE.MEMBER_NO, condition, MEMBER_PHONE.VALID_TO, Found.FORMER_PHONE);
    }

    /** One table, one condition; a row that has ended fits as a former one. */
    private static Probe single(
            int breadth,
            Table<?> table,
            Field<MemberNo> member,
            Condition condition,
            @Nullable Field<Instant> ended,
            @Nullable Found past) {
        Field<Integer> fit = ended == null
                ? inline(EXACT)
                : when(ended.isNull(), inline(EXACT)).otherwise(inline(FORMER));
        return new Probe(
                breadth,
                List.of(limit -> select(member).from(table).where(condition)),
                memberNo -> field(select(min(fit)).from(table).where(member.eq(memberNo), condition)),
                past);
    }

    /** The digits may be one or the other; a former one is told as that of the first. */
    private static Probe either(int breadth, Probe first, Probe second) {
        return new Probe(
                breadth,
                Stream.concat(first.ways().stream(), second.ways().stream()).toList(),
                memberNo -> least(first.fit().apply(memberNo), second.fit().apply(memberNo)),
                first.past());
    }

    private static Probe name(SearchKey.Name name) {
        var ways = new ArrayList<Function<@Nullable Integer, Select<Record1<MemberNo>>>>();
        if (name.written() == null) {
            KANA_KEYS.forEach(key -> ways.add(limit -> cut(key, startsWith(key, foldKanaV1(val(name.kana()))), limit)));
        } else {
            WRITTEN_KEYS.forEach(key -> ways.add(limit ->
                    cut(key, startsWith(key, foldNameV1(val(name.written()))).and(kanaFits(name)), limit)));
        }
        return new Probe(
                5,
                ways,
                memberNo -> field(select(min(nameFit(name)))
                        .from(MEMBER_NAME)
                        .where(MEMBER_NAME.MEMBER_NO.eq(memberNo), nameFits(name))),
                Found.FORMER_NAME);
    }

    /** Cut off in the order of the index, so that no plan reads the table instead. */
    private static Select<Record1<MemberNo>> cut(Field<String> key, Condition condition, @Nullable Integer limit) {
        var names = select(MEMBER_NAME.MEMBER_NO).from(MEMBER_NAME).where(condition);
        return limit == null ? names : names.orderBy(key, MEMBER_NAME.MEMBER_NO).limit(inline(limit));
    }

    /** Rows of member_name that the name fits. */
    static Condition nameFits(SearchKey.Name name) {
        return writtenFits(name).and(kanaFits(name));
    }

    private static Condition writtenFits(SearchKey.Name name) {
        return name.written() == null
                ? noCondition()
                : or(WRITTEN_KEYS.stream()
                        .map(key -> startsWith(key, foldNameV1(val(name.written()))))
                        .toList());
    }

    private static Condition kanaFits(SearchKey.Name name) {
        return name.kana() == null
                ? noCondition()
                : or(KANA_KEYS.stream()
                        .map(key -> startsWith(key, foldKanaV1(val(name.kana()))))
                        .toList());
    }

    /** A whole name, or a whole family name, comes before one that only begins like it. */
    private static Field<Integer> nameFit(SearchKey.Name name) {
        var exact = name.written() != null
                ? foldNameV1(val(name.written()))
                        .in(MEMBER_NAME.NAME_KEY, MEMBER_NAME.NAME_KEY_REVERSED, MEMBER_NAME.FAMILY_KEY)
                : foldKanaV1(val(name.kana()))
                        .in(MEMBER_NAME.KANA_KEY, MEMBER_NAME.KANA_KEY_REVERSED, foldKanaV1(MEMBER_NAME.FAMILY_KANA));
        return when(MEMBER_NAME.VALID_TO.isNotNull(), inline(FORMER))
                .when(MEMBER_NAME.KIND.eq("ALIAS"), inline(ALIAS))
                .when(exact, inline(EXACT))
                .otherwise(inline(PREFIX));
    }

    private static Condition startsWith(Field<String> key, Field<String> prefix) {
        return key.ge(prefix).and(key.lt(concat(prefix, inline(END))));
    }
}
