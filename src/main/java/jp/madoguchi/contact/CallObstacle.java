package jp.madoguchi.contact;

/** What stands against a call, as the function contact_obstacles says. @param refuses forbids it; else it takes a reason */
record CallObstacle(Kind kind, boolean refuses) {

    enum Kind {
        NIGHT,
        WORKPLACE,
        NOT_REGISTERED,
        NO_HOME_PHONE,
        NO_WORK_PHONE,
        NO_NUMBER,
        HOURS,
        NO_HOME_MAIL,
        FAMILY_NOT_INFORMED,
        LAWYER_NOTICE,
        DEBT_SETTLEMENT,
        DECEASED,
        GUARDIAN
    }
}
