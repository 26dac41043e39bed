package dev.brummer.app.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.mcp.protocol.InputSchema;
import dev.brummer.app.mcp.protocol.McpCall;
import dev.brummer.app.mcp.protocol.Tool;
import dev.brummer.app.mcp.protocol.ToolResult;
import dev.brummer.app.operation.OperationException;
import dev.brummer.app.operation.ProjectOperations;
import dev.brummer.app.operation.render.ResultJson;
import dev.brummer.app.operation.render.ResultText;
import dev.brummer.app.operation.result.OperationResult;
import java.util.function.Supplier;

/// Builds a tool around an operation: its result is rendered, its exception becomes a result with
/// an error that says what to call next.
final class ToolFactory {
  private final Supplier<ProjectOperations> operations;

  ToolFactory(Supplier<ProjectOperations> operations) {
    this.operations = operations;
  }

  /// An operation with the arguments of a call.
  @FunctionalInterface
  interface Operation {
    OperationResult run(ProjectOperations operations, CallArguments arguments)
        throws OperationException, InterruptedException;
  }

  /// A tool that answers in text.
  ///
  /// @param next what to call if a name is unknown; empty for nothing
  Tool text(
      String name,
      String description,
      InputSchema schema,
      Tool.Hints hints,
      String next,
      Operation operation) {
    return new Tool(
        name,
        "",
        description,
        schema.build(),
        hints,
        call ->
            run(
                call,
                next,
                operation,
                (result, arguments) ->
                    ToolResult.text(
                        ResultText.of(result, arguments.maxTokens(), System.currentTimeMillis()),
                        ResultText.activity(result))));
  }

  /// A tool that answers in JSON, as text and as structured content.
  Tool structured(
      String name,
      String description,
      InputSchema schema,
      Tool.Hints hints,
      Class<? extends OperationResult> type,
      String next,
      Operation operation) {
    return new Tool(
        name,
        "",
        description,
        schema.build(),
        ResultJson.schema(type),
        hints,
        call ->
            run(
                call,
                next,
                operation,
                (result, _) -> {
                  ObjectNode tree = ResultJson.tree(result);
                  return ToolResult.structured(tree, ResultText.activity(result));
                }));
  }

  /// Renders a result.
  @FunctionalInterface
  private interface Renderer {
    ToolResult render(OperationResult result, CallArguments arguments);
  }

  private ToolResult run(McpCall call, String next, Operation operation, Renderer renderer)
      throws InterruptedException {
    CallArguments arguments = CallArguments.of(call);
    try {
      OperationResult result = operation.run(operations.get(), arguments);
      return renderer.render(result, arguments).withEffect(CallEffects.of(result));
    } catch (OperationException refused) {
      boolean unknown = refused.kind() == OperationException.Kind.UNKNOWN_NAME;
      String hint = unknown && !next.isEmpty() ? "; " + next : "";
      return ToolResult.error(refused.text() + hint);
    }
  }
}
