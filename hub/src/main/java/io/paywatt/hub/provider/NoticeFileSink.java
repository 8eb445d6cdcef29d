package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.file.NoticeFile;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Messages into a file, for a start and for the demo. */
final class NoticeFileSink implements Provider {
  @Override
  public String name() {
    return "file";
  }

  @Override
  public boolean configured(Settings settings) {
    return true;
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("noticeFile", NoticeFile.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    return Map.of("noticeFile",
        new NoticeFile(parts.settings().path(Keys.DATA).resolve("notices.jsonl"), parts.clock()));
  }
}
