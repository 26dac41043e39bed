package dev.brummer.perf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void toString_alignsColumnsByTheirWidestCell() {
    TextTable table = new TextTable("title", "name", "ns").row("a", "1,127").row("longer", "3");

    assertEquals(
        """
        title
        name       ns
        ──────  ─────
        a       1,127
        longer      3
        """,
        table.toString());
  }

  @Test
  void endingInWords_alignsTheLastColumnLikeText() {
    TextTable table =
        new TextTable("title", "name", "ns", "verdict")
            .row("a", "1,127", "steady")
            .row("longer", "3", "worse by far")
            .alignLastColumnLeft();

    assertEquals(
        """
        title
        name       ns  verdict
        ──────  ─────  ────────────
        a       1,127  steady
        longer      3  worse by far
        """,
        table.toString());
  }

  @Test
  void row_withAnotherNumberOfCells_isRefused() {
    TextTable table = new TextTable("title", "name", "ns");

    assertThrows(IllegalArgumentException.class, () -> table.row("a"));
  }
}
