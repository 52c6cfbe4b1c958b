package jp.madoguchi.contract;

import jp.madoguchi.core.Refused;

/** The certificate is not one of this contact. */
public final class NoSuchCertificate extends Refused {

    NoSuchCertificate() {
        super("CONTRACT-002");
    }
}
