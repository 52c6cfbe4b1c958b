package jp.madoguchi.bench;

/** Somebody who calls again and again, on a thread of its own. */
interface Caller extends AutoCloseable {

    /** Before the first call of a block, on the thread. */
    default void arrive() {}

    /** @return nanoseconds that the call took */
    long call(int number) throws Exception;

    @Override
    default void close() throws Exception {}
}
