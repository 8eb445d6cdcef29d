package io.paywatt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestServersTest {

  @Test
  void each_name_gets_a_fresh_schema_in_which_triggers_may_be_made() throws SQLException {
    TestDatabase first = TestServers.database("kit");
    try (Connection connection = first.dataSource().getConnection(); Statement sql = connection.createStatement()) {
      sql.execute("CREATE TABLE t (a INT)");
      sql.execute("CREATE TRIGGER no_delete BEFORE DELETE ON t FOR EACH ROW SIGNAL SQLSTATE '45000'");
    }
    try (Connection connection = TestServers.database("kit").dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      assertThat(sql.executeQuery("SHOW TABLES").next()).isFalse();
    }
  }

  @Test
  void the_database_lets_nobody_in_without_the_password() {
    TestDatabase database = TestServers.database("login");
    for (String user : new String[] {"root", database.user(), "mariadb.sys", ""}) {
      assertThatThrownBy(() -> DriverManager.getConnection(database.url(), user, ""))
          .isInstanceOf(SQLException.class).hasMessageContaining("ccess denied");
    }
  }
}
