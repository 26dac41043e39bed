package dev.brummer.app.mcp.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The entry in a JSON file, with or without comments.
final class JsonEntryEditor implements EntryEditor {
  /// Keys that say how to reach a server; those that brummer does not set are removed on an update,
  /// because they belong to the other transport.
  private static final Set<String> ADDRESS_KEYS =
      Set.of("type", "source", "command", "args", "url", "httpUrl", "serverUrl", "headers");

  private final List<String> servers;
  private final ObjectNode entry;

  /// @param servers path of the object with all servers
  JsonEntryEditor(List<String> servers, ObjectNode entry) {
    this.servers = List.copyOf(servers);
    this.entry = entry;
  }

  @Override
  public boolean isInstalled(String text) throws UneditableException {
    JsoncDocument document = new JsoncDocument(text);
    JsonNode existing = document.value(path(document));
    return existing != null && merged(existing).equals(existing);
  }

  @Override
  public boolean hasEntry(String text) throws UneditableException {
    JsoncDocument document = new JsoncDocument(text);
    return document.value(path(document)) != null;
  }

  @Override
  public String put(String text) throws UneditableException {
    if (isInstalled(text)) {
      return text;
    }
    JsoncDocument document = new JsoncDocument(text);
    List<String> path = path(document);
    JsonNode existing = document.value(path);
    String result = document.put(path, existing == null ? entry : merged(existing));
    verify(document, result, path);
    if (!isInstalled(result)) {
      throw new UneditableException("the entry would not be found in it");
    }
    return result;
  }

  @Override
  public String remove(String text) throws UneditableException {
    JsoncDocument document = new JsoncDocument(text);
    List<String> path = path(document);
    String result = document.remove(path);
    verify(document, result, path);
    return result;
  }

  @Override
  public String snippet() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode at = root;
    for (String name : servers) {
      at = at.putObject(name);
    }
    at.set(McpServerAddress.NAME, entry);
    return JsonText.write(root, JsonText.Style.DEFAULT, "") + "\n";
  }

  /// opencode 2 keeps servers in `mcp.servers` and still reads those in `mcp`.
  private List<String> path(JsoncDocument document) {
    List<String> path = new ArrayList<>(servers);
    if (servers.equals(List.of("mcp")) && document.root().path("mcp").path("servers").isObject()) {
      path.add("servers");
    }
    path.add(McpServerAddress.NAME);
    return path;
  }

  private JsonNode merged(JsonNode existing) {
    if (!existing.isObject()) {
      return entry;
    }
    ObjectNode merged = existing.deepCopy();
    for (String key : ADDRESS_KEYS) {
      if (!entry.has(key)) {
        merged.remove(key);
      }
    }
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      merged.set(field.getKey(), field.getValue());
    }
    return merged;
  }

  /// @throws UneditableException if the edit has changed anything but the entry
  private static void verify(JsoncDocument before, String result, List<String> path)
      throws UneditableException {
    JsoncDocument after = new JsoncDocument(result);
    if (!without(before.root(), path).equals(without(after.root(), path))) {
      throw new UneditableException("the edit would change other values");
    }
  }

  /// A document without the entry and without objects that hold nothing else.
  private static JsonNode without(JsonNode root, List<String> path) {
    if (!root.isObject()) {
      return JsonNodeFactory.instance.objectNode();
    }
    ObjectNode copy = root.deepCopy();
    for (int depth = path.size(); depth > 0; depth--) {
      JsonNode parent = copy;
      for (String name : path.subList(0, depth - 1)) {
        parent = parent.path(name);
      }
      boolean last = depth == path.size();
      if (parent instanceof ObjectNode object
          && (last || object.path(path.get(depth - 1)).isEmpty())) {
        object.remove(path.get(depth - 1));
      }
    }
    return copy;
  }
}
