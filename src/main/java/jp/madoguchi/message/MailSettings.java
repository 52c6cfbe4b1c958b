package jp.madoguchi.message;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * How mail goes out (docs/operate.md).
 *
 * @param host mail server; empty = none, messages wait
 * @param user empty = without signing in
 * @param from with or without a name: {@code 会員サービス窓口 <no-reply@example.jp>}
 * @param replyTo empty = none
 * @param domain right half of each Message-ID
 */
record MailSettings(String host, int port, String user, String password, String from, String replyTo, String domain) {

    boolean isGiven() {
        return !host.isEmpty();
    }

    MailSettings at(String otherHost, int otherPort) {
        return new MailSettings(otherHost, otherPort, user, password, from, replyTo, domain);
    }

    /** Beyond this machine nothing travels in clear. */
    boolean wantsTls() {
        try {
            return !InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return true;
        }
    }

    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + "]";
    }
}
