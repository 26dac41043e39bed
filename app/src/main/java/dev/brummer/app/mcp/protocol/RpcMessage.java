package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A JSON-RPC 2.0 message. Messages of the server are plain trees, built by the methods below.
public sealed interface RpcMessage {
  /// A call that is answered under its id, a string or an integer.
  record Request(JsonNode id, String method, ObjectNode params) implements RpcMessage {}

  /// A message without an answer.
  record Notification(String method, ObjectNode params) implements RpcMessage {}

  /// The answer to a request of the server.
  record Response(JsonNode id) implements RpcMessage {}

  /// Parses one message.
  ///
  /// @throws RpcException if it is not JSON or not JSON-RPC; batches are not part of MCP
  static RpcMessage parse(byte[] json, int length) {
    return of(JsonCodec.read(json, length));
  }

  private static RpcMessage of(JsonNode node) {
    if (!node.isObject() || !"2.0".equals(node.path("jsonrpc").textValue())) {
      throw invalid(node.isArray() ? "batches are not supported" : "not a JSON-RPC 2.0 message");
    }
    JsonNode id = node.path("id");
    String method = node.path("method").textValue();
    if (method == null) {
      if (isId(id) && (node.has("result") || node.has("error"))) {
        return new Response(id);
      }
      throw invalid("the message has no method");
    }
    JsonNode params = node.path("params");
    if (!params.isMissingNode() && !params.isObject()) {
      throw invalid("params is not an object");
    }
    ObjectNode object = params instanceof ObjectNode given ? given : JsonCodec.object();
    if (id.isMissingNode()) {
      return new Notification(method, object);
    }
    if (!isId(id)) {
      throw invalid("id is neither a string nor an integer");
    }
    return new Request(id, method, object);
  }

  private static boolean isId(JsonNode id) {
    return id.isTextual() || id.isIntegralNumber();
  }

  private static RpcException invalid(String reason) {
    return RpcException.badRequest(RpcErrorCodes.INVALID_REQUEST, reason, null);
  }

  static ObjectNode result(JsonNode id, ObjectNode result) {
    ObjectNode message = envelope();
    message.set("id", id);
    message.set("result", result);
    return message;
  }

  /// @param id null if the request's id is unknown
  static ObjectNode error(@Nullable JsonNode id, RpcException error) {
    ObjectNode message = envelope();
    if (id != null) {
      message.set("id", id);
    }
    ObjectNode body = message.putObject("error").put("code", error.code());
    body.put("message", error.text());
    JsonNode data = error.data();
    if (data != null) {
      body.set("data", data);
    }
    return message;
  }

  static ObjectNode notification(String method, ObjectNode params) {
    ObjectNode message = envelope().put("method", method);
    message.set("params", params);
    return message;
  }

  private static ObjectNode envelope() {
    return JsonCodec.object().put("jsonrpc", "2.0");
  }
}
