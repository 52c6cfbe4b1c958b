package jp.madoguchi.contract;

import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Yen;
import jp.madoguchi.policy.Verdict;

/**
 * A late charge that may be waived, because an outage of ours kept the member from paying in time.
 *
 * @param amount the whole late charge of today
 * @param outage title of the notice
 * @param contact with the member, who has proved to be the member
 */
public record WaiverOffer(Yen amount, String outage, Verdict verdict, OpenContact contact) {}
