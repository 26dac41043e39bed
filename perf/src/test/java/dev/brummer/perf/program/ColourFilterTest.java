package dev.brummer.perf.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ColourFilterTest {
  private static final String TEXT =
      "a\033[0;1;38;2;100;200;100;48;2;10;10;10mb\033[m\033[2;5Hc\033[4:3md\033]0;title\007\033[?25he";
  private static final String FILTERED = "ab\033[2;5Hcd\033]0;title\007\033[?25he";

  @Test
  void attributes_areRemoved_otherSequencesStay() {
    assertEquals(FILTERED, new ColourFilter().filter(TEXT));
  }

  @Test
  void output_mayBeCutAnywhere() {
    for (int cut = 0; cut <= TEXT.length(); cut++) {
      ColourFilter filter = new ColourFilter();

      assertEquals(
          FILTERED,
          filter.filter(TEXT.substring(0, cut)) + filter.filter(TEXT.substring(cut)),
          "cut at " + cut);
    }
  }
}
