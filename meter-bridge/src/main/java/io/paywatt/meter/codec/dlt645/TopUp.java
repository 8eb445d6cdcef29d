package io.paywatt.meter.codec.dlt645;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.meter.codec.CommandLife;

/**
 * Money for a meter with a wallet of its own, by function 03H. Without a security module its two check codes are zero, which
 * meters of landlords take and those of the grid don't. The meter counts: a credit that it had before it answers as done before.
 *
 * @param layout         of the data
 * @param currencyDigits decimals of the hub's currency; meters keep two
 */
record TopUp(Layout layout, int currencyDigits) {
  static final String DI = "070102FF";
  private static final int UNPROCESSABLE = 422;
  private static final int METER_DIGITS = 2;
  private static final long MOST = 0xFFFF_FFFFL;
  private static final byte[] NO_CHECK = new byte[4];

  /** What tells two credits apart. */
  enum Layout {
    /** Operator, amount, number of the purchase, customer: 30 bytes, as the grid has it. */
    COUNT,
    /** Operator, amount, an order of 16 digits, address of the meter: 34 bytes. */
    ORDER;

    static Layout of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * @param address  twelve digits
   * @param operator eight digits
   * @param customer twelve digits, as the meter has it
   * @throws Rejected when the credit is not one of money with a number
   */
  Frame frame(String address, String operator, String customer, OutgoingCommand command) {
    int amount = number(command, "amount", hundredths(command));
    int count = number(command, "count", BigDecimal.valueOf(CommandLife.body(command).path("count").asLong()));
    byte[] head = join(Bcd.bytes(DI), Bcd.bytes(operator), little(amount));
    return new Frame(address, Frame.SECURED, layout == Layout.COUNT
        ? join(head, little(count), NO_CHECK, Bcd.bytes(customer), NO_CHECK)
        : join(head, Bcd.bytes("%016d".formatted(Integer.toUnsignedLong(count))), NO_CHECK, Bcd.bytes(address), NO_CHECK));
  }

  /** What a request says, for people; as hexadecimal text when it has another length. */
  static String words(byte[] data) {
    ByteBuffer fields = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    if (data.length != 30 && data.length != 34) {
      return "top-up " + Bcd.hexReversed(data, 4, data.length - 4);
    }
    String amount = BigDecimal.valueOf(Integer.toUnsignedLong(fields.getInt(8)), METER_DIGITS).toPlainString();
    String which = data.length == 30
        ? "number " + Integer.toUnsignedLong(fields.getInt(12)) + ", customer " + Bcd.hexReversed(data, 20, 6)
        : "order " + Bcd.hexReversed(data, 12, 8) + ", meter " + Bcd.hexReversed(data, 24, 6);
    return "top-up " + amount + ", " + which + ", operator " + Bcd.hexReversed(data, 4, 4);
  }

  private BigDecimal hundredths(OutgoingCommand command) {
    JsonNode amount = CommandLife.body(command).path("amount");
    return amount.isIntegralNumber() ? new BigDecimal(amount.bigIntegerValue()).movePointRight(METER_DIGITS - currencyDigits)
        : BigDecimal.ZERO;
  }

  private static int number(OutgoingCommand command, String name, BigDecimal value) {
    if (value.signum() <= 0 || value.stripTrailingZeros().scale() > 0 || value.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new Rejected(UNPROCESSABLE, "command " + command.id() + ": " + name + " is "
          + CommandLife.body(command).path(name) + ", allowed is a whole number of hundredths, or of purchases, from 1");
    }
    return (int) value.longValueExact();
  }

  private static byte[] little(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(whole::writeBytes);
    return whole.toByteArray();
  }
}
