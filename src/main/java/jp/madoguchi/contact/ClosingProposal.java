package jp.madoguchi.contact;

import jp.madoguchi.core.Message;

/**
 * What the closing form has chosen beforehand.
 *
 * @param because what happened in the contact, so that the person can judge it
 */
public record ClosingProposal(
        Closing.Category category, Closing.Cause cause, Closing.Outcome outcome, Message because) {}
