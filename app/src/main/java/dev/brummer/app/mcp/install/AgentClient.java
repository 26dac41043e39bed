package dev.brummer.app.mcp.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One coding agent: where it keeps its servers and in which form. A row of [AgentClients].
///
/// Files are templates: `~` is the home directory, `$CONFIG` is `$XDG_CONFIG_HOME` or `~/.config`,
/// and a file that begins with another variable counts only if that is set, and then before all
/// others. Of several files the first that exists is used, otherwise the first.
///
/// Entries are JSON in single quotes, in which the values `COMMAND`, `ARGS`, `ARGV`, `URL` and
/// `BEARER` are replaced.
///
/// @param id name on the command line
/// @param checked day on which the row was compared with the client's documentation
/// @param programs names of its programs; the first one has the own command
/// @param marks directories that exist where the client is installed
/// @param projectFiles relative to the project; empty if it has no configuration per project
/// @param servers path of the object with all servers
/// @param http empty if the client cannot send a token over HTTP
/// @param own its own command, null if it has none
/// @param fixedDirectory whether it starts servers outside the project, so that the project must be
///   named
record AgentClient(
    String id,
    String title,
    String checked,
    List<String> programs,
    List<String> marks,
    List<String> userFiles,
    List<String> projectFiles,
    Format format,
    List<String> servers,
    String stdio,
    String http,
    @Nullable OwnCommand own,
    boolean fixedDirectory) {
  /// Syntax of the file.
  enum Format {
    /// JSON, with comments or without.
    JSON,
    TOML,
    /// A YAML file that holds one server.
    OWN_YAML
  }

  /// The client's own command. Arguments: `SCOPE` is `user` or `project`, `ARGV` the command line
  /// of the server, `JSON` the entry with its name.
  ///
  /// @param remove empty if it cannot remove
  /// @param project whether it can write the configuration of a project
  record OwnCommand(List<String> add, List<String> remove, boolean project) {}

  /// Whether the client can be configured for this address.
  boolean supports(McpServerAddress address) {
    return address instanceof McpServerAddress.Stdio || !http.isEmpty();
  }

  /// The editor of its file.
  EntryEditor editor(McpServerAddress address) throws UneditableException {
    return switch (format) {
      case JSON -> new JsonEntryEditor(servers, (ObjectNode) entry(address));
      case TOML -> new TomlEntryEditor(servers.getFirst(), fields(entry(address)));
      case OWN_YAML -> new OwnFileEditor(yaml(entry(address)));
    };
  }

  /// The entry for an address.
  JsonNode entry(McpServerAddress address) throws UneditableException {
    String template = address instanceof McpServerAddress.Stdio ? stdio : http;
    return filled(JsonText.parse(template.replace('\'', '"')), address);
  }

  private static JsonNode filled(JsonNode template, McpServerAddress address) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    if (template instanceof ObjectNode object) {
      ObjectNode result = factory.objectNode();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        result.set(field.getKey(), filled(field.getValue(), address));
      }
      return result;
    }
    return switch (address) {
      case McpServerAddress.Stdio(List<String> command) ->
          switch (template.asText()) {
            case "COMMAND" -> factory.textNode(command.getFirst());
            case "ARGS" -> array(command.subList(1, command.size()));
            case "ARGV" -> array(command);
            default -> template;
          };
      case McpServerAddress.Http(String url, String token) ->
          switch (template.asText()) {
            case "URL" -> factory.textNode(url);
            case "BEARER" -> factory.textNode("Bearer " + token);
            default -> template;
          };
    };
  }

  private static ArrayNode array(List<String> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static Map<String, Object> fields(JsonNode entry) {
    Map<String, Object> fields = new java.util.LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      JsonNode value = field.getValue();
      if (value.isArray()) {
        List<String> list = new ArrayList<>();
        value.forEach(element -> list.add(element.asText()));
        fields.put(field.getKey(), list);
      } else {
        fields.put(field.getKey(), value.asText());
      }
    }
    return fields;
  }

  /// A block file of Continue. The entry is JSON, which is YAML, too.
  private static String yaml(JsonNode entry) {
    StringBuilder out = new StringBuilder("name: brummer\nversion: 0.0.1\nschema: v1\n");
    String prefix = "mcpServers:\n  - ";
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      String value = JsonText.write(field.getValue(), JsonText.Style.DEFAULT.onOneLine(), "");
      out.append(prefix).append(field.getKey()).append(": ").append(value).append('\n');
      prefix = "    ";
    }
    return out.toString();
  }
}
