/** The slip (交付票): the counted sheet on which a new Web-ID or the code of a reset is handed to a member at a store. */
@NullMarked
package jp.madoguchi.slip;

import org.jspecify.annotations.NullMarked;
