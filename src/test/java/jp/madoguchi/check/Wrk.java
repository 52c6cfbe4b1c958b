package jp.madoguchi.check;

import java.io.IOException;
import java.util.regex.Pattern;

/** The load tool wrk: 32 connections that ask as fast as they are answered. */
final class Wrk {

    private static final Pattern PACE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern TROUBLE = Pattern.compile("Socket errors: .*|Non-2xx or 3xx responses: .*");

    /** What it saw: requests a second, and what went wrong, or nothing. */
    record Seen(double perSecond, String trouble) {}

    private Wrk() {}

    static Seen against(String url, int seconds) throws IOException, InterruptedException {
        var process = new ProcessBuilder("wrk", "-t1", "-c32", "-d" + seconds + "s", url)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        var pace = PACE.matcher(said);
        if (process.waitFor() != 0 || !pace.find()) {
            throw new IOException("wrk against " + url + ": " + said);
        }
        var trouble = TROUBLE.matcher(said);
        return new Seen(Double.parseDouble(pace.group(1)), trouble.find() ? trouble.group() : "");
    }
}
