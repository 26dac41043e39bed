package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A prompt: a template of messages that a user selects in the client.
public record Prompt(String name, String description, List<Argument> arguments, Handler handler) {
  public Prompt {
    arguments = List.copyOf(arguments);
  }

  /// An argument, which is always a string.
  public record Argument(String name, String description, boolean required) {}

  /// Writes the messages of a prompt.
  @FunctionalInterface
  public interface Handler {
    /// @return `messages`, and `description` if there is one; see [#messages]
    /// @throws RpcException if an argument is invalid
    ObjectNode get(McpCall call) throws InterruptedException;
  }

  /// The result with one message of the user per block.
  public static ObjectNode messages(ObjectNode... blocks) {
    ObjectNode result = JsonCodec.object();
    ArrayNode messages = result.putArray("messages");
    for (ObjectNode block : blocks) {
      messages.addObject().put("role", "user").set("content", block);
    }
    return result;
  }

  ObjectNode json() {
    ObjectNode json = JsonCodec.object().put("name", name).put("description", description);
    ArrayNode list = json.putArray("arguments");
    for (Argument argument : arguments) {
      list.addObject()
          .put("name", argument.name())
          .put("description", argument.description())
          .put("required", argument.required());
    }
    return json;
  }
}
