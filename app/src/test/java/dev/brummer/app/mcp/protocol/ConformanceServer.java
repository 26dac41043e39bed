package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The tools, resources and prompts that the conformance suite of MCP calls.
public final class ConformanceServer {
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
  private static final String SILENCE =
      "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAAAAA==";
  private static final long STEP_NANOS = 50_000_000;
  private static final String ELICIT = "elicitation/create";
  private static final String SAMPLE = "sampling/createMessage";
  private static final String ROOTS = "roots/list";

  private final ServerChanges changes = new ServerChanges();

  private ConformanceServer() {}

  public static McpServer create(ServerObserver observer) {
    ConformanceServer fixture = new ConformanceServer();
    return new McpServer(fixture.definition(), observer, fixture.changes);
  }

  private ServerDefinition definition() {
    return new ServerDefinition(
        "conformance-fixture",
        "Conformance fixture",
        "1.0",
        "A server for tests.",
        tools(),
        new Resources(),
        prompts(),
        (_, prefix) -> List.of(prefix + "-one", prefix + "-two"),
        true,
        true);
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    tools.add(
        tool(
            "test_simple_text",
            _ -> ToolResult.text("This is a simple text response for testing.")));
    tools.add(tool("test_image_content", _ -> ToolResult.of(Content.image(PIXEL, "image/png"))));
    tools.add(tool("test_audio_content", _ -> ToolResult.of(Content.audio(SILENCE, "audio/wav"))));
    tools.add(
        tool(
            "test_embedded_resource",
            _ ->
                ToolResult.of(
                    Content.embedded(
                        Content.textResource(
                            "test://embedded-resource",
                            "text/plain",
                            "This is an embedded resource content.")))));
    tools.add(
        tool(
            "test_multiple_content_types",
            _ ->
                ToolResult.of(
                    Content.text("Multiple content types test:"),
                    Content.image(PIXEL, "image/png"),
                    Content.embedded(
                        Content.textResource(
                            "test://mixed-content-resource",
                            "application/json",
                            "{\"test\":\"data\",\"value\":123}")))));
    tools.add(tool("test_tool_with_logging", ConformanceServer::logThreeTimes));
    tools.add(tool("test_logging_tool", ConformanceServer::logThreeTimes));
    tools.add(
        tool(
            "test_error_handling",
            _ -> ToolResult.error("This tool intentionally returns an error for testing")));
    tools.add(tool("test_tool_with_progress", ConformanceServer::reportThreeTimes));
    tools.add(tool("test_streaming_elicitation", ConformanceServer::reportThreeTimes));
    tools.add(
        tool(
            "test_missing_capability",
            call -> {
              if (!call.clientSupports("sampling")) {
                ObjectNode data = JsonCodec.object();
                data.putObject("requiredCapabilities").putObject("sampling");
                throw RpcException.badRequest(
                    RpcErrorCodes.MISSING_CLIENT_CAPABILITY, "sampling is required", data);
              }
              return ToolResult.text("sampling is declared");
            }));
    tools.add(
        tool(
            "test_trigger_tool_change",
            _ -> {
              changes.toolsChanged();
              return ToolResult.text("changed");
            }));
    tools.add(
        tool(
            "test_trigger_prompt_change",
            _ -> {
              changes.promptsChanged();
              return ToolResult.text("changed");
            }));
    tools.add(
        new Tool(
            "json_schema_2020_12_tool",
            "",
            "Tool with JSON Schema 2020-12 features",
            JsonCodec.readObject(
                """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                 "$defs": {"address": {"$anchor": "addressDef", "type": "object",
                   "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
                 "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
                   "contactMethod": {"type": "string", "enum": ["phone", "email"]},
                   "phone": {"type": "string"}, "email": {"type": "string"}},
                 "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
                 "if": {"properties": {"contactMethod": {"const": "phone"}},
                   "required": ["contactMethod"]},
                 "then": {"required": ["phone"]}, "else": {"required": ["email"]},
                 "additionalProperties": false}
                """),
            Tool.Hints.READ_ONLY,
            _ -> ToolResult.text("ok")));
    addInputTools(tools);
    return tools;
  }

  private static void addInputTools(List<Tool> tools) {
    tools.add(
        tool(
            "test_input_required_result_elicitation",
            call ->
                call.inputResponse("user_name").isMissingNode()
                    ? ask("user_name", "What is your name?", "name").result()
                    : ToolResult.text(
                        "Hello, "
                            + call.inputResponse("user_name").at("/content/name").asText()
                            + "!")));
    tools.add(
        tool(
            "test_input_required_result_sampling",
            call ->
                call.inputResponse("capital_question").isMissingNode()
                    ? new InputRequired()
                        .request(
                            "capital_question", SAMPLE, question("What is the capital of France?"))
                        .result()
                    : ToolResult.text(
                        call.inputResponse("capital_question").at("/content/text").asText())));
    tools.add(
        tool(
            "test_input_required_result_list_roots",
            call ->
                call.inputResponse("client_roots").isMissingNode()
                    ? new InputRequired()
                        .request("client_roots", ROOTS, JsonCodec.object())
                        .result()
                    : ToolResult.text(
                        call.inputResponse("client_roots").path("roots").toString())));
    tools.add(
        tool(
            "test_input_required_result_request_state",
            call -> {
              if (call.inputResponse("confirm").isMissingNode()) {
                return ask("confirm", "Please confirm", "ok").state(sign("1")).result();
              }
              verify(call, "1");
              return ToolResult.text("state-ok");
            }));
    tools.add(
        tool(
            "test_input_required_result_multiple_inputs",
            call ->
                call.inputResponse("client_roots").isMissingNode()
                    ? ask("user_name", "What is your name?", "name")
                        .request("greeting", SAMPLE, question("Generate a greeting"))
                        .request("client_roots", ROOTS, JsonCodec.object())
                        .state(sign("all"))
                        .result()
                    : ToolResult.text("complete")));
    tools.add(tool("test_input_required_result_multi_round", ConformanceServer::askTwice));
    tools.add(
        tool(
            "test_input_required_result_tampered_state",
            call -> {
              if (call.requestState() == null) {
                return ask("confirm", "Please confirm", "ok").state(sign("t")).result();
              }
              verify(call, "t");
              return ToolResult.text("untouched");
            }));
    tools.add(
        tool(
            "test_input_required_result_capabilities",
            call -> {
              InputRequired wanted = new InputRequired();
              if (call.clientSupports("sampling")) {
                wanted.request("sample", SAMPLE, question("Say something"));
              }
              if (call.clientSupports("elicitation")) {
                wanted.request("name", ELICIT, form("What is your name?", "name"));
              }
              return wanted.result();
            }));
  }

  private static ToolResult askTwice(McpCall call) {
    if (!call.inputResponse("step2").isMissingNode()) {
      verify(call, "2");
      return ToolResult.text("complete");
    }
    if (!call.inputResponse("step1").isMissingNode()) {
      verify(call, "1");
      return ask("step2", "Step 2: What is your favorite color?", "color")
          .state(sign("2"))
          .result();
    }
    return ask("step1", "Step 1: What is your name?", "name").state(sign("1")).result();
  }

  private static Tool tool(String name, Tool.Handler handler) {
    return new Tool(
        name,
        "",
        "Test tool " + name,
        JsonCodec.object().put("type", "object"),
        Tool.Hints.READ_ONLY,
        handler);
  }

  private static ToolResult logThreeTimes(McpCall call) {
    call.log(LogSeverity.INFO, "Tool execution started");
    LockSupport.parkNanos(STEP_NANOS);
    call.log(LogSeverity.INFO, "Tool processing data");
    LockSupport.parkNanos(STEP_NANOS);
    call.log(LogSeverity.INFO, "Tool execution completed");
    return ToolResult.text("logged");
  }

  private static ToolResult reportThreeTimes(McpCall call) {
    call.progress(0, 100, "");
    LockSupport.parkNanos(STEP_NANOS);
    call.progress(50, 100, "");
    LockSupport.parkNanos(STEP_NANOS);
    call.progress(100, 100, "");
    return ToolResult.text("reported");
  }

  private static InputRequired ask(String key, String message, String field) {
    return new InputRequired().request(key, ELICIT, form(message, field));
  }

  private static ObjectNode form(String message, String field) {
    ObjectNode params = JsonCodec.object().put("message", message).put("mode", "form");
    ObjectNode schema = params.putObject("requestedSchema").put("type", "object");
    schema.putObject("properties").putObject(field).put("type", "string");
    schema.putArray("required").add(field);
    return params;
  }

  private static ObjectNode question(String text) {
    ObjectNode params = JsonCodec.object().put("maxTokens", 100);
    params.putArray("messages").addObject().put("role", "user").set("content", Content.text(text));
    return params;
  }

  private static String sign(String state) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("fixture".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(state.getBytes(StandardCharsets.UTF_8));
      return state + "." + HexFormat.of().formatHex(signature);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void verify(McpCall call, String state) {
    if (!sign(state).equals(call.requestState())) {
      throw RpcException.invalidParams("requestState was changed");
    }
  }

  private static List<Prompt> prompts() {
    return List.of(
        new Prompt(
            "test_simple_prompt",
            "A prompt",
            List.of(),
            _ -> Prompt.messages(Content.text("This is a simple prompt for testing."))),
        new Prompt(
            "test_prompt_with_arguments",
            "A prompt with arguments",
            List.of(
                new Prompt.Argument("arg1", "First test argument", true),
                new Prompt.Argument("arg2", "Second test argument", true)),
            call ->
                Prompt.messages(
                    Content.text(
                        "Prompt with arguments: arg1='"
                            + call.arguments().path("arg1").asText()
                            + "', arg2='"
                            + call.arguments().path("arg2").asText()
                            + "'"))),
        new Prompt(
            "test_prompt_with_embedded_resource",
            "A prompt with a resource",
            List.of(new Prompt.Argument("resourceUri", "URI of the resource", true)),
            call ->
                Prompt.messages(
                    Content.embedded(
                        Content.textResource(
                            call.arguments().path("resourceUri").asText(),
                            "text/plain",
                            "Embedded resource content for testing.")),
                    Content.text("Please process the embedded resource above."))),
        new Prompt(
            "test_prompt_with_image",
            "A prompt with an image",
            List.of(),
            _ ->
                Prompt.messages(
                    Content.image(PIXEL, "image/png"),
                    Content.text("Please analyze the image above."))),
        new Prompt(
            "test_input_required_result_prompt",
            "A prompt that asks",
            List.of(),
            call ->
                call.inputResponse("user_context").isMissingNode()
                    ? ask("user_context", "What context should the prompt use?", "context").body()
                    : Prompt.messages(Content.text("context given"))));
  }

  private static final class Resources implements ResourceSource {
    private static final String TEMPLATE_START = "test://template/";

    @Override
    public List<Resource> list() {
      return List.of(
          new Resource("test://static-text", "text", "A text", "text/plain"),
          new Resource("test://static-binary", "binary", "An image", "image/png"),
          new Resource("test://watched-resource", "watched", "A changing text", "text/plain"));
    }

    @Override
    public List<Resource> templates() {
      return List.of(
          new Resource("test://template/{id}/data", "template", "A template", "application/json"));
    }

    @Override
    public @Nullable ObjectNode read(String uri, String client) {
      if (uri.startsWith(TEMPLATE_START) && uri.endsWith("/data")) {
        String id = uri.substring(TEMPLATE_START.length(), uri.length() - "/data".length());
        return Content.textResource(
            uri,
            "application/json",
            "{\"id\":\"" + id + "\",\"templateTest\":true,\"data\":\"Data for ID: " + id + "\"}");
      }
      return switch (uri) {
        case "test://static-text" ->
            Content.textResource(
                uri, "text/plain", "This is the content of the static text resource.");
        case "test://static-binary" -> Content.blobResource(uri, "image/png", PIXEL);
        case "test://watched-resource" -> Content.textResource(uri, "text/plain", "watched");
        default -> null;
      };
    }

    @Override
    public boolean exists(String uri) {
      return list().stream().anyMatch(resource -> resource.uri().equals(uri));
    }
  }
}
