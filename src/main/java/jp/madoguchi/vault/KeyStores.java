package jp.madoguchi.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the folder of the keys: the one that is set; beside a database of our own; none beside a database that was given. */
@Configuration(proxyBeanMethods = false)
class KeyStores {

    @Bean
    DocumentKeys documentKeys(
            @Value("${madoguchi.keys.folder}") String folder,
            @Value("${madoguchi.database.directory}") String database,
            @Value("${spring.datasource.url:embedded}") String url)
            throws IOException {
        if (!folder.isEmpty()) {
            return new FolderKeys(Path.of(folder));
        }
        if (!url.equals("embedded")) {
            LoggerFactory.getLogger(KeyStores.class)
                    .warn("madoguchi.keys.folder is not set: income certificates are not taken in");
            return new NoKeys();
        }
        return new FolderKeys(
                database.isEmpty() ? Files.createTempDirectory("madoguchi-keys-") : Path.of(database, "keys"));
    }
}
