package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a server offers. Immutable; lists keep their order.
///
/// @param logging whether calls send log messages to the client
/// @param listsChange whether the lists of tools and prompts change while the server runs
public record ServerDefinition(
    String name,
    String title,
    String version,
    String instructions,
    List<Tool> tools,
    ResourceSource resources,
    List<Prompt> prompts,
    Completer completer,
    boolean logging,
    boolean listsChange) {
  public ServerDefinition {
    tools = List.copyOf(tools);
    prompts = List.copyOf(prompts);
  }

  /// Completes an argument of a prompt or of a resource template.
  @FunctionalInterface
  public interface Completer {
    /// @param argument name of the argument
    /// @param prefix what was typed
    List<String> complete(String argument, String prefix);
  }

  @Nullable Tool tool(String wanted) {
    for (Tool tool : tools) {
      if (tool.name().equals(wanted)) {
        return tool;
      }
    }
    return null;
  }

  @Nullable Prompt prompt(String wanted) {
    for (Prompt prompt : prompts) {
      if (prompt.name().equals(wanted)) {
        return prompt;
      }
    }
    return null;
  }

  ObjectNode info() {
    ObjectNode info = JsonCodec.object().put("name", name);
    return info.put("title", title).put("version", version);
  }

  ObjectNode capabilities(boolean withSessions) {
    ObjectNode json = JsonCodec.object();
    json.putObject("completions");
    if (logging && withSessions) {
      json.putObject("logging");
    }
    json.putObject("prompts").put("listChanged", listsChange);
    json.putObject("resources").put("subscribe", true).put("listChanged", true);
    json.putObject("tools").put("listChanged", listsChange);
    return json;
  }

  /// Names of all tools and what they do to their surroundings, for tests and tables.
  public Map<String, Tool.Hints> toolHints() {
    Map<String, Tool.Hints> hints = new TreeMap<>();
    tools.forEach(tool -> hints.put(tool.name(), tool.hints()));
    return hints;
  }
}
