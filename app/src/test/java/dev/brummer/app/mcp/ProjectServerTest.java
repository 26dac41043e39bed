package dev.brummer.app.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.mcp.protocol.JsonCodec;
import dev.brummer.app.mcp.protocol.ServerDefinition;
import dev.brummer.app.mcp.protocol.Tool;
import dev.brummer.app.operation.render.ResultText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every client sends all of this to its model: the sizes are a budget.
class ProjectServerTest {
  private static final int MAX_TOOL_TOKENS = 2_500;
  private static final int MAX_INSTRUCTION_BYTES = 1_000;

  private final ServerDefinition definition =
      ProjectServer.definition(
          "1",
          () -> {
            throw new IllegalStateException("no project");
          },
          (_, _) -> List.of());

  /// Tokens are estimated as [ResultText#tokens] does: a third of the characters, which is above
  /// what the tokenizers of current models count for JSON in English.
  @Test
  void toolsFitTheirBudget() {
    int tokens = 0;
    for (Tool tool : definition.tools()) {
      tokens +=
          ResultText.tokens(
              tool.name() + tool.description() + JsonCodec.writeText(tool.inputSchema()));
      if (tool.outputSchema() != null) {
        tokens += ResultText.tokens(JsonCodec.writeText(tool.outputSchema()));
      }
    }
    assertTrue(tokens <= MAX_TOOL_TOKENS, tokens + " tokens");
  }

  @Test
  void instructionsFitTheirBudget() {
    int bytes = ProjectServer.INSTRUCTIONS.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= MAX_INSTRUCTION_BYTES, bytes + " bytes");
  }

  @Test
  void toolsThatOnlyRead_saySo() {
    Set<String> acting = new TreeSet<>();
    definition.tools().stream()
        .filter(tool -> !tool.hints().isReadOnly())
        .forEach(tool -> acting.add(tool.name()));
    assertEquals(
        Set.of("scripts_run", "scripts_stop", "scripts_restart", "request_replay", "browser_open"),
        acting);
  }

  @Test
  void namesAreValidAndUnique() {
    Set<String> names = new TreeSet<>();
    for (Tool tool : definition.tools()) {
      assertTrue(tool.name().matches("[a-z_]{3,40}"), tool.name());
      assertTrue(names.add(tool.name()), tool.name());
    }
    assertEquals(18, names.size());
  }
}
