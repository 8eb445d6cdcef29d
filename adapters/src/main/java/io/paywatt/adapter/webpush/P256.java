package io.paywatt.adapter.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/** Keys of the curve P-256 as browsers write them: 65 bytes of a point, 32 bytes of a number. */
final class P256 {
  private static final int NUMBER = 32;
  private static final int POINT = 1 + 2 * NUMBER;
  private static final byte UNCOMPRESSED = 4;
  private static final ECParameterSpec CURVE = curve();

  private P256() {}

  /** @throws IllegalArgumentException when it is no point of the curve */
  static ECPublicKey publicKey(byte[] point) {
    if (point.length != POINT || point[0] != UNCOMPRESSED) {
      throw new IllegalArgumentException("no uncompressed point of P-256");
    }
    ECPoint at = new ECPoint(number(point, 1), number(point, 1 + NUMBER));
    if (!isOnCurve(at)) {
      throw new IllegalArgumentException("no point of P-256");
    }
    try {
      return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, CURVE));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no point of P-256", e);
    }
  }

  static ECPrivateKey privateKey(byte[] number) {
    try {
      return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(new BigInteger(1, number),
          CURVE));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no private key of P-256", e);
    }
  }

  static byte[] bytes(ECPublicKey key) {
    byte[] point = new byte[POINT];
    point[0] = UNCOMPRESSED;
    put(key.getW().getAffineX(), point, 1);
    put(key.getW().getAffineY(), point, 1 + NUMBER);
    return point;
  }

  /** The curve of a new key pair. */
  static ECParameterSpec parameters() {
    return CURVE;
  }

  /** y² = x³ + ax + b: a point beside the curve would tell its sender about our key. */
  private static boolean isOnCurve(ECPoint at) {
    BigInteger prime = ((java.security.spec.ECFieldFp) CURVE.getCurve().getField()).getP();
    BigInteger x = at.getAffineX();
    BigInteger right = x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB());
    return at.getAffineY().pow(2).subtract(right).mod(prime).signum() == 0;
  }

  private static BigInteger number(byte[] bytes, int from) {
    return new BigInteger(1, Arrays.copyOfRange(bytes, from, from + NUMBER));
  }

  private static void put(BigInteger number, byte[] to, int from) {
    byte[] bytes = number.toByteArray();
    int skipped = Math.max(0, bytes.length - NUMBER);
    int length = bytes.length - skipped;
    System.arraycopy(bytes, skipped, to, from + NUMBER - length, length);
  }

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has P-256", e);
    }
  }
}
