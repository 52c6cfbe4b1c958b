package jp.madoguchi.card;

/** How a card went; codes of card_loss.circumstance. */
public enum Circumstance {
    LOST,
    STOLEN
}
