package dev.brummer.app.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The parts of a help footer.
class HelpFooterTest {
  @Test
  void footer_isDivided() {
    HelpFooter footer =
        HelpFooter.of(
            "",
            "Conditions:",
            "  ready     is ready",
            "  log:X     a line",
            "A second line. Exit code 1 if it fails,",
            "else 0.",
            "Examples:",
            "  brummer wait web");
    assertEquals(List.of("A second line."), footer.sentences());
    assertEquals(List.of("Exit code 1 if it fails, else 0."), footer.exitStatus());
    assertEquals(List.of("brummer wait web"), footer.examples());
    assertEquals(
        Map.of("Conditions", List.of("ready     is ready", "log:X     a line")), footer.lists());
    assertEquals(Map.entry("ready", "is ready"), HelpFooter.entry("ready     is ready"));
  }
}
