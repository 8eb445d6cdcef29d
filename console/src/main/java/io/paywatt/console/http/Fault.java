package io.paywatt.console.http;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One thing that is wrong in a request; what does not apply is null and left out of the answer.
 *
 * @param parameter query parameter
 * @param field     field of a JSON body
 * @param line      line of the body, from 1
 * @param column    column of the line, from 1
 * @param message   what is wrong and what is allowed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(String parameter, String field, Integer line, Integer column, String message) {

  /** A fault of a query parameter. */
  public static Fault ofParameter(String name, String message) {
    return new Fault(name, null, null, null, message);
  }

  /** A fault of a field of a JSON body. */
  public static Fault ofField(String name, String message) {
    return new Fault(null, name, null, null, message);
  }

  /** A fault of a line of a CSV body. */
  public static Fault ofLine(int line, String message) {
    return new Fault(null, null, line, null, message);
  }
}
