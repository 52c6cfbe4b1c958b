package jp.madoguchi.contact;

/**
 * Words that often stand in closing notes (定型文), in Japanese.
 *
 * @param category for which it is offered first
 * @param title what it is chosen by
 */
public record ClosingTemplate(String code, Closing.Category category, String title, String words) {}
