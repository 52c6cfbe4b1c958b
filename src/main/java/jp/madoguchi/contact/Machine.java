package jp.madoguchi.contact;

import jp.madoguchi.core.PlaceNo;

/** An automatic contract machine that is in service, with its booths from 1 on. */
public record Machine(PlaceNo placeNo, String name, String prefecture, String municipality, int booths) {}
