package jp.madoguchi.limit;

/** Where a request stands. */
public enum RequestState {
    OPEN,
    /** Papers were asked for. */
    AT_MEMBER,
    HELD,
    /** 承諾待ち. */
    OFFERED,
    ACCEPTED,
    DECLINED,
    WITHDRAWN,
    EXPIRED
}
