package jp.madoguchi.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.madoguchi.core.Json;
import org.jspecify.annotations.Nullable;

/**
 * A browser's side of Vaadin's protocol without a browser: signs in, opens a page, and sends what a person does there. It
 * keeps the tree of the page as far as is needed to find an element by its tag and class.
 */
public final class UidlClient {

    /** A tab that is not heard of for three heartbeats is closed by the console; the browser sends one every minute. */
    private static final long HEARTBEAT_NANOS = 60_000_000_000L;

    private static final Pattern FORGERY_TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    /** Parts of a node, by their numbers in the protocol. */
    private static final int ELEMENT = 0;

    private static final int PROPERTIES = 1;
    private static final int ATTRIBUTES = 3;
    private static final int LISTENERS = 4;
    private static final int TEXT = 7;

    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private final Map<Integer, Element> elements = new HashMap<>();
    private int ui;
    private int syncId;
    private int clientId;
    private String key = "";
    private String answer = "";
    private long nanos;
    private long lastBeat;

    /** What is known of an element of the page. */
    private static final class Element {
        private String tag = "";
        private String text = "";
        private boolean visible = true;
        private boolean enabled = true;
        private final List<String> classes = new ArrayList<>();
        private final List<String> listensTo = new ArrayList<>();
        private final List<Integer> children = new ArrayList<>();
    }

    /**
     * An element as the page has it.
     *
     * @param listensTo the events that the console wants to be told of
     * @param text of the element and of what is in it
     */
    public record Node(int id, String tag, boolean visible, boolean enabled, List<String> listensTo, String text) {}

    /** What the console answers to a message that was put together elsewhere. */
    public record Answer(int status, String body) {

        /** Whether it takes the message for one of this tab and of this person. */
        public boolean accepted() {
            return status == 200 && !body.contains("\"meta\":{\"");
        }
    }

    public UidlClient(String url) {
        this.url = url;
    }

    /** @throws IOException when the console does not let the person in */
    public UidlClient signIn(String name, String password) throws IOException, InterruptedException {
        var door = get("/sign-in", "text/html").body();
        var token = FORGERY_TOKEN.matcher(door);
        var form = "username=" + encoded(name) + "&password=" + encoded(password)
                + (token.find() ? "&_csrf=" + encoded(token.group(1)) : "");
        var response = http.send(
                HttpRequest.newBuilder(URI.create(url + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var where = response.headers().firstValue("Location").orElse("");
        if (response.statusCode() != 302 || where.contains("sign-in")) {
            throw new IOException("not signed in: " + response.statusCode() + " " + where);
        }
        return this;
    }

    /** Opens a page in a new tab; the one before is forgotten. */
    public UidlClient open(String route) throws IOException, InterruptedException {
        elements.clear();
        get("/" + route, "text/html");
        var init = Json.read(
                get("/?v-r=init&location=" + encoded(route) + "&query=", "application/json")
                        .body(),
                Map.class);
        var config = map(init.get("appConfig"));
        var uidl = map(config.get("uidl"));
        ui = number(config.get("v-uiId"));
        key = (String) uidl.get("Vaadin-Security-Key");
        syncId = number(uidl.get("syncId"));
        clientId = 0;
        lastBeat = System.nanoTime();
        read(uidl);
        navigate(route);
        return this;
    }

    /** Goes to a page within the tab, as a link does. */
    public UidlClient navigate(String route) throws IOException, InterruptedException {
        var wanted =
                new HashMap<String, Object>(Map.of("route", route, "query", "", "appShellTitle", "", "trigger", ""));
        send(List.of(Map.of("type", "event", "node", 1, "event", "ui-navigate", "data", wanted)));
        return this;
    }

    /** Something happens to an element. */
    public void event(int node, String event, Map<String, Object> data) throws IOException, InterruptedException {
        send(List.of(eventOf(node, event, data)));
    }

    /** Something is typed into a field and then something happens to it, in one request. */
    void type(int field, String value, String event, Map<String, Object> data)
            throws IOException, InterruptedException {
        send(List.of(
                Map.of("type", "mSync", "node", field, "feature", 1, "property", "value", "value", value),
                eventOf(field, event, data)));
    }

    /** @throws IllegalStateException when there is none; the first when there are several */
    public int node(String tag, @Nullable String css) {
        return elements.entrySet().stream()
                .filter(entry -> entry.getValue().tag.equals(tag))
                .filter(entry -> css == null || entry.getValue().classes.contains(css))
                .map(Map.Entry::getKey)
                .min(Integer::compare)
                .orElseThrow(() -> new IllegalStateException("no " + tag + "." + css + " on the page"));
    }

    /** All elements of the page, in the order of their numbers. */
    public List<Node> nodes() {
        return elements.entrySet().stream()
                .filter(entry -> !entry.getValue().tag.isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Node(
                        entry.getKey(),
                        entry.getValue().tag,
                        entry.getValue().visible,
                        entry.getValue().enabled,
                        List.copyOf(entry.getValue().listensTo),
                        text(entry.getKey())))
                .toList();
    }

    /** Whether the page has a node of this number, be it an element or a text. */
    public boolean has(int node) {
        return elements.containsKey(node);
    }

    private String text(int node) {
        var element = elements.get(node);
        return element == null
                ? ""
                : element.text + element.children.stream().map(this::text).collect(Collectors.joining());
    }

    /** The next message of this tab, as its browser would send it now. */
    public String message(List<Map<String, Object>> rpc) {
        return message(key, rpc, syncId, clientId);
    }

    /** A message with other marks than those of this tab now. */
    public String message(String otherKey, List<Map<String, Object>> rpc, int otherSyncId, int otherClientId) {
        return Json.write(Map.of("csrfToken", otherKey, "rpc", rpc, "syncId", otherSyncId, "clientId", otherClientId));
    }

    /** The token that the messages of this tab carry. */
    public String key() {
        return key;
    }

    public int syncId() {
        return syncId;
    }

    public int clientId() {
        return clientId;
    }

    public int ui() {
        return ui;
    }

    /** Sends something to a tab of this session and looks at nothing that comes back. */
    public Answer post(int tab, String body) throws IOException, InterruptedException {
        var response = http.send(request(tab, body), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    private HttpRequest request(int tab, String body) {
        return HttpRequest.newBuilder(URI.create(url + "/?v-r=uidl&v-uiId=" + tab))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Ends the session as the menu does. */
    public void signOut() throws IOException, InterruptedException {
        var token = FORGERY_TOKEN.matcher(get("/account", "text/html").body());
        var form = token.find() ? "_csrf=" + encoded(token.group(1)) : "";
        http.send(
                HttpRequest.newBuilder(URI.create(url + "/sign-out"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** How long the latest answer took, from the first byte sent to the last one received. */
    long nanos() {
        return nanos;
    }

    /** The latest answer as it came. */
    public String answer() {
        return answer;
    }

    private static Map<String, Object> eventOf(int node, String event, Map<String, Object> data) {
        return Map.of("type", "event", "node", node, "event", event, "data", data);
    }

    private void beat() throws IOException, InterruptedException {
        if (System.nanoTime() - lastBeat < HEARTBEAT_NANOS) {
            return;
        }
        lastBeat = System.nanoTime();
        var response = http.send(
                HttpRequest.newBuilder(URI.create(url + "/?v-r=heartbeat&v-uiId=" + ui))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() != 200) {
            throw new IOException("the console does not know the tab any more: " + response.statusCode());
        }
    }

    /** What a browser sends by itself or for the person, in one request. */
    public void send(List<Map<String, Object>> rpc) throws IOException, InterruptedException {
        beat();
        var request = request(ui, message(rpc));
        clientId++;
        var sent = System.nanoTime();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        nanos = System.nanoTime() - sent;
        answer = response.body();
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + head(answer));
        }
        var uidl = map(Json.read(answer, Map.class));
        if (uidl.containsKey("meta")) {
            throw new IOException("the console does not go along: " + head(answer));
        }
        syncId = number(uidl.get("syncId"));
        read(uidl);
        reply(uidl);
    }

    /**
     * What the browser sends by itself after an answer: scripts have run, rows have arrived. Without it the console would
     * keep them waiting, and grow.
     */
    private void reply(Map<String, Object> uidl) throws IOException, InterruptedException {
        if (!(uidl.get("execute") instanceof List<?> scripts)) {
            return;
        }
        var replies = new ArrayList<Map<String, Object>>();
        for (var script : scripts) {
            var parts = (List<?>) script;
            var text = (String) parts.getLast();
            var returns = parts.stream()
                    .map(part -> part instanceof Map<?, ?> known ? known.get("@v-return") : null)
                    .filter(List.class::isInstance)
                    .map(channel -> (List<?>) channel)
                    .toList();
            if (text.contains(".then(") && returns.size() > 1) {
                var done = returns.get(returns.size() - 2);
                replies.add(
                        Map.of("type", "channel", "node", done.get(0), "channel", done.get(1), "args", List.of("")));
            }
            if (text.contains("$connector.confirm(")) {
                replies.add(Map.of(
                        "type",
                        "publishedEventHandler",
                        "node",
                        number(map(parts.get(0)).get("@v-node")),
                        "templateEventMethodName",
                        "confirmUpdate",
                        "templateEventMethodArgs",
                        List.of(number(parts.get(1))),
                        "promise",
                        -1));
            }
        }
        if (!replies.isEmpty()) {
            var last = nanos;
            var said = answer;
            send(replies);
            nanos = last;
            answer = said;
        }
    }

    private void read(Map<String, Object> uidl) {
        if (!(uidl.get("changes") instanceof List<?> changes)) {
            return;
        }
        for (var each : changes) {
            var change = map(each);
            var node = number(change.get("node"));
            if (change.get("type").equals("detach")) {
                elements.remove(node);
            } else if (change.get("type").equals("attach")) {
                elements.put(node, new Element());
            } else if (change.get("type").equals("put") && change.get("key").equals("tag")) {
                elements.computeIfAbsent(node, n -> new Element()).tag = (String) change.get("value");
            } else if (change.get("type").equals("remove") && "disabled".equals(change.get("key"))) {
                elements.computeIfAbsent(node, n -> new Element()).enabled = true;
            } else if (change.get("type").equals("put")) {
                put(elements.computeIfAbsent(node, n -> new Element()), change);
            } else if (change.get("type").equals("splice") && change.get("add") instanceof List<?> added) {
                added.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .forEach(elements.computeIfAbsent(node, n -> new Element()).classes::add);
            } else if (change.get("type").equals("splice") && change.get("addNodes") instanceof List<?> added) {
                var children = elements.computeIfAbsent(node, n -> new Element()).children;
                var at = Math.min(number(change.get("index")), children.size());
                children.addAll(
                        at,
                        added.stream().map(child -> ((Number) child).intValue()).toList());
            }
        }
    }

    private static void put(Element element, Map<String, Object> change) {
        var key = (String) change.get("key");
        var value = change.get("value");
        switch (number(change.get("feat"))) {
            case ELEMENT -> element.visible = key.equals("visible") ? !Boolean.FALSE.equals(value) : element.visible;
            case PROPERTIES, ATTRIBUTES ->
                element.enabled = key.equals("disabled") ? Boolean.FALSE.equals(value) : element.enabled;
            case LISTENERS -> element.listensTo.add(key);
            case TEXT -> element.text = value instanceof String text ? text : element.text;
            default -> {
                // Nothing that has to be known of it.
            }
        }
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        var response = http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Accept", accept)
                        .header("Accept-Language", "ja")
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answers " + response.statusCode() + " "
                    + response.headers().firstValue("Location").orElse(""));
        }
        return response;
    }

    private static String head(String text) {
        return text.substring(0, Math.min(text.length(), 300));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static int number(@Nullable Object value) {
        return value == null ? 0 : ((Number) value).intValue();
    }
}
