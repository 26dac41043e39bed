package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A tool: what clients see, and the code that runs. A handler runs on the thread of the request,
/// may block, and is interrupted when the call is cancelled.
///
/// @param outputSchema schema of the structured result; null if the result is text
public record Tool(
    String name,
    String title,
    String description,
    ObjectNode inputSchema,
    @Nullable ObjectNode outputSchema,
    Hints hints,
    Handler handler) {
  /// A tool with a result in text.
  public Tool(
      String name,
      String title,
      String description,
      ObjectNode inputSchema,
      Hints hints,
      Handler handler) {
    this(name, title, description, inputSchema, null, hints, handler);
  }

  /// What a call does to its surroundings.
  public enum Hints {
    /// Reads only.
    READ_ONLY(true, false, true, false),
    /// Adds something; the same call again changes nothing more.
    ADDITIVE(false, false, true, false),
    /// Ends something; the same call again changes nothing more.
    DESTRUCTIVE(false, true, true, false),
    /// Ends something, and does so again with each call.
    REPEATED_DESTRUCTIVE(false, true, false, false),
    /// Reaches other programs with each call.
    OUTSIDE(false, false, false, true);

    private final boolean readOnly;
    private final boolean destructive;
    private final boolean idempotent;
    private final boolean openWorld;

    Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
      this.readOnly = readOnly;
      this.destructive = destructive;
      this.idempotent = idempotent;
      this.openWorld = openWorld;
    }

    public boolean isReadOnly() {
      return readOnly;
    }

    ObjectNode json() {
      ObjectNode json = JsonCodec.object().put("readOnlyHint", readOnly);
      if (!readOnly) {
        json.put("destructiveHint", destructive).put("idempotentHint", idempotent);
      }
      return json.put("openWorldHint", openWorld);
    }
  }

  /// The code of a tool.
  @FunctionalInterface
  public interface Handler {
    /// @throws RpcException for an error of the protocol; every other failure of the call is a
    ///   result with an error
    /// @throws InterruptedException if the call was cancelled
    ToolResult call(McpCall call) throws InterruptedException;
  }

  ObjectNode json() {
    ObjectNode json = JsonCodec.object().put("name", name);
    if (!title.isEmpty()) {
      json.put("title", title);
    }
    json.put("description", description);
    json.set("inputSchema", inputSchema);
    if (outputSchema != null) {
      json.set("outputSchema", outputSchema);
    }
    json.set("annotations", hints.json());
    return json;
  }
}
