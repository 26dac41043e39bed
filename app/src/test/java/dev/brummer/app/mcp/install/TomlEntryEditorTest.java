package dev.brummer.app.mcp.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TomlEntryEditorTest {
  static final List<String> SAMPLES = ConfigurationSamples.TOML;

  private final EntryEditor editor = new TomlEntryEditor("mcp_servers", fields());

  private static Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("command", "/opt/\"b\"/brummer");
    fields.put("args", List.of("mcp", "--dir", "/a b"));
    return fields;
  }

  @ParameterizedTest
  @FieldSource("SAMPLES")
  void sample_getsTheTableAtItsEnd_andLosesItAgain(String sample) throws UneditableException {
    for (String text : List.of(sample, sample.replace("\n", "\r\n"), "\uFEFF" + sample)) {
      String installed = editor.put(text);
      assertTrue(installed.startsWith(text), installed);
      assertTrue(editor.isInstalled(installed), installed);
      assertEquals(installed, editor.put(installed));
      assertEquals(text, InstallRecords.Change.between(text, installed, false).undo(installed));
      assertFalse(editor.hasEntry(editor.remove(installed)));
      assertEquals(text.strip(), editor.remove(installed).strip());
    }
  }

  @Test
  void put_separatesTheTableByABlankLine() throws UneditableException {
    assertEquals(
        """
        model = "gpt-5"

        [mcp_servers.brummer]
        command = "/opt/\\"b\\"/brummer"
        args = ["mcp", "--dir", "/a b"]
        """,
        editor.put("model = \"gpt-5\""));
  }

  @Test
  void tableInTheMiddle_isUpdatedAndRemoved_withItsSubtables() throws UneditableException {
    String text =
        """
        [mcp_servers.brummer] # mine
        command = "old"
        startup_timeout_sec = 20

        [mcp_servers.brummer.env]
        A = "1"

        # next
        [other]
        command = "stays"
        """;
    String updated = editor.put(text);
    assertTrue(editor.isInstalled(updated), updated);
    assertTrue(updated.contains("startup_timeout_sec = 20"), updated);
    assertTrue(updated.contains("A = \"1\""), updated);
    assertEquals("# next\n[other]\ncommand = \"stays\"\n", editor.remove(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = ",
        "[a\n",
        "mcp_servers = 3",
        "mcp_servers = { a = { command = \"x\" } }",
        "[[mcp_servers]]\nname = \"x\"",
        "a = 1\na = 2"
      })
  void unclearFile_isNotEdited(String text) {
    UneditableException refused = assertThrows(UneditableException.class, () -> editor.put(text));
    assertFalse(refused.text().isBlank());
  }

  @Test
  void entryInAnInlineTable_isNotRemovedByGuessing() {
    String text =
        "a = 1\nmcp_servers = { brummer = { command = \"x\" }, b = { command = \"y\" } }\n";
    assertThrows(UneditableException.class, () -> editor.remove(text));
  }
}
