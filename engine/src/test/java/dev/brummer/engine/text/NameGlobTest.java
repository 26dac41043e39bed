package dev.brummer.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NameGlobTest {
  private static final List<String> NAMES =
      List.of("dev", "dev:css", "dev:css:min", "build", "start", "web:dev", "storybook", "lint");

  @Test
  void matching_starStaysInAPart_twoStarsDoNot() {
    assertEquals(List.of("dev:css"), NameGlob.matching("dev:*", NAMES));
    assertEquals(List.of("dev:css", "dev:css:min"), NameGlob.matching("dev:**", NAMES));
    assertEquals(List.of("web:dev"), NameGlob.matching("*:dev", NAMES));
    assertEquals(List.of("dev"), NameGlob.matching("d?v", NAMES));
  }

  @Test
  void matching_nameItself_isThatName() {
    assertEquals(List.of("dev"), NameGlob.matching("dev", NAMES));
    assertEquals(List.of("a*"), NameGlob.matching("a*", List.of("ab", "a*")));
    assertEquals(List.of(), NameGlob.matching("nothing", NAMES));
    assertEquals(List.of(), NameGlob.matching("d.v*", NAMES));
  }
}
