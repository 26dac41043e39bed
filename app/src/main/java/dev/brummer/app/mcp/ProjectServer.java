package dev.brummer.app.mcp;

import dev.brummer.app.mcp.prompt.ProjectPrompts;
import dev.brummer.app.mcp.protocol.ServerDefinition;
import dev.brummer.app.mcp.resource.ProjectResources;
import dev.brummer.app.mcp.tool.ProjectTools;
import dev.brummer.app.operation.ProjectOperations;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// What brummer offers over MCP.
public final class ProjectServer {
  /// What every client tells its model about brummer.
  static final String INSTRUCTIONS =
      """
      brummer runs this project's servers, watchers and tests, and sees their logs, requests and \
      browser errors. After every edit call check: it waits until rebuilds settle and answers only \
      what is new, or "clean". Start servers with scripts_run instead of a shell: it returns the \
      running one if there is one. When something fails, errors_list with an id shows the stack and \
      the lines around it; logs_search and proxy_requests find the rest. Answers end with a cursor: \
      pass it on to get only what is new. A timeout is a result; wait again with its cursor. \
      brummer and the user share these processes: do not stop what you did not start.\
      """;

  private ProjectServer() {}

  /// @param operations called by each tool call; lists work without it
  /// @param completer completes names of processes
  public static ServerDefinition definition(
      String version,
      Supplier<ProjectOperations> operations,
      BiFunction<String, String, List<String>> completer) {
    return new ServerDefinition(
        "brummer",
        "brummer",
        version,
        INSTRUCTIONS,
        ProjectTools.all(operations),
        new ProjectResources(operations),
        ProjectPrompts.all(operations),
        completer::apply,
        false,
        false);
  }
}
