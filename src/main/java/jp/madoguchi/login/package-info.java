/** Login locks (ログインロック) and login attempts: what locked a member out, who may clear it, and how the next try went. */
@NullMarked
package jp.madoguchi.login;

import org.jspecify.annotations.NullMarked;
