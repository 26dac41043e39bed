package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The methods that both generations share. Runs on the threads of requests.
final class ServerMethods {
  private static final int MAX_COMPLETIONS = 100;

  private final ServerDefinition definition;
  private final ServerObserver observer;

  ServerMethods(ServerDefinition definition, ServerObserver observer) {
    this.definition = definition;
    this.observer = observer;
  }

  /// @return the result; null if the method is not one of the shared ones
  @Nullable ObjectNode invoke(McpCall call, boolean stateless) throws InterruptedException {
    JsonNode cursor = call.params().path("cursor");
    return switch (call.method()) {
      case "tools/list" -> ListPage.of("tools", definition.tools(), cursor, Tool::json);
      case "tools/call" -> callTool(call);
      case "resources/list" ->
          ListPage.of("resources", definition.resources().list(), cursor, Resource::json);
      case "resources/templates/list" ->
          ListPage.of(
              "resourceTemplates",
              definition.resources().templates(),
              cursor,
              Resource::templateJson);
      case "resources/read" -> readResource(call, stateless);
      case "prompts/list" -> ListPage.of("prompts", definition.prompts(), cursor, Prompt::json);
      case "prompts/get" -> getPrompt(call);
      case "completion/complete" -> complete(call);
      default -> null;
    };
  }

  private ObjectNode callTool(McpCall call) throws InterruptedException {
    String name = requiredText(call, "name");
    Tool tool = definition.tool(name);
    if (tool == null) {
      report(call, Texts.singleLine(name), ToolResult.error("unknown tool"));
      throw RpcException.invalidParams(
          "unknown tool \"" + Texts.singleLine(name) + "\"; tools/list lists the tools");
    }
    JsonNode arguments = call.params().path("arguments");
    if (!arguments.isMissingNode() && !arguments.isObject()) {
      report(call, name, ToolResult.error("invalid arguments"));
      throw RpcException.invalidParams("arguments of " + name + " is not an object");
    }
    boolean reported = false;
    try {
      ToolResult result = call(tool, call);
      report(call, name, result);
      reported = true;
      return result.body();
    } finally {
      if (!reported) {
        report(call, name, ToolResult.error(call.isCancelled() ? "cancelled" : "failed"));
      }
    }
  }

  private ToolResult call(Tool tool, McpCall call) throws InterruptedException {
    String refusal = tool.hints().isReadOnly() ? null : observer.refusal(call.identity(), tool);
    if (refusal != null) {
      return ToolResult.error(refusal);
    }
    String invalid = ArgumentCheck.firstProblem(tool.inputSchema(), call.arguments());
    return invalid == null
        ? tool.handler().call(call)
        : ToolResult.error(tool.name() + ": " + invalid);
  }

  private void report(McpCall call, String tool, ToolResult result) {
    observer.called(
        new ServerObserver.CallReport(
            call.client(),
            tool,
            result.summary(),
            !result.isError(),
            call.elapsedMicros(),
            result.effect(),
            call.arguments(),
            result.joinedText()));
  }

  private ObjectNode readResource(McpCall call, boolean stateless) throws InterruptedException {
    String uri = requiredText(call, "uri");
    ObjectNode contents = definition.resources().read(uri, call.client());
    if (contents == null) {
      report(call, call.method(), ToolResult.error("unknown resource " + Texts.singleLine(uri)));
      throw unknownResource(uri, stateless);
    }
    report(call, call.method(), ToolResult.text(contents.path("text").asText(""), uri));
    ObjectNode result = JsonCodec.object();
    result.putArray("contents").add(contents);
    return result;
  }

  static RpcException unknownResource(String uri, boolean stateless) {
    return RpcException.of(
        stateless ? RpcErrorCodes.INVALID_PARAMS : RpcErrorCodes.RESOURCE_NOT_FOUND,
        "unknown resource; resources/list lists the resources",
        JsonCodec.object().put("uri", uri));
  }

  private ObjectNode getPrompt(McpCall call) throws InterruptedException {
    String name = requiredText(call, "name");
    Prompt prompt = definition.prompt(name);
    if (prompt == null) {
      throw RpcException.invalidParams(
          "unknown prompt \"" + Texts.singleLine(name) + "\"; prompts/list lists the prompts");
    }
    for (Prompt.Argument argument : prompt.arguments()) {
      if (argument.required() && !call.arguments().path(argument.name()).isTextual()) {
        throw RpcException.invalidParams("prompt " + name + " needs " + argument.name());
      }
    }
    ObjectNode result = prompt.handler().get(call);
    report(call, call.method(), ToolResult.text("", name));
    return result;
  }

  private ObjectNode complete(McpCall call) {
    JsonNode argument = call.params().path("argument");
    if (!argument.path("name").isTextual() || !argument.path("value").isTextual()) {
      throw RpcException.invalidParams("argument needs a name and a value");
    }
    List<String> found =
        definition
            .completer()
            .complete(argument.path("name").asText(), argument.path("value").asText());
    ObjectNode result = JsonCodec.object();
    ObjectNode completion = result.putObject("completion");
    ArrayNode values = completion.putArray("values");
    found.stream().limit(MAX_COMPLETIONS).forEach(values::add);
    completion.put("total", found.size()).put("hasMore", found.size() > MAX_COMPLETIONS);
    return result;
  }

  static String requiredText(McpCall call, String name) {
    String value = call.params().path(name).textValue();
    if (value == null) {
      throw RpcException.invalidParams(call.method() + " needs " + name + ", a string");
    }
    return value;
  }
}
