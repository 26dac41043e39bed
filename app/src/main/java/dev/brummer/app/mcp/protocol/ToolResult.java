package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Result of a tool call: the body of the response, and a short summary for the user.
///
/// @param body `content`, and `structuredContent` and `isError` if they apply; or the requests for
///   input
/// @param effect what the call did, for the user
public record ToolResult(ObjectNode body, String summary, boolean isError, Effect effect) {
  private static final int MAX_SUMMARY_LENGTH = 80;

  /// What a call did to which subjects.
  ///
  /// @param verb in the past tense, such as "stopped"; empty if the call only read
  public record Effect(String verb, List<String> subjects) {
    public static final Effect NONE = new Effect("", List.of());

    public Effect {
      subjects = List.copyOf(subjects);
    }
  }

  public ToolResult {
    int end = summary.indexOf('\n');
    String line = end < 0 ? summary : summary.substring(0, end);
    summary =
        line.length() <= MAX_SUMMARY_LENGTH
            ? line
            : line.substring(0, MAX_SUMMARY_LENGTH - 1) + "…";
  }

  private ToolResult(ObjectNode body, String summary, boolean isError) {
    this(body, summary, isError, Effect.NONE);
  }

  static ToolResult ofBody(ObjectNode body, String summary) {
    return new ToolResult(body, summary, false);
  }

  /// The same result of a call that changed something.
  public ToolResult withEffect(Effect did) {
    return new ToolResult(body, summary, isError, did);
  }

  /// A text; the summary is its first line.
  public static ToolResult text(String text) {
    return text(text, text);
  }

  public static ToolResult text(String text, String summary) {
    return new ToolResult(content(Content.text(text)), summary, false);
  }

  /// A failed call. The text says what is wrong and what to call next.
  public static ToolResult error(String text) {
    return new ToolResult(content(Content.text(text)).put("isError", true), text, true);
  }

  /// A structured result, with the same JSON as text.
  public static ToolResult structured(ObjectNode value, String summary) {
    ObjectNode body = content(Content.text(JsonCodec.writeText(value)));
    body.set("structuredContent", value);
    return new ToolResult(body, summary, false);
  }

  public static ToolResult of(ObjectNode... blocks) {
    return new ToolResult(content(blocks), "", false);
  }

  private static ObjectNode content(ObjectNode... blocks) {
    ObjectNode body = JsonCodec.object();
    ArrayNode content = body.putArray("content");
    for (ObjectNode block : blocks) {
      content.add(block);
    }
    return body;
  }

  /// The texts of the result, joined.
  String joinedText() {
    StringBuilder joined = new StringBuilder();
    for (JsonNode block : body.path("content")) {
      joined.append(block.path("text").asText(""));
    }
    return joined.toString();
  }
}
