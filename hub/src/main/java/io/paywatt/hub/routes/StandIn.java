package io.paywatt.hub.routes;

import sun.reflect.ReflectionFactory;

/**
 * An object of a class, made without its constructor: enough for Camel to see whether a bean has the method that a route
 * names, without a database behind it. Never called.
 */
final class StandIn {
  private StandIn() {}

  static Object of(Class<?> type) {
    try {
      return ReflectionFactory.getReflectionFactory()
          .newConstructorForSerialization(type, Object.class.getDeclaredConstructor()).newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("No stand-in for " + type, e);
    }
  }
}
