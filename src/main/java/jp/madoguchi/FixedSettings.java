package jp.madoguchi;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * What no argument, environment or file changes: production mode, and the cookie of a session. Outside the demo it is one
 * that a browser takes and sends by TLS alone, and that no other host of the domain can set ({@code __Host-}).
 */
final class FixedSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String COOKIE = "server.servlet.session.cookie.";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var fixed = new HashMap<String, Object>(Map.of(
                "vaadin.production-mode",
                true,
                "server.servlet.session.tracking-modes",
                "cookie",
                COOKIE + "http-only",
                true,
                COOKIE + "same-site",
                "strict",
                COOKIE + "path",
                "/"));
        if (!environment.getProperty("madoguchi.demo", Boolean.class, false)) {
            fixed.put(COOKIE + "name", "__Host-madoguchi");
            fixed.put(COOKIE + "secure", true);
        }
        environment.getPropertySources().addFirst(new MapPropertySource("fixed", fixed));
    }
}
