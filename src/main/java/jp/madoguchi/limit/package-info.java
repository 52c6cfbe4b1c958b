/** Requests for a higher limit (増額申込): taken in, decided under the lending law, offered, accepted. */
@NullMarked
package jp.madoguchi.limit;

import org.jspecify.annotations.NullMarked;
