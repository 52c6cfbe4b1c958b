package jp.madoguchi.publicnotice;

import org.eclipse.jetty.http.HttpFields;

/** What every answer says to the browser: take nothing else, from nowhere, and guess nothing. */
final class Headers {

    static final HttpFields COMMON = HttpFields.build()
            .add("Content-Security-Policy", StyleSheet.POLICY)
            .add("X-Content-Type-Options", "nosniff")
            .add("X-Frame-Options", "DENY")
            .add("Referrer-Policy", "no-referrer")
            .add("Cross-Origin-Resource-Policy", "same-origin")
            .asImmutable();

    private Headers() {}
}
