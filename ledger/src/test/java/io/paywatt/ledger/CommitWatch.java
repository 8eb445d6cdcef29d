package io.paywatt.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A pool that counts commits and can do something else instead. */
public final class CommitWatch {
  /** What is done for a commit. */
  public interface Instead {
    void commit(Connection connection) throws SQLException;
  }

  public final AtomicInteger commits = new AtomicInteger();
  private final DataSource real;
  private volatile Instead instead = Connection::commit;

  public CommitWatch(DataSource real) {
    this.real = real;
  }

  public void instead(Instead of) {
    instead = of;
  }

  public DataSource dataSource() {
    return proxy(DataSource.class, real, connection -> proxy(Connection.class, (Connection) connection, it -> it));
  }

  private interface Wrap {
    Object of(Object result);
  }

  private <T> T proxy(Class<T> type, T target, Wrap wrap) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
      try {
        if (method.getName().equals("commit")) {
          commit((Connection) target);
          return null;
        }
        Object result = method.invoke(target, arguments);
        return method.getName().equals("getConnection") ? wrap.of(result) : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }));
  }

  private void commit(Connection connection) throws SQLException {
    commits.incrementAndGet();
    instead.commit(connection);
  }
}
