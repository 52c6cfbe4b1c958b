package jp.madoguchi.operation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * While the database is known to be lost, a click is told so at once: nobody waits for a connection that cannot come, and
 * one click that would ask for several does not wait several times.
 */
@Component
public class DatabaseDoor implements BeanPostProcessor {

    private static final String ORDINARY = "dataSource";

    private volatile boolean shut;

    public void shut() {
        shut = true;
    }

    public void open() {
        shut = false;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return name.equals(ORDINARY) && bean instanceof DataSource source ? new Guarded(source) : bean;
    }

    private final class Guarded extends DelegatingDataSource {

        Guarded(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (shut) {
                throw new SQLTransientConnectionException("the database does not answer", "08001");
            }
            return super.getConnection();
        }
    }
}
