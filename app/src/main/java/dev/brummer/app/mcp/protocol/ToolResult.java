package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Result of a tool call: the body of the response, and a short summary for the user.
///
/// @param body `content`, and `structuredContent` and `isError` if they apply; or the requests for
///   input
public record ToolResult(ObjectNode body, String summary, boolean isError) {
  private static final int MAX_SUMMARY_LENGTH = 80;

  public ToolResult {
    int end = summary.indexOf('\n');
    String line = end < 0 ? summary : summary.substring(0, end);
    summary =
        line.length() <= MAX_SUMMARY_LENGTH
            ? line
            : line.substring(0, MAX_SUMMARY_LENGTH - 1) + "…";
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

  /// Number of characters in the texts of the result.
  int textLength() {
    int length = 0;
    for (JsonNode block : body.path("content")) {
      length += block.path("text").asText("").length();
    }
    return length;
  }
}
