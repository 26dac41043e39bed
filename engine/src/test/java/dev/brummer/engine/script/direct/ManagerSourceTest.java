package dev.brummer.engine.script.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManagerSourceTest {
  @Test
  void mentions_anyText_agreesWithString() {
    Random random = new Random(3);
    int found = 0;
    for (int round = 0; round < 20_000; round++) {
      String source = text(random, random.nextInt(40));
      String wanted = text(random, 1 + random.nextInt(5));
      boolean expected = source.contains(wanted);
      found += expected ? 1 : 0;
      byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
      assertEquals(expected, new ManagerSource(bytes).mentions(wanted), source + " in " + wanted);
    }
    assertEquals(true, found > 2_000 && found < 18_000, "found " + found);
  }

  @Test
  void mentions_besideOtherCharacters_findsText() {
    byte[] bytes = "ä → 'node-gyp': ü".getBytes(StandardCharsets.UTF_8);
    assertEquals(true, new ManagerSource(bytes).mentions("'node-gyp'"));
    assertEquals(false, new ManagerSource(bytes).mentions("'node-gyp'x"));
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("abc".charAt(random.nextInt(3)));
    }
    return text.toString();
  }
}
