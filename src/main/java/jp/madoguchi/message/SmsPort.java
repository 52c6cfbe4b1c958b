package jp.madoguchi.message;

import java.util.UUID;

/** The way to a carrier of SMS. */
interface SmsPort {

    /**
     * Hands over one SMS. Called again with the same ref it must not send a second one.
     *
     * @param mobile eleven digits
     * @param text at most 660 characters
     */
    Delivery send(UUID ref, String mobile, String text);
}
