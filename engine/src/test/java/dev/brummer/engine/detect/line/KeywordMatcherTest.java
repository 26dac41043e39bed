package dev.brummer.engine.detect.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeywordMatcherTest {
  private static final List<String> NEEDLES =
      Arrays.stream(Keyword.values()).flatMap(word -> Arrays.stream(word.needles())).toList();

  @Test
  void search_anyMixOfWords_findsWhatPlainSearchFinds() {
    Random random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 6; i++) {
        String needle = NEEDLES.get(random.nextInt(NEEDLES.size()));
        int end = random.nextBoolean() ? needle.length() : random.nextInt(needle.length() + 1);
        text.append(needle, 0, end);
      }
      String mixed =
          random.nextBoolean() ? text.toString().toUpperCase(Locale.ROOT) : text.toString();
      byte[] bytes = mixed.getBytes(StandardCharsets.UTF_8);
      assertEquals(findNaively(mixed), KeywordMatcher.ALL.find(bytes, 0, bytes.length), mixed);
    }
  }

  /// The automaton sees only the five low bits of a byte.
  @Test
  void search_ofCharactersThatDifferInHighBits_findsWhatPlainSearchFinds() {
    Random random = new Random(9);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes =
          NEEDLES.get(random.nextInt(NEEDLES.size())).getBytes(StandardCharsets.ISO_8859_1);
      int changed = random.nextInt(bytes.length);
      bytes[changed] = (byte) (bytes[changed] & 0x1F | random.nextInt(4) << 5);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      assertEquals(findNaively(text), KeywordMatcher.ALL.find(bytes, 0, bytes.length), text);
    }
  }

  @Test
  void search_ofSeveralAtOnce_findsWhatOneByOneFinds() {
    Random random = new Random(8);
    String words =
        String.join(
            "", Arrays.stream(Keyword.values()).map(it -> String.join("", it.needles())).toList());
    byte[] text = words.getBytes(StandardCharsets.UTF_8);
    int[] from = new int[KeywordMatcher.BATCH_SIZE];
    int[] to = new int[KeywordMatcher.BATCH_SIZE];
    long[] found = new long[KeywordMatcher.BATCH_SIZE];
    for (int round = 0; round < 5_000; round++) {
      for (int i = 0; i < KeywordMatcher.BATCH_SIZE; i++) {
        from[i] = random.nextInt(text.length);
        to[i] = Math.min(text.length, from[i] + random.nextInt(60));
      }
      KeywordMatcher.ALL.findEach(text, from, to, found);
      for (int i = 0; i < KeywordMatcher.BATCH_SIZE; i++) {
        assertEquals(KeywordMatcher.ALL.find(text, from[i], to[i]), found[i], "round " + round);
      }
    }
  }

  private static long findNaively(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    long found = 0;
    for (Keyword word : Keyword.values()) {
      for (String needle : word.needles()) {
        found |= lower.contains(needle) ? word.bit() : 0;
      }
    }
    return found;
  }
}
