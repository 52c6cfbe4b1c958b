package jp.madoguchi.message;

/** How a message goes out. */
public enum MessageChannel {
    MAIL,
    SMS
}
