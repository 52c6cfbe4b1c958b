package jp.madoguchi.bench;

import java.io.IOException;
import java.util.Map;

/** The page of the search in a browser's tab: what a person does there, with the time until the console has answered. */
public final class SearchTab {

    private final UidlClient client;
    private int box;
    private int number;

    public SearchTab(UidlClient client) throws IOException, InterruptedException {
        this.client = client;
        open();
    }

    void open() throws IOException, InterruptedException {
        client.open("members");
        box = client.node("vaadin-text-field", "search-text");
    }

    /** Types something and pauses; nanoseconds from the pause, which the browser tells, to the rows. */
    public long search(String typed) throws IOException, InterruptedException {
        var look = Map.of("number", ++number, "entered", false, "twice", false);
        client.type(box, typed, "look", Map.of("event.detail", look));
        return client.nanos();
    }

    /** A click that nothing listens to: the way there and back, the session's lock, and no work; nanoseconds. */
    long click() throws IOException, InterruptedException {
        client.event(box, "click", Map.of());
        return client.nanos();
    }

    /** The page of a member; nanoseconds. */
    long openMember(String memberNo) throws IOException, InterruptedException {
        client.navigate("members/" + memberNo);
        return client.nanos();
    }

    /** The latest answer of the console. */
    String answer() {
        return client.answer();
    }
}
