package dev.brummer.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {
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
    assertEquals(meant, Suggestions.nearest(wrong, NAMES).getFirst());
  }

  @Test
  void nearest_commonPart_givesAtMostThree() {
    assertEquals(List.of("dev", "dev:css", "dev:css:min"), Suggestions.nearest("dev", NAMES));
  }

  @Test
  void nearest_nothingNear_isEmpty() {
    assertEquals(List.of(), Suggestions.nearest("deploy-production", NAMES));
    assertEquals(List.of(), Suggestions.nearest("", NAMES));
  }

  @ParameterizedTest
  @CsvSource({"abcd, abcd, 0", "abcd, abdc, 1", "abcd, acd, 1", "abcd, abxcd, 1", "'', abc, 3"})
  void distance_countsEdits(String a, String b, int edits) {
    assertEquals(edits, Suggestions.distance(a, b));
  }

  @Test
  void hint_namesTheNearest_elseTheValidNames() {
    assertEquals("did you mean dev or dev:css or dev:css:min?", Suggestions.hint("dev", NAMES));
    assertEquals("use one of a, b", Suggestions.hint("deploy", List.of("a", "b")));
    assertEquals("there are none", Suggestions.hint("deploy", List.of()));
  }

  @Test
  void list_ofManyNames_isAbbreviated() {
    List<String> many = IntStream.rangeClosed(1, 14).mapToObj(i -> "p" + i).toList();
    assertEquals(
        "p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12 and 2 more", Suggestions.list(many));
  }
}
