package dev.brummer.app.mcp.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonEntryEditorTest {
  static final List<String> SAMPLES = ConfigurationSamples.JSON;

  private final EntryEditor editor = editor("mcpServers");

  private static EntryEditor editor(String... servers) {
    try {
      String entry = "{\"command\":\"/opt/brummer\",\"args\":[\"mcp\"]}";
      return new JsonEntryEditor(List.of(servers), (ObjectNode) JsonText.parse(entry));
    } catch (UneditableException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static boolean isSubsequence(String part, String whole) {
    int at = 0;
    for (int i = 0; i < whole.length() && at < part.length(); i++) {
      at += whole.charAt(i) == part.charAt(at) ? 1 : 0;
    }
    return at == part.length();
  }

  private void assertRoundTrip(String text) throws UneditableException {
    String installed = editor.put(text);
    assertTrue(editor.isInstalled(installed), installed);
    assertTrue(isSubsequence(text, installed), () -> "lost something:\n" + text + installed);
    assertEquals(installed, editor.put(installed), "idempotent");
    InstallRecords.Change change = InstallRecords.Change.between(text, installed, false);
    assertEquals(text, change.undo(installed));
    String removed = editor.remove(installed);
    assertFalse(editor.hasEntry(removed), removed);
    assertEquals(
        without(new JsoncDocument(text).root()), without(new JsoncDocument(removed).root()));
  }

  /// A root without empty `mcpServers`, which removing leaves.
  private static Object without(com.fasterxml.jackson.databind.JsonNode root) {
    if (root instanceof ObjectNode object) {
      ObjectNode copy = object.deepCopy();
      if (copy.path("mcpServers").isEmpty()) {
        copy.remove("mcpServers");
      }
      return copy;
    }
    return JsonText.class; // blank
  }

  @ParameterizedTest
  @FieldSource("SAMPLES")
  void sample_isEditedByInsertionOnly(String text) throws UneditableException {
    String installed = editor.put(text);
    assertTrue(editor.isInstalled(installed));
    assertTrue(isSubsequence(text, installed), installed);
    assertEquals(text, InstallRecords.Change.between(text, installed, false).undo(installed));
  }

  @ParameterizedTest
  @FieldSource("SAMPLES")
  void everyVariation_survivesInstallAndRemove(String sample) throws UneditableException {
    Random random = new Random(sample.hashCode());
    for (int i = 0; i < 400; i++) {
      String text = ConfigurationSamples.mutated(sample, random);
      try {
        JsonText.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
      } catch (UneditableException invalid) {
        throw new AssertionError("the variation is invalid: " + text, invalid);
      }
      if (!new JsoncDocument(text).root().isMissingNode()) {
        assertRoundTrip(text);
      }
    }
  }

  @Test
  void put_looksAsAPersonWouldWriteIt() throws UneditableException {
    assertEquals(
        """
        {
          // Servers of the team
          "mcpServers": {
            "context7": {
              "command": "npx",
              "args": ["-y", "@upstash/context7-mcp"], // latest
            },
            "brummer": {
              "command": "/opt/brummer",
              "args": ["mcp"]
            },
            /* "old": { "command": "old" } */
          },
        }
        """,
        editor.put(SAMPLES.get(7)));
    assertEquals(
        """
        {
          "mcpServers": {
            "brummer": {
              "command": "/opt/brummer",
              "args": ["mcp"]
            }
          }
        }
        """,
        editor.put(""));
    assertEquals(editor.put(""), editor.put("{\n}\n"));
    assertEquals(editor.put(""), editor.put("{}") + "\n");
    assertEquals(
        "{\"a\":1,\"mcpServers\":{\"x\":{\"command\":\"y\"},"
            + "\"brummer\":{\"command\":\"/opt/brummer\",\"args\":[\"mcp\"]}}}",
        editor.put(SAMPLES.get(5)));
    assertEquals(
        "{\r\n\t\"a\": 1, // one\r\n\t\"mcpServers\": {\r\n\t\t\"brummer\": {\r\n"
            + "\t\t\t\"command\": \"/opt/brummer\",\r\n\t\t\t\"args\": [\"mcp\"]\r\n\t\t}\r\n\t}\r\n}",
        editor.put("{\r\n\t\"a\": 1 // one\r\n}"));
  }

  @Test
  void entryOfAnotherPath_isUpdated_andKeepsOtherKeys() throws UneditableException {
    String old =
        "{\"mcpServers\": {\"brummer\": {\"url\": \"http://x\", \"env\": {\"A\": \"1\"}}, \"z\": {}}}";
    assertFalse(editor.isInstalled(old));
    assertEquals(
        "{\"mcpServers\": {\"brummer\": {\"env\": {\"A\": \"1\"}, \"command\": \"/opt/brummer\","
            + " \"args\": [\"mcp\"]}, \"z\": {}}}",
        editor.put(old));
  }

  @Test
  void escapedName_isTheSameName() throws UneditableException {
    String text = "{\"mcpServer\\u0073\": {\"br\\u0075mmer\": {\"command\": \"x\"}}}";
    assertTrue(editor.hasEntry(text));
    assertTrue(editor.isInstalled(editor.put(text)));
    assertFalse(editor.hasEntry(editor.remove(text)));
  }

  @Test
  void opencode2_keepsServersOneLevelDeeper() throws UneditableException {
    EntryEditor opencode = editor("mcp");
    String text = "{\"mcp\": {\"servers\": {\"a\": {}}}}";
    assertTrue(opencode.put(text).startsWith("{\"mcp\": {\"servers\": {\"a\": {}, \"brummer\":"));
    assertTrue(
        opencode.put("{\"mcp\": {\"a\": {}}}").startsWith("{\"mcp\": {\"a\": {}, \"brummer\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"a\": 1} {\"b\": 2}",
        "{\"mcpServers\": []}",
        "{\"mcpServers\": null}",
        "{\"mcpServers\": {}, \"mcpServers\": {\"a\": {}}}",
        "{\"a\": 'x'}",
        "{\"a\": 1 /* open}",
        "not json",
        "\u0000",
        "{\"mcpServers\": {\"brummer\": {}, \"brummer\": {}}}"
      })
  void unclearFile_isNotEdited(String text) {
    UneditableException refused = assertThrows(UneditableException.class, () -> editor.put(text));
    assertFalse(refused.text().isBlank());
  }

  @Test
  void deepFile_isRefusedOrEdited_withoutOverflow() throws UneditableException {
    String deep = "{\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThrows(UneditableException.class, () -> editor.put(deep));
    String allowed = "{\"a\": " + "[".repeat(900) + "]".repeat(900) + "}";
    assertTrue(editor.isInstalled(editor.put(allowed)));
  }
}
