package io.paywatt.hub.run;

import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.Directory;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.NativeCodec;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.make.Makes;
import io.paywatt.meter.topic.TopicPattern;

/** The makes of meters that the configuration names. */
public final class MeterMakes {
  private static final String FACTORY_PASSWORD = "02000000";

  private MeterMakes() {}

  /** @throws io.paywatt.ledger.Misconfigured with every fault of the files as file:line */
  static List<MeterCodec> codecs(Settings settings, Directory directory, Buses buses) {
    return Makes.load(settings.path(Keys.METERS), parts(settings, directory, buses));
  }

  /** Names of all makes, native among them. @throws io.paywatt.ledger.Misconfigured as {@link #codecs} */
  static Set<String> names(Settings settings) {
    Set<String> names = new TreeSet<>(Set.of(NativeCodec.MAKE));
    codecs(settings, Directory.none(), new Buses(Clock.systemUTC())).forEach(codec -> names.add(codec.make()));
    return names;
  }

  /**
   * Where single devices and gateways of the makes speak, or listen, with %u for their name. What several share is left out,
   * unless it is one topic.
   */
  public static List<String> deviceTopics(Settings settings, Function<MeterCodec, List<TopicPattern>> which) {
    return codecs(settings, Directory.none(), new Buses(Clock.systemUTC())).stream().flatMap(codec -> which.apply(codec).stream())
        .map(TopicPattern::filterOfOne).filter(filter -> filter.contains("%u") || !filter.matches(".*[+#].*")).distinct().toList();
  }

  /** For who checks or tries a file. @param directory the meters that are known to it */
  public static CodecParts trial(Settings settings, Directory directory) {
    return parts(settings, directory, new Buses(Clock.systemUTC()));
  }

  private static CodecParts parts(Settings settings, Directory directory, Buses buses) {
    String password = settings.has(Keys.DLT645_PASSWORD) ? settings.text(Keys.DLT645_PASSWORD) : FACTORY_PASSWORD;
    int digits = Math.max(0, Currency.getInstance(settings.text(Keys.CURRENCY_CODE)).getDefaultFractionDigits());
    return new CodecParts(directory, buses, Clock.systemUTC(), settings.get(Keys.TIME_ZONE), digits,
        settings.text(Keys.MQTT_PREFIX), password, settings.text(Keys.DLT645_OPERATOR));
  }
}
