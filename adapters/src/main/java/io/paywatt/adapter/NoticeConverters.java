package io.paywatt.adapter;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import io.paywatt.ledger.payment.PaymentNotice;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * A notice between a provider's source and the door for money as the JSON of docs/integrators.md: for a route that looks at
 * it, logs it or hands it on. Written only when somebody asks, since most routes just pass it on. Found by Camel.
 */
public final class NoticeConverters implements TypeConverterLoader {
  @Override
  public void load(TypeConverterRegistry registry) {
    add(registry, byte[].class, json -> json);
    add(registry, String.class, json -> new String(json, StandardCharsets.UTF_8));
    add(registry, InputStream.class, ByteArrayInputStream::new);
  }

  private static <T> void add(TypeConverterRegistry registry, Class<T> type, Function<byte[], T> of) {
    registry.addTypeConverter(type, PaymentNotice.class, new SimpleTypeConverter(false,
        (wanted, exchange, notice) -> of.apply(((PaymentNotice) notice).toJson())));
  }
}
