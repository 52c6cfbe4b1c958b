package jp.madoguchi.audit;

import jp.madoguchi.core.Refused;

/** The heads of the trail have not left the database for 30 minutes: nothing is changed until they do. Reading goes on. */
public final class TrailNotAnchored extends Refused {

    TrailNotAnchored() {
        super("AUDIT-001");
    }
}
