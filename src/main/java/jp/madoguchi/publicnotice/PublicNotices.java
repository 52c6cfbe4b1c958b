package jp.madoguchi.publicnotice;

import static jp.madoguchi.db.madoguchi.Tables.PUBLIC_NOTICES;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.Json;
import jp.madoguchi.db.madoguchi.tables.records.PublicNoticesRecord;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Reads what the world may read. */
@Component
class PublicNotices {

    /** So long the right notices come and go on the public page without the database. */
    private static final Duration AHEAD = Duration.ofDays(30);

    private final DSLContext db;
    private final DatabaseTime time;
    private final Settings settings;

    PublicNotices(DSLContext db, DatabaseTime time, Settings settings) {
        this.db = db;
        this.time = time;
        this.settings = settings;
    }

    Facts read() {
        var now = time.now();
        return new Facts(
                now,
                settings.words("company.name", now),
                db.selectFrom(PUBLIC_NOTICES(now, now.plus(AHEAD))).fetch(PublicNotices::notice));
    }

    /** What can be seen at one moment. */
    Facts readAt(Instant at) {
        return new Facts(
                at,
                settings.words("company.name", at),
                db.selectFrom(PUBLIC_NOTICES(at, at)).fetch(PublicNotices::notice));
    }

    private static PublicNotice notice(PublicNoticesRecord row) {
        return new PublicNotice(
                row.getRef(),
                row.getKind(),
                row.getSeverity(),
                List.of(row.getServices()),
                row.getTitle(),
                row.getBody(),
                row.getTitleEn(),
                row.getBodyEn(),
                row.getAffectedFrom(),
                row.getAffectedTo(),
                row.getShownFrom(),
                row.getShownUntil(),
                row.getUpdatedAt(),
                List.of(Json.read(row.getUpdates().data(), NoticeUpdate[].class)),
                row.getBanks());
    }
}
