package jp.madoguchi.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a process is locked away; each tells what to put before its command. */
enum Way {

    /** bubblewrap, which needs user namespaces or is installed with the right to do without. */
    BUBBLEWRAP {
        @Override
        Optional<List<String>> around(Ground ground) {
            return program("bwrap").map(bwrap -> {
                var words = new ArrayList<>(
                        List.of(bwrap, "--unshare-all", "--new-session", "--cap-drop", "ALL", "--chdir", "/"));
                words.addAll(List.of("--clearenv", "--setenv", LIBRARIES, ground.libraries()));
                for (var folder : ground.shown()) {
                    if (Files.isSymbolicLink(folder)) {
                        words.addAll(List.of("--symlink", target(folder), folder.toString()));
                    } else {
                        words.addAll(List.of("--ro-bind", folder.toString(), folder.toString()));
                    }
                }
                words.addAll(List.of("--remount-ro", "/", "--"));
                return words;
            });
        }
    },

    /** util-linux: as root, or with user namespaces. */
    NAMESPACES {
        @Override
        Optional<List<String>> around(Ground ground) {
            return program("unshare")
                    .flatMap(unshare -> program("setpriv").map(setpriv -> {
                        var words = new ArrayList<String>(List.of(unshare));
                        if (!isRoot()) {
                            words.addAll(List.of("--user", "--map-root-user"));
                        }
                        words.addAll(List.of("--net", "--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child"));
                        words.addAll(List.of("--propagation", "private", SHELL, "-euc", SCRIPT, SHELL));
                        words.add(ground.empty().toString());
                        words.add(setpriv);
                        words.add(isRoot() ? "--reuid=65534 --regid=65534 --clear-groups" : "");
                        ground.shown().forEach(folder -> words.add(folder.toString()));
                        words.add("--");
                        return words;
                    }));
        }
    },

    /** Not locked away at all. */
    BARE {
        @Override
        Optional<List<String>> around(Ground ground) {
            return Optional.of(List.of());
        }
    };

    /**
     * @param shown the folders that the process needs, which it may read and never change
     * @param empty a folder with nothing in it
     * @param libraries where the program finds its own
     */
    record Ground(List<Path> shown, Path empty, String libraries) {}

    static final String SHELL = "/bin/sh";

    /** The one variable of its environment. */
    static final String LIBRARIES = "LD_LIBRARY_PATH";

    private static final String SCRIPT = script();

    /** Empty where this machine lacks what it needs. */
    abstract Optional<List<String>> around(Ground ground);

    private static Optional<String> program(String name) {
        return Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin")
                .map(folder -> folder + "/" + name)
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script() {
        try (var script = Way.class.getResourceAsStream("/render/cage.sh")) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
