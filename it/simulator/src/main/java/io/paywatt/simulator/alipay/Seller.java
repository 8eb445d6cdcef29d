package io.paywatt.simulator.alipay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The one seller of the simulator, its app, and the keys both sides agreed on. Key files are bare base64, as Alipay's key tool
 * leaves them.
 *
 * @param appId     the app
 * @param id        the seller's PID, 2088...
 * @param appKey    public half of the app's key
 * @param alipayKey private half of Alipay's key
 */
public record Seller(String appId, String id, PublicKey appKey, PrivateKey alipayKey) {
  /** Private half of the app's key: for the hub. */
  public static final String APP_KEY_FILE = "alipay-app-key.txt";
  /** Public half of Alipay's key: for the hub. */
  public static final String PUBLIC_KEY_FILE = "alipay-public-key.txt";

  private static final String APP_ID = "2021000000000001";
  private static final String PID = "2088101106499364";

  /** A seller with test ids from key files, PEM or bare base64. */
  public static Seller of(Path appPublicFile, Path alipayPrivateFile) throws IOException, GeneralSecurityException {
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    return new Seller(APP_ID, PID, rsa.generatePublic(new X509EncodedKeySpec(der(appPublicFile))),
        rsa.generatePrivate(new PKCS8EncodedKeySpec(der(alipayPrivateFile))));
  }

  /** Makes new keys and leaves the hub's files in the folder. */
  public static Seller generate(Path folder) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    KeyPair app = newKey();
    KeyPair alipay = newKey();
    write(folder.resolve(APP_KEY_FILE), app.getPrivate());
    write(folder.resolve(PUBLIC_KEY_FILE), alipay.getPublic());
    return new Seller(APP_ID, PID, app.getPublic(), alipay.getPrivate());
  }

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  /** For its owner's eyes only. */
  private static void write(Path file, Key key) throws IOException {
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, Base64.getEncoder().encodeToString(key.getEncoded()) + "\n");
  }

  private static byte[] der(Path file) throws IOException {
    return Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
  }
}
