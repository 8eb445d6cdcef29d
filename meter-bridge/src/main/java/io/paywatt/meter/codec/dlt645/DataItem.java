package io.paywatt.meter.codec.dlt645;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import io.paywatt.meter.codec.Malformed;

/**
 * What a data identifier stands for: its fields in their order. A block may be shorter than it could be.
 *
 * @param fields one, or several of a block or a record
 */
record DataItem(List<Field> fields) {
  static final String ENERGY = "00010000";
  static final String ENERGY_BLOCK = "0001FF00";
  static final String RELAY_WORD = "04000503";
  static final String WORD_PREFIX = "040005";
  static final String BALANCE = "00900200";
  static final String CUSTOMER = "0400040E";
  private static final int DIGITS = -1;

  /**
   * @param unit     empty when it has none
   * @param bytes    its length
   * @param decimals behind the point, or negative: digits that are no number
   * @param signed   whether the top bit is a sign
   */
  record Field(String name, String unit, int bytes, int decimals, boolean signed) {
    static Field number(String name, String unit, int bytes, int decimals) {
      return new Field(name, unit, bytes, decimals, false);
    }

    static Field signed(String name, String unit, int bytes, int decimals) {
      return new Field(name, unit, bytes, decimals, true);
    }

    /** @throws IllegalArgumentException saying what is allowed */
    private byte[] bytes(String text) {
      String digits = text;
      if (decimals != DIGITS) {
        String number = "[0-9]{1,%d}%s".formatted(2 * bytes - decimals, decimals == 0 ? "" : "(\\.[0-9]{1,%d})?".formatted(decimals));
        if (!text.matches(number)) {
          throw new IllegalArgumentException(name + " has up to " + (2 * bytes - decimals) + " digits and " + decimals + " decimals");
        }
        String unscaled = new BigDecimal(text).setScale(decimals).unscaledValue().toString();
        digits = "0".repeat(2 * bytes - unscaled.length()) + unscaled;
      }
      if (!digits.matches("[0-9]{%d}".formatted(2 * bytes))) {
        throw new IllegalArgumentException(name + " has " + 2 * bytes + " digits");
      }
      return Bcd.bytes(digits);
    }

    /** Such as a time or an address. */
    static Field digits(String name, int bytes) {
      return new Field(name, "", bytes, DIGITS, false);
    }
  }

  /**
   * A field with its value.
   *
   * @param text   for people
   * @param number null when it is none, or the meter does not have it
   */
  record Told(Field field, String text, BigDecimal number) {}

  static DataItem of(Field... fields) {
    return new DataItem(List.of(fields));
  }

  /** Bytes of the whole item. */
  int bytes() {
    return fields.stream().mapToInt(Field::bytes).sum();
  }

  /** Whether a value of so many bytes is one field or more, and nothing else. */
  boolean fits(int length) {
    int end = 0;
    for (Field field : fields) {
      end += field.bytes();
      if (end >= length) {
        return end == length;
      }
    }
    return false;
  }

  /**
   * The fields of a value in their order; the text is null for one that the meter does not have.
   *
   * @throws Malformed when the length or a digit is wrong
   */
  List<Told> read(byte[] value) {
    if (!fits(value.length)) {
      throw new Malformed(fields.get(0).name() + " has " + value.length + " bytes, allowed are " + lengths());
    }
    List<Told> all = new ArrayList<>();
    int from = 0;
    for (Field field : fields) {
      if (from < value.length) {
        all.add(told(field, Arrays.copyOfRange(value, from, from + field.bytes())));
        from += field.bytes();
      }
    }
    return all;
  }

  /**
   * As it is written: the other way round than {@link #read}.
   *
   * @param text the fields with commas between, a table may be shorter than it could be
   * @throws IllegalArgumentException saying what is allowed
   */
  byte[] write(String text) {
    String[] values = text.split(",", -1);
    if (values.length > fields.size()) {
      throw new IllegalArgumentException("it has " + values.length + " fields, allowed are up to " + fields.size());
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int i = 0; i < values.length; i++) {
      whole.writeBytes(fields.get(i).bytes(values[i].strip()));
    }
    return whole.toByteArray();
  }

  /** The numbers among these; null for one that the meter does not have. */
  static List<BigDecimal> numbers(List<Told> told) {
    return told.stream().filter(each -> each.field().decimals() != DIGITS).map(Told::number).toList();
  }

  private static Told told(Field field, byte[] bytes) {
    if (field.decimals() == DIGITS) {
      return new Told(field, Bcd.hexReversed(bytes, 0, bytes.length), null);
    }
    Optional<BigDecimal> number = Bcd.number(bytes, field.decimals(), field.signed());
    return new Told(field, number.map(BigDecimal::toPlainString).orElse(null), number.orElse(null));
  }

  private String lengths() {
    return fields.size() == 1 ? String.valueOf(bytes()) : fields.get(0).bytes() + " to " + bytes() + " in whole fields";
  }

  /** What some of these have in common: the same fields, each name with a word behind it. */
  DataItem named(String word) {
    return new DataItem(fields.stream().map(each -> new Field(each.name() + word, each.unit(), each.bytes(), each.decimals(),
        each.signed())).toList());
  }
}
