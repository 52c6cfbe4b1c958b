package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Tables.BANK_ACCOUNT;
import static jp.madoguchi.db.madoguchi.Tables.BORROWING_OBSTACLES;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.INSTANT_TRANSFER;
import static jp.madoguchi.db.madoguchi.Tables.PRODUCT_VERSION;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.rowField;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Reads the account of a member in one statement. Whether who asks may see it is for the use case to say (DOMAIN R31d). */
@Component
class AccountFacts {

    private static final Field<Account.Product> PRODUCT = rowField(row(
                    PRODUCT_VERSION.PRODUCT_VERSION_,
                    PRODUCT_VERSION.EFFECTIVE_FROM,
                    PRODUCT_VERSION.APR_LOWEST,
                    PRODUCT_VERSION.APR_HIGHEST,
                    PRODUCT_VERSION.LIMIT_LOWEST,
                    PRODUCT_VERSION.LIMIT_HIGHEST,
                    PRODUCT_VERSION.AGE_LOWEST.coerce(Integer.class),
                    PRODUCT_VERSION.AGE_HIGHEST.coerce(Integer.class),
                    Reckonings.terms()))
            .convertFrom(mapping(Account.Product::new))
            .as("product");

    private final DSLContext db;

    AccountFacts(DSLContext db) {
        this.db = db;
    }

    /** The account of the latest contract; empty when there never was one. */
    Optional<Account> of(MemberNo memberNo, Instant now) {
        var obstacle = BORROWING_OBSTACLES.call(val(memberNo.value()), val(now, SQLDataType.INSTANT));
        var obstacles = multiset(select(obstacle.OBSTACLE, obstacle.SINCE).from(obstacle))
                .convertFrom(rows -> rows.map(
                        mapping((code, since) -> new Account.Obstacle(Account.Obstacle.Code.valueOf(code), since))))
                .as("obstacles");
        var transfer = INSTANT_TRANSFER.call(BANK_ACCOUNT.BANK, val(now, SQLDataType.INSTANT));
        var transfers = multiset(select(BANK_ACCOUNT.BANK, transfer.AROUND_THE_CLOCK, transfer.OPEN)
                        .from(BANK_ACCOUNT)
                        .crossJoin(lateral(transfer))
                        .where(BANK_ACCOUNT.MEMBER_NO.eq(memberNo), BANK_ACCOUNT.VALID_TO.isNull()))
                .convertFrom(rows -> rows.map(mapping(Account.InstantTransfer::new)))
                .as("transfers");
        return db.select(
                        CONTRACT.CREDIT_LIMIT,
                        CONTRACT.BALANCE,
                        CONTRACT.APR,
                        CONTRACT.DUE_DAY.coerce(Integer.class),
                        CONTRACT.LAST_BORROWING_BALANCE,
                        PRODUCT,
                        obstacles,
                        transfers)
                .from(CONTRACT)
                .join(PRODUCT_VERSION)
                .on(PRODUCT_VERSION.PRODUCT_VERSION_.eq(CONTRACT.PRODUCT_VERSION))
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchOptional(mapping(AccountFacts::account));
    }

    private static Account account(
            Yen creditLimit,
            Yen balance,
            BigDecimal apr,
            Integer dueDay,
            Yen lastBorrowingBalance,
            Account.Product product,
            List<Account.Obstacle> obstacles,
            List<Account.InstantTransfer> transfers) {
        return new Account(
                creditLimit,
                obstacles.isEmpty() ? creditLimit.minus(balance) : Yen.ZERO,
                apr,
                dueDay,
                lastBorrowingBalance,
                product,
                obstacles,
                transfers.stream().findFirst().orElse(null));
    }
}
