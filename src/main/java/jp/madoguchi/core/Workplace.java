package jp.madoguchi.core;

/** The place at which a person is signed in today. */
public record Workplace(PlaceNo placeNo, PlaceKind kind, String name) {}
