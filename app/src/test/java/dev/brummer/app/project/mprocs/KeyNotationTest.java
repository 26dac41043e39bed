package dev.brummer.app.project.mprocs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNotationTest {
  @Test
  void keys_areWhatATerminalSends() {
    assertEquals("q", KeyNotation.parse("q"));
    assertEquals("\u0003", KeyNotation.parse("<C-c>"));
    assertEquals("\u001B", KeyNotation.parse("<Esc>"));
    assertEquals("\r", KeyNotation.parse("<Enter>"));
    assertEquals("\u001Bx", KeyNotation.parse("<M-x>"));
    assertEquals("\u001B\u0001", KeyNotation.parse("<A-C-a>"));
    assertEquals("<", KeyNotation.parse("<"));
    assertEquals("\u001B[5~", KeyNotation.parse("<PageUp>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "quit", "<C->", "<X-a>", "<C-Up>", "<unknown>", "<>"})
  void otherWords_areNoKeys(String key) {
    assertNull(KeyNotation.parse(key));
  }
}
