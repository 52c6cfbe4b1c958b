package jp.madoguchi.login;

/**
 * What is said when a reset is started.
 *
 * @param secret which one the member sets anew; nobody here ever sees it
 * @param delivery where the code goes
 */
public record Reset(Clearing.Secret secret, Delivery delivery, Reason reason) {

    /** Codes of credential_reset.delivery: a link to the registered e-mail or mobile number; where neither may, a slip. */
    public enum Delivery {
        MAIL,
        SMS,
        SLIP
    }

    /** Why, as the member says; codes of credential_reset.reason. */
    public enum Reason {
        FORGOTTEN,
        KNOWN_TO_OTHERS,
        OTHER
    }
}
