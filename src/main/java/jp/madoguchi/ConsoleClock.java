package jp.madoguchi;

import java.time.Clock;
import jp.madoguchi.core.Tokyo;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of this node, for sign-in and display only; what people must agree on is decided on the database's. */
@Configuration(proxyBeanMethods = false)
class ConsoleClock {

    @Bean
    Clock clock() {
        return Clock.system(Tokyo.ZONE);
    }
}
