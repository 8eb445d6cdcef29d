package io.paywatt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RotatingTest {
  @TempDir
  private Path folder;

  @Test
  void a_changed_file_is_read_again_and_an_unchanged_one_is_not() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "1");
    AtomicInteger reads = new AtomicInteger();
    Rotating<Integer> number = number(file, reads);
    assertThat(number.get()).isEqualTo(1);
    assertThat(number.get()).isEqualTo(1);
    assertThat(reads).hasValue(1);
    Files.writeString(file, "22");
    assertThat(number.get()).isEqualTo(22);
    assertThat(reads).hasValue(2);
  }

  @Test
  void a_broken_new_file_leaves_the_old_one_in_force_and_is_named_once_in_the_log() throws IOException {
    Path file = Files.writeString(folder.resolve("merchant.pem"), "1");
    Rotating<Integer> number = number(file, new AtomicInteger());
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Rotating.class);
    logger.addAppender(log);
    try {
      Files.writeString(file, "no number");
      assertThat(number.get()).isEqualTo(1);
      assertThat(number.get()).isEqualTo(1);
      Files.delete(file);
      assertThat(number.get()).isEqualTo(1);
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list).hasSize(2).allSatisfy(event -> assertThat(event.getFormattedMessage()).contains("merchant.pem"));
    Files.writeString(file, "333");
    assertThat(number.get()).isEqualTo(333);
  }

  @Test
  void a_secret_is_its_text_or_what_its_file_holds_now() throws IOException {
    assertThat(Secret.of("plain").get()).isEqualTo("plain");
    Path file = Files.writeString(folder.resolve("secret"), " first\n");
    Secret secret = Secret.of("file:" + file);
    assertThat(secret.get()).isEqualTo("first");
    assertThat(secret).hasToString("***");
  }

  @Test
  void a_secret_file_that_is_missing_empty_or_wrong_is_named_without_its_content() throws IOException {
    assertThatThrownBy(() -> Secret.of("file:" + folder.resolve("none"))).hasMessageContaining("none");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertThatThrownBy(() -> Secret.of("file:" + empty)).hasMessageContaining("empty");
    Path wrong = Files.writeString(folder.resolve("wrong"), "hunter2");
    assertThatThrownBy(() -> Secret.of("file:" + wrong, text -> {
      throw new IllegalArgumentException("must have 32 characters");
    })).hasMessageNotContaining("hunter2");
  }

  private static Rotating<Integer> number(Path file, AtomicInteger reads) {
    return new Rotating<>(List.of(file), () -> {
      reads.incrementAndGet();
      try {
        return Integer.valueOf(Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }, Duration.ZERO);
  }
}
