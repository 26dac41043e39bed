package dev.brummer.engine.log.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

/// Every required literal is contained in every match.
class RequiredLiteralsTest {
  private static final String[] PIECES = {
    "a",
    "b",
    "ab",
    "x",
    " ",
    ".",
    "^",
    "$",
    "?",
    "*",
    "+",
    "{2}",
    "{0,2}",
    "{1,}",
    "(",
    ")",
    "(?:",
    "(?=",
    "(?!",
    "(?<n>",
    "(?i)",
    "(?i:",
    "|",
    "[ab]",
    "[^a]",
    "[a[b]]",
    "[]a]",
    "\\d",
    "\\b",
    "\\.",
    "\\Qa|b\\E",
    "\\x61",
    "\\u0062",
    "\\w",
    "\\1",
    "ä",
    "😀",
    "&&",
    "[a&&b]",
    "-"
  };

  @Test
  void texts_areTheRunsOfPlainCharacters() {
    assertRequired("Timeout\\w+", "Timeout");
    assertRequired("worker-[0-9].*cart.*Timeout", "worker-", "cart", "Timeout");
    assertRequired("in 89\\d ms", "in 89", " ms");
    assertRequired("colou?r", "colo", "r");
    assertRequired("ab*c", "a", "c");
    assertRequired("ab+c", "ab", "c");
    assertRequired("ab{0,3}c", "a", "c");
    assertRequired("ab{2}c", "ab", "c");
    assertRequired("^error: (warn|info) done$", "error: ", " done");
    assertRequired("a(?:b|c)d", "a", "d");
    assertRequired("1\\.2", "1.2");
    assertRequired("x[a[b]c]y", "x", "y");
  }

  @Test
  void alternativeFlagOrAnythingOdd_requiresNothing() {
    assertRequired("a|b");
    assertRequired("x(y|z)|w");
    assertRequired("(?i)timeout");
    assertRequired("\\Qa|b\\E");
    assertRequired("\\x61bc|x");
    assertRequired("");
  }

  private static void assertRequired(String regex, String... texts) {
    assertEquals(List.of(texts), RequiredLiterals.of(regex));
  }

  @Test
  void anyExpression_anyText_neverMissesAMatch() {
    Random random = new Random(7);
    int compiled = 0;
    int required = 0;
    int found = 0;
    for (int i = 0; i < 60_000; i++) {
      StringBuilder regex = new StringBuilder();
      for (int n = 1 + random.nextInt(6); n > 0; n--) {
        regex.append(PIECES[random.nextInt(PIECES.length)]);
      }
      Pattern pattern;
      try {
        pattern = Pattern.compile(regex.toString());
      } catch (PatternSyntaxException none) {
        continue;
      }
      compiled++;
      List<String> texts = RequiredLiterals.of(regex.toString());
      required += texts.isEmpty() ? 0 : 1;
      Matcher matcher = pattern.matcher(text(random));
      while (matcher.find()) {
        found++;
        for (String text : texts) {
          assertTrue(matcher.group().contains(text), () -> regex + " without " + text);
        }
      }
    }
    assertTrue(
        compiled > 10_000 && required > 5_000 && found > 5_000,
        compiled + " " + required + " " + found);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = 30; n > 0; n--) {
      text.append(
          List.of("a", "b", "ab", "x", " ", ".", "ä", "😀", "1", "&", "-").get(random.nextInt(11)));
    }
    return text.toString();
  }
}
