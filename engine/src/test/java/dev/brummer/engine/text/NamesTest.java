package dev.brummer.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.script.Scripts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTest {
  private static final List<String> NAMES =
      List.of("dev", "dev:css", "dev:css:min", "build", "start", "web:dev", "storybook", "lint");

  @ParameterizedTest
  @CsvSource({
    "dve, dev",
    "biuld, build",
    "Build, build",
    "strat, start",
    "story, storybook",
    "lint:fix, lint",
    "webdev, web:dev",
  })
  void nearest_smallMistake_namesWhatWasMeantFirst(String wrong, String meant) {
    assertEquals(meant, Scripts.nearest(wrong, NAMES).getFirst());
  }

  @Test
  void nearest_commonPart_givesAtMostThree() {
    assertEquals(List.of("dev", "dev:css", "dev:css:min"), Scripts.nearest("dev", NAMES));
  }

  @Test
  void nearest_nothingNear_isEmpty() {
    assertEquals(List.of(), Scripts.nearest("deploy-production", NAMES));
    assertEquals(List.of(), Scripts.nearest("", NAMES));
  }

  @ParameterizedTest
  @CsvSource({"abcd, abcd, 0", "abcd, abdc, 1", "abcd, acd, 1", "abcd, abxcd, 1", "'', abc, 3"})
  void distance_countsEdits(String a, String b, int edits) {
    assertEquals(edits, Suggestions.distance(a, b));
  }

  @Test
  void matching_starStaysInAPart_twoStarsDoNot() {
    assertEquals(List.of("dev:css"), Scripts.matching("dev:*", NAMES));
    assertEquals(List.of("dev:css", "dev:css:min"), Scripts.matching("dev:**", NAMES));
    assertEquals(List.of("web:dev"), Scripts.matching("*:dev", NAMES));
    assertEquals(List.of("dev"), Scripts.matching("d?v", NAMES));
  }

  @Test
  void matching_nameItself_isThatName() {
    assertEquals(List.of("dev"), Scripts.matching("dev", NAMES));
    assertEquals(List.of("a*"), Scripts.matching("a*", List.of("ab", "a*")));
    assertEquals(List.of(), Scripts.matching("nothing", NAMES));
    assertEquals(List.of(), Scripts.matching("d.v*", NAMES));
  }
}
