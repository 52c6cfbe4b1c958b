package jp.madoguchi.message;

import org.jspecify.annotations.Nullable;

/** What a carrier answered. */
sealed interface Delivery {

    /** It has the message and answers for it from now on. */
    record Taken() implements Delivery {}

    /** Worth another try. */
    record NotNow(Obstacle why, @Nullable Integer reply) implements Delivery {}

    /** Another try would end the same. */
    record Never(Obstacle why, @Nullable Integer reply) implements Delivery {}
}
