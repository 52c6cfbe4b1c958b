package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Tables.BANK_ACCOUNT;
import static jp.madoguchi.db.madoguchi.Tables.BORROWING_OBSTACLES;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.DIRECT_DEBIT;
import static jp.madoguchi.db.madoguchi.Tables.DUE_DATE_MAIL;
import static jp.madoguchi.db.madoguchi.Tables.INSTANT_TRANSFER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.PAID_OFF_CERTIFICATE;
import static jp.madoguchi.db.madoguchi.Tables.POINT_APPLICATION;
import static jp.madoguchi.db.madoguchi.Tables.PRODUCT_VERSION;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.rowField;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the latest contract of a member, with its account, in one statement. Whether who asks may see it is for the use case to say (DOMAIN R31d). */
@Component
class AccountFacts {

    /** Takes the terms from what the loan is reckoned with. */
    private static final Field<Function<Terms, Account.Product>> PRODUCT = rowField(row(
                    PRODUCT_VERSION.PRODUCT_VERSION_,
                    PRODUCT_VERSION.EFFECTIVE_FROM,
                    PRODUCT_VERSION.APR_LOWEST,
                    PRODUCT_VERSION.APR_HIGHEST,
                    PRODUCT_VERSION.LIMIT_LOWEST,
                    PRODUCT_VERSION.LIMIT_HIGHEST,
                    PRODUCT_VERSION.AGE_LOWEST.coerce(Integer.class),
                    PRODUCT_VERSION.AGE_HIGHEST.coerce(Integer.class)))
            .convertFrom(mapping((version, from, aprLow, aprHigh, limitLow, limitHigh, ageLow, ageHigh) -> terms ->
                    new Account.Product(version, from, aprLow, aprHigh, limitLow, limitHigh, ageLow, ageHigh, terms)));

    private final DSLContext db;

    AccountFacts(DSLContext db) {
        this.db = db;
    }

    /**
     * @param certificates the newest first
     * @param account null where it was not asked for
     * @param reckoned its loan today; null with the account
     */
    record Latest(
            String state,
            LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable String endReason,
            List<Certificate> certificates,
            @Nullable Account account,
            @Nullable Reckoned reckoned) {}

    private record Read(Account account, Reckonings.Contract contract) {}

    /**
     * The latest contract; empty when there never was one.
     *
     * @param figures whether the account is read too, and its loan reckoned
     */
    Optional<Latest> latest(MemberNo memberNo, boolean figures, Instant now) {
        var certificates = multiset(select(
                                PAID_OFF_CERTIFICATE.CERTIFICATE_NO,
                                PAID_OFF_CERTIFICATE.MADE_AT,
                                PAID_OFF_CERTIFICATE.CONTACT_NO)
                        .from(PAID_OFF_CERTIFICATE)
                        .where(PAID_OFF_CERTIFICATE.MEMBER_NO.eq(memberNo))
                        .orderBy(PAID_OFF_CERTIFICATE.MADE_AT.desc()))
                .convertFrom(rows -> rows.map(mapping(Certificate::new)))
                .as("certificates");
        var account = figures
                ? accountOf(memberNo, now)
                : inline((Object) null).convertFrom(none -> (Read) null).as("account");
        return db.select(
                        CONTRACT.STATE,
                        CONTRACT.STARTED_ON,
                        CONTRACT.ENDED_ON,
                        CONTRACT.END_REASON,
                        certificates,
                        account)
                .from(CONTRACT)
                .join(PRODUCT_VERSION)
                .on(PRODUCT_VERSION.PRODUCT_VERSION_.eq(CONTRACT.PRODUCT_VERSION))
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchOptional(mapping((state, startedOn, endedOn, endReason, made, read) -> new Latest(
                        state,
                        startedOn,
                        endedOn,
                        endReason,
                        made,
                        read == null ? null : read.account(),
                        read == null ? null : read.contract().reckoning().on(Tokyo.date(now)))));
    }

    /** What stands against a borrowing at a moment, the gravest first. */
    static Field<List<Account.Obstacle>> obstacles(MemberNo memberNo, Instant now) {
        var obstacle = BORROWING_OBSTACLES.call(val(memberNo.value()), val(now, SQLDataType.INSTANT));
        return multiset(select(obstacle.OBSTACLE, obstacle.SINCE).from(obstacle))
                .convertFrom(rows -> rows.map(
                        mapping((code, since) -> new Account.Obstacle(Account.Obstacle.Code.valueOf(code), since))));
    }

    private static Field<Read> accountOf(MemberNo memberNo, Instant now) {
        var transfer = INSTANT_TRANSFER.call(BANK_ACCOUNT.BANK, val(now, SQLDataType.INSTANT));
        var transfers = multiset(select(BANK_ACCOUNT.BANK, transfer.AROUND_THE_CLOCK, transfer.OPEN)
                        .from(BANK_ACCOUNT)
                        .crossJoin(lateral(transfer))
                        .where(BANK_ACCOUNT.MEMBER_NO.eq(memberNo), BANK_ACCOUNT.VALID_TO.isNull()))
                .convertFrom(rows -> rows.map(mapping(Account.InstantTransfer::new)));
        var debits = multiset(
                        select(BANK_ACCOUNT.BANK, DIRECT_DEBIT.DUE_DAY.coerce(Integer.class), DIRECT_DEBIT.VALID_FROM)
                                .from(DIRECT_DEBIT)
                                .join(BANK_ACCOUNT)
                                .on(BANK_ACCOUNT.ID.eq(DIRECT_DEBIT.BANK_ACCOUNT_ID))
                                .where(DIRECT_DEBIT.MEMBER_NO.eq(memberNo), DIRECT_DEBIT.VALID_TO.isNull()))
                .convertFrom(rows -> rows.map(mapping(Account.Debit::new)));
        var mails = multiset(select(
                                DUE_DATE_MAIL.DAYS_BEFORE.coerce(Integer.class),
                                DUE_DATE_MAIL.VALID_FROM,
                                field(exists(selectOne()
                                        .from(MEMBER_EMAIL)
                                        .where(MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull()))))
                        .from(DUE_DATE_MAIL)
                        .where(DUE_DATE_MAIL.MEMBER_NO.eq(memberNo), DUE_DATE_MAIL.VALID_TO.isNull()))
                .convertFrom(rows -> rows.map(mapping(Account.Mail::new)));
        Field<Instant> points = field(select(POINT_APPLICATION.APPLIED_AT)
                .from(POINT_APPLICATION)
                .where(POINT_APPLICATION.MEMBER_NO.eq(memberNo), POINT_APPLICATION.ENDED_AT.isNull()));
        return rowField(row(Reckonings.contract(), PRODUCT, obstacles(memberNo, now), transfers, debits, mails, points))
                .convertFrom(mapping(AccountFacts::account))
                .as("account");
    }

    private static Read account(
            Reckonings.Contract contract,
            Function<Terms, Account.Product> product,
            List<Account.Obstacle> obstacles,
            List<Account.InstantTransfer> transfers,
            List<Account.Debit> debits,
            List<Account.Mail> mails,
            @Nullable Instant pointsSince) {
        var loan = contract.loan();
        var account = new Account(
                contract.creditLimit(),
                obstacles.isEmpty() ? contract.creditLimit().minus(loan.balance()) : Yen.ZERO,
                loan.apr(),
                loan.dueDay(),
                loan.lastBorrowingBalance(),
                product.apply(contract.terms()),
                obstacles,
                first(transfers),
                first(debits),
                first(mails),
                pointsSince);
        return new Read(account, contract);
    }

    private static <T> @Nullable T first(List<T> rows) {
        return rows.isEmpty() ? null : rows.getFirst();
    }
}
