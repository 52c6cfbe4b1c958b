package jp.madoguchi.income;

/** How far a certificate has come. */
public enum CertificateState {
    /** Sent by the member, its pages are being made. */
    WAITING,
    /** Its pages are made and not masked: for a reviewer alone, for some days. */
    QUARANTINED,
    /** Masked, for review. */
    READY,
    /** Decided. */
    DECIDED,
    /** It could not be opened or read; its key is destroyed. */
    REFUSED_UNREAD,
    /** Taken back by the member; its keys are destroyed. */
    WITHDRAWN,
    /** Not masked in time; its key is destroyed. */
    EXPIRED
}
