package jp.madoguchi.staff;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.FreshFactor;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Who gets in where: everything asks for a sign-in but the page for it and what it is drawn with. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SecurityConfig {

    private static final Pattern STATIC =
            Pattern.compile("/(ui|aura)(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

    /** Flow 25.2 runs inline scripts and evaluates what the server sends; the strict mode comes with 25.4. */
    private static final String CONTENT_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=()";

    private static final long ONE_YEAR = 31_536_000;

    /** Rights carry no prefix; without this bean {@code @RolesAllowed} on a view never matches. */
    @Bean
    static GrantedAuthorityDefaults authoritiesWithoutPrefix() {
        return new GrantedAuthorityDefaults("");
    }

    /** A file that there is: what is none would be answered by Vaadin's page, also to nobody. */
    private static boolean staticFile(HttpServletRequest request) {
        var path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return STATIC.matcher(path).matches() && new ClassPathResource("META-INF/resources" + path).exists();
    }

    @Bean
    SecurityFilterChain console(
            HttpSecurity http,
            SecurityContextHolderStrategy strategy,
            SignIn signIn,
            Sessions sessions,
            FreshFactor factor) {
        // Filters capture the strategy when they are made: it must be Vaadin's before the first of them.
        SecurityContextHolder.setContextHolderStrategy(strategy);
        // Not a bean: Spring would ask it a second time, and each failure would count twice.
        return http.authenticationProvider(new SignInProvider(signIn, factor.inUse()))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(SecurityConfig::staticFile)
                        .permitAll()
                        // On the management port alone, which answers to this machine.
                        .requestMatchers(EndpointRequest.toAnyEndpoint())
                        .permitAll()
                        .requestMatchers("/favicon.ico")
                        .permitAll())
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(SignInView.class, "/sign-in?out")
                                // Views guard themselves; what is no view at all is told as not found, to staff only.
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .formLogin(form -> form.failureHandler(failure()))
                .logout(logout -> logout.logoutRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-out"))
                        .addLogoutHandler(signedOut(sessions))
                        .addLogoutHandler(clearSiteData()))
                .sessionManagement(management -> management
                        .sessionFixation(fixation -> fixation.changeSessionId())
                        .addSessionAuthenticationStrategy(begin(sessions)))
                .addFilterBefore(new AccountGate(sessions), AnonymousAuthenticationFilter.class)
                .headers(HeadersConfigurer::disable)
                .build();
    }

    /**
     * The headers of every answer. Before all else and not within the chain: what its firewall refuses has them too. At
     * once: Vaadin ends its answers by itself, after which it would be too late.
     */
    @Bean
    static FilterRegistrationBean<HeaderWriterFilter> headersOfEveryAnswer() {
        var transport = new HstsHeaderWriter();
        transport.setIncludeSubDomains(true);
        transport.setMaxAgeInSeconds(ONE_YEAR);
        var opener = new CrossOriginOpenerPolicyHeaderWriter();
        opener.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
        var resources = new CrossOriginResourcePolicyHeaderWriter();
        resources.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
        var filter = new HeaderWriterFilter(List.of(
                new XContentTypeOptionsHeaderWriter(),
                new CacheControlHeadersWriter(),
                transport,
                new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY),
                new ContentSecurityPolicyHeaderWriter(CONTENT_POLICY),
                new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER),
                new PermissionsPolicyHeaderWriter(PERMISSIONS),
                opener,
                resources));
        filter.setShouldWriteHeadersEagerly(true);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    private static AuthenticationFailureHandler failure() {
        return (request, response, refusal) -> response.sendRedirect(request.getContextPath()
                + (refusal instanceof AuthenticationServiceException ? "/sign-in?unavailable" : "/sign-in?error"));
    }

    private static LogoutHandler signedOut(Sessions sessions) {
        return (request, response, authentication) ->
                ConsoleSession.of(request.getSession(false)).ifPresent(sessions::signedOut);
    }

    private static LogoutHandler clearSiteData() {
        return new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(
                ClearSiteDataHeaderWriter.Directive.CACHE, ClearSiteDataHeaderWriter.Directive.STORAGE));
    }

    private static SessionAuthenticationStrategy begin(Sessions sessions) {
        return (authentication, request, response) -> {
            if (authentication.getPrincipal() instanceof StaffMember staff) {
                sessions.begin(request, staff, null);
            }
        };
    }
}
