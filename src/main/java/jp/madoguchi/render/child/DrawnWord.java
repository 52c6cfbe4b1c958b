package jp.madoguchi.render.child;

/** Text and its place in fractions of the page as it is seen, from the upper left corner. */
record DrawnWord(String text, double x, double y, double width, double height) {}
