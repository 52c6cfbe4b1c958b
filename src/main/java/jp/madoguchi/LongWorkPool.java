package jp.madoguchi;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Connections for what may take minutes: checking the trail, exports, purges, listening for notifications. Inject it
 * as {@code @Qualifier("longWork") DataSource}; whatever a person waits for uses the ordinary one, which gives up
 * after seconds.
 */
@Configuration(proxyBeanMethods = false)
class LongWorkPool {

    @Bean(defaultCandidate = false)
    @Qualifier("longWork")
    DataSource longWork(JdbcConnectionDetails details) {
        var pool = new HikariDataSource();
        pool.setPoolName("long-work");
        pool.setJdbcUrl(details.getJdbcUrl());
        pool.setUsername(details.getUsername());
        pool.setPassword(details.getPassword());
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(2500);
        pool.setConnectionInitSql("set time zone 'Asia/Tokyo'");
        pool.addDataSourceProperty("ApplicationName", "madoguchi-long");
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("options", "-c lock_timeout=2000");
        return pool;
    }
}
