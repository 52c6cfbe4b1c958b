package jp.madoguchi.staff;

import com.webauthn4j.data.client.Origin;
import java.net.URI;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The address that passkeys are good for: the one setting that makes them useless on any page but this. */
@Component
class PasskeySite {

    private final String configured;
    private final boolean demo;
    private final Environment environment;

    PasskeySite(
            @Value("${madoguchi.passkeys.origin}") String configured,
            @Value("${madoguchi.demo:false}") boolean demo,
            Environment environment) {
        if (!configured.isEmpty() && !allowed(URI.create(configured))) {
            throw new IllegalStateException(
                    "madoguchi.passkeys.origin is no address like https://console.example.jp: " + configured);
        }
        this.configured = configured;
        this.demo = demo;
        this.environment = environment;
    }

    /** Scheme, name and port as a browser says them; empty where no passkeys are offered. */
    Optional<Origin> origin() {
        if (!configured.isEmpty()) {
            return Optional.of(Origin.create(configured));
        }
        var port = environment.getProperty("local.server.port");
        return demo && port != null ? Optional.of(Origin.create("http://localhost:" + port)) : Optional.empty();
    }

    private static boolean allowed(URI address) {
        return address.getHost() != null
                && (address.getRawPath() == null || address.getRawPath().isEmpty())
                && (address.getScheme().equals("https") || address.getHost().equals("localhost"));
    }
}
