/**
 * Staff never serve themselves, their household or their colleagues: what each person declares, and what was tried all the same.
 */
@NullMarked
package jp.madoguchi.ownrecord;

import org.jspecify.annotations.NullMarked;
