package jp.madoguchi.lending;

import jp.madoguchi.core.Refused;

/** The result of a workplace check does not fit the workplace on file, or the way it was made. */
public final class UnfitWorkplaceCheck extends Refused {

    UnfitWorkplaceCheck() {
        super("LENDING-002");
    }
}
