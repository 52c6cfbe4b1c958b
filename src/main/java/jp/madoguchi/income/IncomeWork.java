package jp.madoguchi.income;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done without anybody asking: keys made and destroyed, papers from the site rendered. */
@Configuration(proxyBeanMethods = false)
class IncomeWork {

    @Bean
    Steady keyRoundsWork(KeyRounds rounds) {
        return new Steady("income-keys", rounds::round);
    }

    @Bean
    Steady siteRenderingWork(SiteRendering rendering) {
        return new Steady("income-rendering", rendering::renderNext);
    }
}
