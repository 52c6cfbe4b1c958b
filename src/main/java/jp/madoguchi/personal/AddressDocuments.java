package jp.madoguchi.personal;

import java.util.List;
import jp.madoguchi.identity.DocumentKind;

/** Documents that show a new address at a counter or machine (DOMAIN R19); codes of personal_data_change.document. */
final class AddressDocuments {

    static final List<DocumentKind> KINDS = List.of(
            DocumentKind.DRIVERS_LICENCE,
            DocumentKind.DRIVING_HISTORY,
            DocumentKind.MY_NUMBER_CARD,
            DocumentKind.RESIDENCE_CARD,
            DocumentKind.SPECIAL_RESIDENT_CARD,
            DocumentKind.RESIDENT_RECORD);

    private AddressDocuments() {}
}
