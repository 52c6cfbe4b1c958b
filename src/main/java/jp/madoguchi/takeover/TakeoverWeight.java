package jp.madoguchi.takeover;

/**
 * How many signs show.
 *
 * @param grave those that make takeover suspected
 * @param watched those that do not by themselves
 */
public record TakeoverWeight(int grave, int watched) {

    static final TakeoverWeight NOTHING = new TakeoverWeight(0, 0);
}
