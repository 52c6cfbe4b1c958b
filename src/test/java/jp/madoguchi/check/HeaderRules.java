package jp.madoguchi.check;

import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * What every answer of the console carries, whatever was asked for and however it ended. Works as a browser without a
 * screen: it keeps the cookies that it is given, and speaks as the proxy that ends TLS where it is told to.
 */
final class HeaderRules {

    private static final long ONE_YEAR = 31_536_000;

    /** Characters of a form, more than the console reads. */
    private static final int TOO_LONG = 3_000_000;

    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d+)");
    private static final Pattern FORGERY_TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\bat (jp|org|com|java)\\.|Tomcat|Spring|Jetty|SELECT |select \"", Pattern.MULTILINE);

    /** One answer: what was asked for, and what came. */
    record Answer(String what, boolean staticFile, HttpResponse<String> response) {

        String header(String name) {
            return String.join(", ", response.headers().allValues(name));
        }

        List<String> cookies() {
            return response.headers().allValues("Set-Cookie");
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Tally tally;
    private final String url;
    private final boolean tls;
    private final boolean demo;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new LinkedHashMap<>();
    private final Map<String, Predicate<Answer>> rules = new LinkedHashMap<>();

    /**
     * @param tls whether to come as through a proxy that ends TLS
     * @param demo whether the console is a demo, whose cookie may go over plain HTTP
     */
    HeaderRules(Tally tally, String url, boolean tls, boolean demo) {
        this.tally = tally;
        this.url = url;
        this.tls = tls;
        this.demo = demo;
        has(
                "Content-Security-Policy",
                "default-src 'self'",
                "object-src 'none'",
                "base-uri 'self'",
                "frame-ancestors 'none'");
        has("X-Content-Type-Options", "nosniff");
        has("X-Frame-Options", "DENY");
        has("Referrer-Policy", "no-referrer");
        has("Cross-Origin-Opener-Policy", "same-origin");
        has("Cross-Origin-Resource-Policy", "same-origin");
        has("Permissions-Policy", "camera=()", "microphone=()", "geolocation=()");
        rules.put("Cache-Control", HeaderRules::notKept);
        rules.put("Strict-Transport-Security", this::transport);
        rules.put("cookies", answer -> answer.cookies().stream().allMatch(this::right));
        rules.put("nothing about the inside", HeaderRules::silent);
    }

    private void has(String header, String... words) {
        rules.put(header, answer -> Stream.of(words).allMatch(answer.header(header)::contains));
    }

    /** A file may be kept; what Vaadin answers to a message is no page. */
    private static boolean notKept(Answer answer) {
        var told = answer.header("Cache-Control");
        return answer.staticFile()
                || told.contains("no-store")
                || answer.what().contains("?v-r=") && told.contains("no-cache");
    }

    private boolean transport(Answer answer) {
        var told = MAX_AGE.matcher(answer.header("Strict-Transport-Security"));
        return tls ? told.find() && Long.parseLong(told.group(1)) >= ONE_YEAR : !told.find();
    }

    private boolean right(String cookie) {
        var flags = Arrays.stream(cookie.split("; ?")).skip(1).collect(Collectors.toSet());
        return cookie.startsWith(cookieName() + "=")
                && flags.containsAll(List.of("HttpOnly", "SameSite=Strict", "Path=/"))
                && flags.contains("Secure") == (tls || !demo)
                && flags.stream().noneMatch(flag -> flag.startsWith("Domain"));
    }

    private String cookieName() {
        return demo ? "madoguchi" : "__Host-madoguchi";
    }

    private static boolean silent(Answer answer) {
        return answer.header("Server").isEmpty()
                && answer.header("X-Powered-By").isEmpty()
                && (answer.response().statusCode() < 400
                        || !INSIDE.matcher(answer.response().body()).find());
    }

    // What is asked for -----------------------------------------------------------------------------------------------

    /** The address of every view, with a 1 in place of what is filled in. */
    static List<String> views() throws ClassNotFoundException {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        var paths = new TreeSet<String>();
        for (var found : scan.findCandidateComponents("jp.madoguchi")) {
            var view = Class.forName(found.getBeanClassName(), false, HeaderRules.class.getClassLoader());
            paths.add(view.getAnnotation(Route.class).value());
            for (var alias : view.getAnnotationsByType(RouteAlias.class)) {
                paths.add(alias.value());
            }
        }
        return paths.stream()
                .map(path -> "/" + path.replaceAll("/:\\w+\\?", "").replaceAll(":\\w+[^/]*", "1"))
                .toList();
    }

    /** Every view, every kind of file, every answer that is none. */
    void everything(boolean signedIn) throws Exception {
        for (var view : views()) {
            var ways = view.equals("/sign-in") ? List.of(200, 302) : signedIn ? List.of(200, 302, 404) : List.of(302);
            look("GET", view, ways);
        }
        var page = look("GET", "/sign-in?out", List.of(200, 302));
        for (var file : files(page)) {
            look("GET", file, List.of(200));
        }
        // Staff get the one page of the console for whatever is no file; it says then what was not found.
        var nothing = List.of(signedIn ? 200 : 302);
        look("GET", "/ui/nothing.css", nothing);
        look("GET", "/VAADIN/build/nothing.js", List.of(404));
        look("GET", "/favicon.ico", List.of(200, 204, 404));
        for (var path : List.of("/no/such/page", "/actuator", "/actuator/health", "/actuator/env")) {
            look("GET", path, nothing);
        }
        look("GET", "/?v-r=init&location=&query=", List.of(200, 302, 403));
        look("POST", "/?v-r=uidl&v-uiId=99", List.of(200, 302, 403));
        look("POST", "/?v-r=heartbeat&v-uiId=99", List.of(403, 404));
        look("GET", "/?v-r=push&v-uiId=99", List.of(200, 302, 400, 403));
        look("GET", "/a;b=c", List.of(400));
        look("POST", "/sign-out", List.of(403));
        look("POST", "/sign-in", List.of(302));
        look("PUT", "/members", List.of(302, 403, 405));
        look("GET", "/error", List.of(signedIn ? 404 : 302));
        look("GET", "/?v-r=nonsense", List.of(404));
        // A failure that nobody foresaw: Vaadin takes the number of a tab for granted.
        look("POST", "/?v-r=heartbeat&v-uiId=none", List.of(500));
        check(send("POST", "/sign-in", "username=" + "a".repeat(TOO_LONG)), List.of(413));
    }

    /** What the sign-in page is drawn with. */
    private static List<String> files(Answer page) {
        return Stream.concat(
                        Pattern.compile("(?:src|href)=\"\\.?/?((?:VAADIN|ui|aura)/[^\"?]+)")
                                .matcher(page.response().body())
                                .results()
                                .map(found -> "/" + found.group(1)),
                        Stream.of("/ui/console.css", "/aura/aura.css"))
                .distinct()
                .toList();
    }

    /** Signs in by the form, as a browser does. */
    void signIn(String name, String password) throws Exception {
        var door = look("GET", "/sign-in", List.of(200));
        var before = cookies.get(cookieName());
        var answer = atTheDoor(door, name, password);
        tally.that(
                answer.response().statusCode() == 302
                        && !answer.header("Location").contains("sign-in"),
                "signed in: " + answer.response().statusCode() + " " + answer.header("Location"));
        tally.that(!cookies.get(cookieName()).equals(before), "the session has another id after signing in");
    }

    /** Whether the form turns this name and password away. */
    boolean refused(String name, String password) throws Exception {
        var answer = atTheDoor(look("GET", "/sign-in", List.of(200)), name, password);
        return answer.response().statusCode() == 302
                && answer.header("Location").contains("sign-in?error");
    }

    private Answer atTheDoor(Answer door, String name, String password) throws Exception {
        var form = "username=" + encoded(name) + "&password=" + encoded(password) + "&_csrf="
                + encoded(token(door.response().body()));
        var answer = send("POST", "/sign-in", form);
        check(answer);
        return answer;
    }

    /** Signs out by the form; the browser is told to forget. */
    void signOut() throws Exception {
        var token = token(look("GET", "/account", List.of(200)).response().body());
        var answer = send("POST", "/sign-out", "_csrf=" + encoded(token));
        check(answer);
        tally.that(
                answer.header("Clear-Site-Data").contains("storage") == tls,
                "signing out clears what the browser keeps");
        look("GET", "/account", List.of(302));
    }

    /** The token against forgery that a page carries. @throws IOException when it has none */
    static String token(String page) throws IOException {
        var found = FORGERY_TOKEN.matcher(page);
        if (!found.find()) {
            throw new IOException("no token against forgery in " + page.substring(0, Math.min(page.length(), 200)));
        }
        return found.group(1);
    }

    Answer look(String method, String path, List<Integer> statuses) throws Exception {
        return check(send(method, path, ""), statuses);
    }

    private Answer check(Answer answer, List<Integer> statuses) {
        tally.that(
                statuses.contains(answer.response().statusCode()),
                answer.what() + " answers " + answer.response().statusCode() + ", not " + statuses);
        check(answer);
        return answer;
    }

    private void check(Answer answer) {
        statuses.merge(answer.response().statusCode(), 1, Integer::sum);
        rules.forEach((name, rule) -> tally.that(
                rule.test(answer),
                answer.what() + " (" + answer.response().statusCode() + "): " + name + ": "
                        + (name.equals("cookies") ? answer.cookies() : answer.header(name))));
    }

    private Answer send(String method, String path, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", "text/html")
                .method(
                        method,
                        form.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(form));
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (tls) {
            request.header("X-Forwarded-Proto", "https").header("X-Forwarded-For", "198.51.100.7");
        }
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (var cookie : response.headers().allValues("Set-Cookie")) {
            var pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        var file = response.statusCode() == 200
                && (path.startsWith("/ui/")
                        || path.startsWith("/aura/")
                        || path.startsWith("/VAADIN/")
                        || path.equals("/favicon.ico"));
        return new Answer((tls ? "by TLS " : "plain ") + method + " " + path, file, response);
    }

    /** How many answers there were of each status. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
