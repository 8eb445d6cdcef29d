package io.paywatt.simulator.sts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derivation of the key that only one meter has, IEC 62055-41. */
final class DecoderKey {
  private DecoderKey() {}

  /**
   * What a meter is keyed with.
   *
   * @param keyType       0 initialisation, 1 default, 2 unique, 3 common
   * @param supplyGroup   6 digits
   * @param tariffIndex   2 digits
   * @param keyRevision   1 to 9
   * @param baseDate      two digits of the year: 93, 14 or 35
   * @param primaryNumber MeterPAN, 18 digits
   */
  record Identity(int keyType, String supplyGroup, String tariffIndex, int keyRevision, String baseDate,
      String primaryNumber) {}

  /** Algorithm 02, single DES. @param vendingKey 8 bytes. @return 8 bytes, the most significant first */
  static byte[] algorithm02(byte[] vendingKey, Identity meter) {
    byte[] primary = digits(meter.primaryNumber().substring(1, 17));
    byte[] control = HexFormat.of().parseHex(meter.keyType() + meter.supplyGroup() + meter.tariffIndex()
        + meter.keyRevision() + "FFFFFF");
    byte[] mixed = xor(primary, control);
    try {
      Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
      des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(vendingKey, "DES"));
      return xor(xor(des.doFinal(mixed), mixed), vendingKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Algorithm 04, HMAC-SHA-256. @param vendingKey 20 bytes @param encryption 07 or 11 @param bits 64 or 128 */
  static byte[] algorithm04(byte[] vendingKey, Identity meter, String encryption, int bits) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(4);
    part(block, "04");
    part(block, meter.baseDate());
    part(block, encryption);
    part(block, meter.tariffIndex());
    block.write(0);
    block.write(4);
    part(block, meter.supplyGroup());
    part(block, Integer.toString(meter.keyType()));
    part(block, Integer.toString(meter.keyRevision()));
    part(block, meter.primaryNumber());
    block.writeBytes(ByteBuffer.allocate(4).putInt(bits).array());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(vendingKey, "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(block.toByteArray()), bits / 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void part(ByteArrayOutputStream block, String text) {
    block.write(text.length());
    block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] digits(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] xor(byte[] one, byte[] other) {
    byte[] result = one.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= other[i];
    }
    return result;
  }
}
