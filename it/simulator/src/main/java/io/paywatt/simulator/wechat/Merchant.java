package io.paywatt.simulator.wechat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;

/**
 * The one merchant of the simulator and the keys both sides agreed on.
 *
 * @param appId        app bound to the merchant
 * @param id           merchant id (mchid)
 * @param serial       serial of the merchant's API certificate, 40 hex digits
 * @param key          public half of the merchant's key
 * @param apiV3Key     32 characters, encrypts notices
 * @param platformKeys keys WeChat Pay signs with; the first one signs unless a request asks for another
 */
public record Merchant(String appId, String id, String serial, PublicKey key, String apiV3Key,
    List<PlatformKey> platformKeys) {
  /** Private half of the merchant's key: for the hub. */
  public static final String MERCHANT_KEY_FILE = "wechat-merchant-key.pem";
  /** Public half of the platform's key: for the hub. */
  public static final String PLATFORM_PUBLIC_FILE = "wechat-platform-public.pem";

  /** Checks what the wire relies on. */
  public Merchant {
    if (apiV3Key.length() != 32) {
      throw new IllegalArgumentException("API v3 key has " + apiV3Key.length() + " characters, 32 are needed");
    }
    if (platformKeys.isEmpty()) {
      throw new IllegalArgumentException("at least one platform key is needed to sign with");
    }
    platformKeys = List.copyOf(platformKeys);
  }

  /** A merchant with test ids from PEM files. */
  public static Merchant of(Path merchantPublicFile, PlatformKey... platformKeys)
      throws IOException, GeneralSecurityException {
    return new Merchant("wxd678efh567hg6787", "1230000109", "3775B6A45ACD588826D15E583A95F5DD00000001",
        Pem.publicKey(merchantPublicFile), "0123456789abcdef0123456789ABCDEF", List.of(platformKeys));
  }

  /** Makes new keys in public key mode and leaves the merchant's files in the folder. */
  public static Merchant generate(Path folder) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair merchant = generator.generateKeyPair();
    KeyPair platform = generator.generateKeyPair();
    Pem.write(folder.resolve(MERCHANT_KEY_FILE), merchant.getPrivate());
    Pem.write(folder.resolve(PLATFORM_PUBLIC_FILE), platform.getPublic());
    String id = "1230000109";
    PlatformKey key = new PlatformKey("PUB_KEY_ID_0" + id + Nonces.digits(20), platform.getPrivate(), null);
    return new Merchant("wxd678efh567hg6787", id, "3775B6A45ACD588826D15E583A95F5DD00000001", merchant.getPublic(),
        Nonces.word(32), List.of(key));
  }

  /** The key named, or the first one: responses follow the request's {@code Wechatpay-Serial}. */
  PlatformKey platformKey(String id) {
    return platformKeys.stream().filter(key -> key.id().equalsIgnoreCase(id)).findFirst()
        .orElse(platformKeys.get(0));
  }
}
