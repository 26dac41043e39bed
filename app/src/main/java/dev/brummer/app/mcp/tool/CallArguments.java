package dev.brummer.app.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.mcp.protocol.McpCall;
import dev.brummer.app.operation.Caller;
import dev.brummer.app.operation.render.ResultText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Typed arguments of a call whose types have been checked against the schema.
record CallArguments(McpCall call, ObjectNode values) {
  private static final int MAX_SECONDS_WITHOUT_PROGRESS = 50;

  static CallArguments of(McpCall call) {
    return new CallArguments(call, call.arguments());
  }

  /// The client as the operations know it. Its name is its label, so that two clients of one name
  /// do not share a cursor.
  Caller caller() {
    Caller.Door door =
        call.transport().equals("http") ? Caller.Door.MCP_HTTP : Caller.Door.MCP_STDIO;
    return new Caller(call.client(), call.identity().version(), door, true);
  }

  String text(String name) {
    return values.path(name).asText("");
  }

  /// @return null if it is not given or empty
  @Nullable String cursor() {
    String cursor = text("cursor");
    return cursor.isEmpty() ? null : cursor;
  }

  List<String> texts(String name) {
    List<String> all = new ArrayList<>();
    for (JsonNode value : values.path(name)) {
      all.add(value.asText());
    }
    return all;
  }

  List<Integer> numbers(String name) {
    List<Integer> all = new ArrayList<>();
    for (JsonNode value : values.path(name)) {
      all.add(value.asInt());
    }
    return all;
  }

  List<String> names() {
    return texts("names");
  }

  int number(String name, int fallback) {
    return values.path(name).asInt(fallback);
  }

  boolean flag(String name) {
    return values.path(name).asBoolean();
  }

  /// The argument `timeout_s`, shortened for a client that does not follow the progress.
  Duration timeout(Duration fallback) {
    long seconds = number("timeout_s", (int) fallback.toSeconds());
    return Duration.ofSeconds(
        call.hasProgressToken() ? seconds : Math.min(seconds, MAX_SECONDS_WITHOUT_PROGRESS));
  }

  int maxTokens() {
    return number("max_tokens", ResultText.DEFAULT_TOKENS);
  }
}
