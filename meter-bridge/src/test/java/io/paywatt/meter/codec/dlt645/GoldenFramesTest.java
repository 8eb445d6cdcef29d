package io.paywatt.meter.codec.dlt645;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.Trials;
import org.junit.jupiter.api.Test;

/** The frames of resources/golden/dlt645.txt, checked against two other implementations and captures of real meters. */
class GoldenFramesTest {
  private static final String METER = "202311220001";
  private static final Instant UNTIL = Instant.parse("2030-12-31T15:59:59Z");
  private final Requests requests = new Requests("02000000", "00000001", Trials.ZONE, true);

  @Test
  void every_frame_says_what_stands_beside_it() {
    for (String[] line : Trials.golden("dlt645.txt")) {
      MeterCodec codec = Trials.shipped("dlt645");
      String said = Trials.values(codec.decode(Trials.frame("dtu/1/up", "FE FE FE FE " + line[0])));
      assertThat(said.replace(" ", "")).as(line[0]).isEqualTo(line[1].replace(" ", ""));
    }
  }

  @Test
  void every_frame_is_written_as_it_was_read() {
    for (String[] line : Trials.golden("dlt645.txt")) {
      byte[] bytes = Trials.hex(line[0]);
      assertThat(Frame.at(bytes, 0).encode()).as(line[0]).isEqualTo(bytes);
    }
  }

  @Test
  void requests_are_the_golden_ones() {
    List<Frame> made = List.of(Requests.read(METER, "00010000"), Requests.read(METER, "0001FF00"),
        Requests.read(METER, "00900200"), Requests.read(METER, "04000503"), Requests.readMore(METER, "0001FF00", 1),
        requests.relay(METER, Relay.OPEN, UNTIL), requests.relay(METER, Relay.CLOSED, UNTIL),
        new Requests("02000000", "00000001", Trials.ZONE, false).relay(METER, Relay.CLOSED, UNTIL),
        requests.time(Instant.parse("2026-11-23T13:30:00Z")));
    List<byte[]> golden = Trials.golden("dlt645.txt").stream().map(line -> Trials.hex(line[0])).toList();
    made.forEach(frame -> assertThat(golden).as("%s", frame).anySatisfy(bytes -> assertThat(frame.encode()).isEqualTo(bytes)));
    assertThat(made.stream().map(frame -> HexFormat.of().formatHex(frame.encode())).distinct()).hasSize(made.size());
  }
}
