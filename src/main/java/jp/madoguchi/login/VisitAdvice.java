package jp.madoguchi.login;

import java.util.List;
import jp.madoguchi.identity.DocumentRule;

/** Where a member can go and what to bring (来店案内). @param documents accepted today */
public record VisitAdvice(List<NearPlace> places, List<DocumentRule> documents) {

    /** Nobody is sent anywhere. */
    static final VisitAdvice NONE = new VisitAdvice(List.of(), List.of());
}
