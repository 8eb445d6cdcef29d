package io.paywatt.simulator.sts;

/** MISTY1, RFC 2994: 64-bit blocks, 128-bit key. STS knows it as encryption algorithm 11. */
final class Misty1 {
  private static final int[] S7 = table("""
      1b32335a3b1017545b1a72736b2c66491f24136c372e3f4a5d0f405625511c04
      0b46200d7b3544422b1e41144b79156f0e550936740c6753280a7e3802076029
      1912652f303908685f782a4c6445753d594803577c4f623c1d215e276a704d3a
      016d6e6318772305267600312d7a7f61502211064716524e713e6943345c587d""", 2);
  private static final int[] S9 = table("""
      1c30cb15319f1e30e90fb0351810b91171eb13300902d0d30c714a03707e0eb1641931d80a311e05502c01d1a2163118
      14b1521d200f02b03013a0e511113818e0630e30c81f401b00109d0f81a016d1f301c14607d0d10821ea18312d0f419e
      1d30dd1e21281e00ec05909101112f0260dc0b018c10f1f70e716c0b60f90d815110114c1030b815412b1ae01707100c
      04705807f1a413412908415d19d1b21a304807c0511ca02313d1a716503b0420da1920ce0c106b09f1f112c1840fa196
      1e116917d03118010a0941da18613e11c0601751cf06711906506809915000800717c0b70240190de1270db0e41a9052
      10909019c1c10281b313516a1760df1e51880c516e1de1b10c31df0360ee1ee0f009304909a1b606908112500b05e0b4
      1491c717403e13b1b708e1c60ae0100951ef04e0f21fd0850fd0f60a016f08308a15609b13c1071670981d01e90031fe
      0bd1220890d218f01203306a1420ed17011b0e214f15813114705d1131cd0791611a517909e1b40cc02213201a0e8004
      1871ed1970391bf1d702718b0c609c0d014e06c0341f206e0ca0250ba1910fe01310602f1ad1721db0c010b1d60f51ec
      10d0761141ab07510c1e415905411f04b0c41be0f70290a400e1f007704d17a08608b0b31710bf10e10409715b160168
      0d70bb0661ce0fc0921c506f01604a0a11390af0f119000a1aa14317b05618d1660d41fb14d19419a0871f81230a71b8
      14103c1f914002a15511a1a11980d51261af06112e1571dc07218a0aa0961150ef04507b08d14505305f1780b202e020
      1d503f1c91e71ac0440380140b116b0ab0b505a1821c81d40181770640cf06d10019913015a0051201bb1bd0e004f0d6
      13f1c412a0150060ff19b0a604308805015f1e812107317e0bc0c20c91731891f50741cc1e61a819501f04100d1ba032
      03d1d10800a80571b91621480d910506207a0211ff1121081c00a911d1b01a60cd0f305c10205b1d91441f60ad0a503a
      1cb13617f0460e101e1dd0e61371fa18508c08f0401b50be0780000ac11015e1240021bc0a20ea0701fc11615c04c1c2""", 3);
  private static final int ROUNDS = 8;

  private final int[] key = new int[8];
  private final int[] mixed = new int[8];

  /** @param bytes 16 */
  Misty1(byte[] bytes) {
    for (int i = 0; i < 8; i++) {
      key[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
    }
    for (int i = 0; i < 8; i++) {
      mixed[i] = fi(key[i], key[(i + 1) % 8]);
    }
  }

  long encrypt(long block) {
    int left = (int) (block >>> 32);
    int right = (int) block;
    for (int round = 0; round < ROUNDS; round += 2) {
      left = fl(left, round);
      right = fl(right, round + 1);
      right ^= fo(left, round);
      left ^= fo(right, round + 1);
    }
    left = fl(left, ROUNDS);
    right = fl(right, ROUNDS + 1);
    return (long) right << 32 | left & 0xFFFF_FFFFL;
  }

  long decrypt(long block) {
    int left = (int) block;
    int right = (int) (block >>> 32);
    left = undoFl(left, ROUNDS);
    right = undoFl(right, ROUNDS + 1);
    for (int round = ROUNDS - 2; round >= 0; round -= 2) {
      left ^= fo(right, round + 1);
      right ^= fo(left, round);
      left = undoFl(left, round);
      right = undoFl(right, round + 1);
    }
    return (long) left << 32 | right & 0xFFFF_FFFFL;
  }

  private int fo(int in, int k) {
    int high = in >>> 16;
    int low = in & 0xFFFF;
    high = fi(high ^ key[k], mixed[(k + 5) % 8]) ^ low;
    low = fi(low ^ key[(k + 2) % 8], mixed[(k + 1) % 8]) ^ high;
    high = fi(high ^ key[(k + 7) % 8], mixed[(k + 3) % 8]) ^ low;
    low ^= key[(k + 4) % 8];
    return low << 16 | high;
  }

  private int fl(int in, int k) {
    int high = in >>> 16;
    int low = (in & 0xFFFF) ^ high & and(k);
    return (high ^ (low | or(k))) << 16 | low;
  }

  private int undoFl(int in, int k) {
    int low = in & 0xFFFF;
    int high = in >>> 16 ^ (low | or(k));
    return high << 16 | low ^ high & and(k);
  }

  private int and(int k) {
    return k % 2 == 0 ? key[k / 2 % 8] : mixed[(k / 2 + 2) % 8];
  }

  private int or(int k) {
    return k % 2 == 0 ? mixed[(k / 2 + 6) % 8] : key[(k / 2 + 4) % 8];
  }

  private static int fi(int in, int k) {
    int nine = in >>> 7;
    int seven = in & 0x7F;
    nine = S9[nine] ^ seven;
    seven = S7[seven] ^ nine & 0x7F;
    seven ^= k >>> 9;
    nine ^= k & 0x1FF;
    nine = S9[nine] ^ seven;
    return seven << 9 | nine;
  }

  private static int[] table(String hex, int digits) {
    String all = hex.replaceAll("\\s", "");
    int[] table = new int[all.length() / digits];
    for (int i = 0; i < table.length; i++) {
      table[i] = Integer.parseInt(all.substring(i * digits, (i + 1) * digits), 16);
    }
    return table;
  }
}
