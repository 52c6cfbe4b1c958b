package jp.madoguchi.ownrecord;

import jp.madoguchi.db.madoguchi.Routines;
import jp.madoguchi.operation.SoleRuns;
import org.jooq.DSLContext;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The ties of staff to members follow each change by themselves; every day at 04:20 they are computed anew, for what two transactions
 * at one time did not see of each other. One node at a time.
 */
@Component
class OwnTies {

    private final DSLContext db;
    private final SoleRuns runs;

    OwnTies(DSLContext db, SoleRuns runs) {
        this.db = db;
        this.runs = runs;
    }

    @Scheduled(cron = "0 20 4 * * *", zone = "Asia/Tokyo")
    void refresh() {
        runs.run(
                "ownrecord.ties",
                "the ties of staff could not be computed",
                () -> Routines.refreshAllOwnMembers(db.configuration()));
    }
}
