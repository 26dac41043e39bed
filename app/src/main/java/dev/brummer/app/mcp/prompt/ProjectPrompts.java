package dev.brummer.app.mcp.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.mcp.protocol.Content;
import dev.brummer.app.mcp.protocol.McpCall;
import dev.brummer.app.mcp.protocol.Prompt;
import dev.brummer.app.mcp.protocol.RpcException;
import dev.brummer.app.operation.Caller;
import dev.brummer.app.operation.OperationException;
import dev.brummer.app.operation.ProjectOperations;
import dev.brummer.app.operation.render.ResultText;
import dev.brummer.app.operation.request.ErrorRequest;
import dev.brummer.app.operation.request.RequestQuery;
import dev.brummer.app.operation.result.OperationResult;
import java.util.List;
import java.util.function.Supplier;

/// The prompts of brummer: instructions, followed by the current facts.
public final class ProjectPrompts {
  private static final Prompt.Argument PROCESS =
      new Prompt.Argument("process", "name of a process; default all", false);

  private final Supplier<ProjectOperations> operations;

  private ProjectPrompts(Supplier<ProjectOperations> operations) {
    this.operations = operations;
  }

  public static List<Prompt> all(Supplier<ProjectOperations> operations) {
    ProjectPrompts prompts = new ProjectPrompts(operations);
    return List.of(
        new Prompt(
            "debug_error",
            "Find the cause of an error and fix it",
            List.of(new Prompt.Argument("id", "id of the error; default the current ones", false)),
            prompts::debugError),
        new Prompt(
            "performance_analysis",
            "Find out what is slow",
            List.of(PROCESS),
            prompts::performanceAnalysis),
        new Prompt(
            "api_troubleshooting",
            "Find out why requests fail",
            List.of(new Prompt.Argument("filter", "such as /api 5xx; default failed ones", false)),
            prompts::apiTroubleshooting));
  }

  /// Facts for a prompt.
  @FunctionalInterface
  private interface Facts {
    OperationResult read(ProjectOperations operations, Caller caller) throws OperationException;
  }

  private ObjectNode debugError(McpCall call) {
    String id = argument(call, "id");
    String facts =
        read(
            call,
            (project, caller) ->
                id.isEmpty()
                    ? project.errors(caller, ErrorRequest.all())
                    : project.error(caller, id));
    return prompt(
        "Find the cause of the error below and fix it. Read the source at its location first. Use"
            + " errors_list with its id for the stack and the lines around it. After each edit call"
            + " check; you are done when it answers clean.",
        facts);
  }

  private ObjectNode performanceAnalysis(McpCall call) {
    String process = argument(call, "process");
    List<String> names = process.isEmpty() ? List.of() : List.of(process);
    String status = read(call, (project, caller) -> project.status(caller, names, null));
    String slow =
        read(
            call,
            (project, caller) ->
                project.requests(
                    caller, new RequestQuery(names, ">200ms", null, RequestQuery.DEFAULT_LIMIT)));
    return prompt(
        "Find out what is slow and why. Compare CPU and memory of the processes, then look at slow"
            + " requests with request_detail: time in the server against time in the proxy. Page"
            + " loads and vitals are in telemetry_events. Name the cause before you change code.",
        status + "\n\nRequests over 200 ms:\n" + slow);
  }

  private ObjectNode apiTroubleshooting(McpCall call) {
    String given = argument(call, "filter");
    String filter = given.isEmpty() ? ">=400" : given;
    String failed =
        read(
            call,
            (project, caller) ->
                project.requests(
                    caller, new RequestQuery(List.of(), filter, null, RequestQuery.DEFAULT_LIMIT)));
    return prompt(
        "Find out why the requests below fail. request_detail shows headers, bodies and what the"
            + " server logged meanwhile; logs_search finds the rest. Fix the cause, repeat the"
            + " request and call check.",
        failed);
  }

  private String read(McpCall call, Facts facts) {
    Caller caller = new Caller(call.client(), "", Caller.Door.MCP_HTTP, false);
    try {
      OperationResult result = facts.read(operations.get(), caller);
      return ResultText.of(result, ResultText.DEFAULT_TOKENS, System.currentTimeMillis());
    } catch (OperationException refused) {
      throw RpcException.invalidParams(refused.text());
    }
  }

  private static String argument(McpCall call, String name) {
    return call.arguments().path(name).asText("");
  }

  private static ObjectNode prompt(String instructions, String facts) {
    return Prompt.messages(Content.text(instructions + "\n\n" + facts));
  }
}
