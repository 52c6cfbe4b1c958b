/** The point service (ポイントサービス): what a member earned, spent and has in force; read-only. */
@NullMarked
package jp.madoguchi.points;

import org.jspecify.annotations.NullMarked;
