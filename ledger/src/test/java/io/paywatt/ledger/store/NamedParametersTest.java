package io.paywatt.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jdbi.v3.core.statement.ParsedSql;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedParametersTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      a = :a AND b = :b_1           | a = ? AND b = ?               | a,b_1
      x IN (:__ids_0, :__ids_1)     | x IN (?, ?)                   | __ids_0,__ids_1
      a = ':no' AND b = "it's :no"  | a = ':no' AND b = "it's :no"  |
      a = 'it''s :no' AND b = :b    | a = 'it''s :no' AND b = ?     | b
      a = '\\' :no' AND b = :b      | a = '\\' :no' AND b = ?       | b
      `odd:name` = :c               | `odd:name` = ?                | c
      TIME '10:30' < : AND :d       | TIME '10:30' < : AND ?        | d
      """)
  void names_outside_quotes_are_parameters(String sql, String expected, String names) {
    ParsedSql parsed = new NamedParameters().parse(sql, null);
    assertThat(parsed.getSql()).isEqualTo(expected);
    assertThat(parsed.getParameters().getParameterNames()).isEqualTo(names == null ? List.of()
        : List.of(names.split(",")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = "a = ? AND b = ? | 2")
  void question_marks_are_positions(String sql, int count) {
    ParsedSql parsed = new NamedParameters().parse(sql, null);
    assertThat(parsed.getSql()).isEqualTo(sql);
    assertThat(parsed.getParameters().isPositional()).isTrue();
    assertThat(parsed.getParameters().getParameterCount()).isEqualTo(count);
  }
}
