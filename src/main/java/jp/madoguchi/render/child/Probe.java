package jp.madoguchi.render.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tries what a paper could make its process do, and says what succeeded, a word a line; the last line is always
 * {@code tried}. Arguments: a port on this machine that listens, a file that everybody may read, a
 * folder that whoever started it may write to.
 */
final class Probe {

    private static final int PATIENCE = 1_000;

    private Probe() {}

    private interface Deed {
        void run() throws IOException;
    }

    public static void main(String[] args) {
        attempt("connected", () -> connect(Integer.parseInt(args[0])));
        attempt("read", () -> Files.readAllBytes(Path.of(args[1])));
        attempt("written", () -> Files.createFile(Path.of(args[2], "written")));
        System.out.println("tried");
    }

    private static void connect(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
        }
    }

    private static void attempt(String name, Deed deed) {
        try {
            deed.run();
            System.out.println(name);
        } catch (IOException refused) {
            // As it should be.
        }
    }
}
