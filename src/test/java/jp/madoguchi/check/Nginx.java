package jp.madoguchi.check;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An nginx of its own that serves files as fast as it can: as many workers as there are processors, no log. */
final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            daemon off;
            user %3$s;
            worker_processes auto;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events { worker_connections 1024; }
            http {
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=100; default_type text/html;
              client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
              server { listen 127.0.0.1:%2$d; root %1$s/files; add_header Cache-Control "public, max-age=5"; }
            }
            """;

    private final Process process;
    private final int port;

    /**
     * Starts it.
     *
     * @param home an empty folder of its own
     * @param files their paths and their bytes
     */
    Nginx(Path home, Map<String, byte[]> files) throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        for (var file : files.entrySet()) {
            var path = home.resolve("files" + file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        var configuration = home.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(home, port, System.getProperty("user.name")));
        process = new ProcessBuilder("nginx", "-p", home.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
