package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A result that asks the client for input (stateless generation): the client calls again with the
/// responses and the state.
public final class InputRequired {
  private final ObjectNode body = JsonCodec.object().put("resultType", "input_required");
  private final ObjectNode requests = body.putObject("inputRequests");

  /// @param key under which the client responds
  /// @param method `elicitation/create`, `sampling/createMessage` or `roots/list`
  public InputRequired request(String key, String method, ObjectNode params) {
    requests.putObject(key).put("method", method).set("params", params);
    return this;
  }

  /// @param state comes back with the next call; the client can change it
  public InputRequired state(String state) {
    body.put("requestState", state);
    return this;
  }

  public ToolResult result() {
    return ToolResult.ofBody(body, "asks for input");
  }

  /// The result of a prompt.
  public ObjectNode body() {
    return body;
  }
}
