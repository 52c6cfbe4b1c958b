/** The desk: what waits, and what was done at a place today and in the last days; told without a word about members. */
@NullMarked
package jp.madoguchi.desk;

import org.jspecify.annotations.NullMarked;
