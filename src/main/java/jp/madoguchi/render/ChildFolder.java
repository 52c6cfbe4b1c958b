package jp.madoguchi.render;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessRead;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/** What the caged process has on its class path, copied out of the console once: its own classes, PDFBox, a typeface. */
final class ChildFolder {

    private static final List<Class<?>> ONE_OF_EACH_JAR =
            List.of(Loader.class, FontBoxFont.class, RandomAccessRead.class, LogFactory.class);
    private static final String CLASSES = "jp/madoguchi/render/child/";
    private static final String FONTS = "fonts/";

    private final Path folder;

    ChildFolder() throws IOException {
        folder = readable(Files.createTempDirectory("madoguchi-render"));
        readable(Files.createDirectory(empty()));
        readable(Files.createDirectory(classes()));
        var number = 0;
        for (var type : ONE_OF_EACH_JAR) {
            copy(
                    type.getProtectionDomain().getCodeSource().getLocation(),
                    classes().resolve(++number + ".jar"));
        }
        copyAll(CLASSES, "*.class");
        copyAll(FONTS, "*.ttf");
    }

    /** Everybody may read it: it holds nothing but code that anybody may have. */
    Path classes() {
        return folder.resolve("classes");
    }

    Path empty() {
        return folder.resolve("empty");
    }

    /** Beside the classes, where no caged process sees it. */
    Path bait() {
        return folder.resolve("bait");
    }

    String classPath() {
        return classes() + ":" + classes() + "/*";
    }

    void delete() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    private void copyAll(String path, String names) throws IOException {
        var target = classes();
        for (var name : Path.of(path)) {
            target = readable(Files.createDirectories(target.resolve(name)));
        }
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:" + path + names)) {
            copy(file.getURL(), target.resolve(String.valueOf(file.getFilename())));
        }
    }

    /** A jar within the jar of the console is named as the root of what is in it. */
    private static void copy(URL from, Path to) throws IOException {
        var connection = from.openConnection();
        var source =
                connection instanceof JarURLConnection jar && jar.getEntryName() == null ? jar.getJarFileURL() : from;
        try (var bytes = source.openStream()) {
            Files.copy(bytes, to);
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static Path readable(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
