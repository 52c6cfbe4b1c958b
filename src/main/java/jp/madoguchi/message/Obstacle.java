package jp.madoguchi.message;

/** Why a message did not go out; the words of a mail server are never kept, since they may name an address. */
enum Obstacle {
    /** No connection, or the answer never came. */
    NOT_REACHED,
    /** Refused for now (reply 4xx). */
    DEFERRED,
    /** Refused for good (reply 5xx). */
    REFUSED,
    /** Claimed as often as allowed, and each sender died with it. */
    INTERRUPTED,
    /** No e-mail address or mobile number in force. */
    NO_ADDRESS,
    /** The address cannot stand in an envelope. */
    BAD_ADDRESS,
    NO_TEMPLATE,
    /** A placeholder has no value: never a half-filled message. */
    UNFILLED,
    /** What fills an SMS would tell others of lending. */
    LENDING_WORD,
    /** Withheld: a lawyer speaks for the member. */
    LAWYER_NOTICE,
    /** Withheld: the member died. */
    DECEASED,
    /** Withheld: what it tells of was undone before it was due. */
    UNDONE
}
