package dev.brummer.app.mcp.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.mcp.protocol.Content;
import dev.brummer.app.mcp.protocol.Resource;
import dev.brummer.app.mcp.protocol.ResourceSource;
import dev.brummer.app.mcp.protocol.RpcErrorCodes;
import dev.brummer.app.mcp.protocol.RpcException;
import dev.brummer.app.operation.Caller;
import dev.brummer.app.operation.OperationException;
import dev.brummer.app.operation.ProjectOperations;
import dev.brummer.app.operation.render.ResultText;
import dev.brummer.app.operation.request.ErrorRequest;
import dev.brummer.app.operation.request.LogRequest;
import dev.brummer.app.operation.request.RequestQuery;
import dev.brummer.app.operation.result.LogResult;
import dev.brummer.app.operation.result.OperationResult;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Logs, errors, requests and processes of the project as resources in text.
public final class ProjectResources implements ResourceSource {
  public static final String LOGS = "brummer://logs";
  public static final String ERRORS = "brummer://errors";
  public static final String REQUESTS = "brummer://requests";
  public static final String PROCESSES = "brummer://processes";

  private static final String LOGS_OF = LOGS + "/";
  private static final String TEXT = "text/plain";
  private static final int MAX_LINES = 200;
  private static final int MAX_TOKENS = 6_000;
  private static final int MAX_CURSORS = 500;
  private static final Duration COUNT_TIMEOUT = Duration.ofMillis(500);

  private final Supplier<ProjectOperations> operations;

  /// Cursor of the last read by client and URI; the oldest ones go. Guarded by itself.
  private final Map<String, String> cursors =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_CURSORS;
        }
      };

  public ProjectResources(Supplier<ProjectOperations> operations) {
    this.operations = operations;
  }

  @Override
  public List<Resource> list() {
    return List.of(
        new Resource(LOGS, "logs", "Newest log lines of all processes", TEXT),
        new Resource(ERRORS, "errors", "Distinct errors that are not healed", TEXT),
        new Resource(REQUESTS, "requests", "Newest requests through the proxy", TEXT),
        new Resource(PROCESSES, "processes", "State of all processes", TEXT));
  }

  @Override
  public List<Resource> templates() {
    return List.of(
        new Resource(
            LOGS_OF + "{process}", "process log", "Newest log lines of one process", TEXT));
  }

  /// URI of the log of one process.
  static String logOf(String process) {
    StringBuilder uri = new StringBuilder(LOGS_OF);
    for (byte b : process.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~:@".indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append('%').append(String.format("%02X", (int) c));
      }
    }
    return uri.toString();
  }

  @Override
  public boolean exists(String uri) {
    return list().stream().anyMatch(resource -> resource.uri().equals(uri))
        || uri.startsWith(LOGS_OF) && uri.length() > LOGS_OF.length();
  }

  @Override
  public @Nullable ObjectNode read(String uri, String client) throws InterruptedException {
    if (!exists(uri)) {
      return null;
    }
    Caller caller = new Caller(client, "", Caller.Door.MCP_HTTP, false);
    try {
      return Content.textResource(uri, TEXT, text(uri, caller));
    } catch (OperationException refused) {
      if (refused.kind() == OperationException.Kind.UNKNOWN_NAME) {
        return null;
      }
      throw RpcException.of(RpcErrorCodes.INTERNAL_ERROR, refused.text(), null);
    }
  }

  private String text(String uri, Caller caller) throws OperationException, InterruptedException {
    ProjectOperations project = operations.get();
    return switch (uri) {
      case ERRORS -> render(project.errors(caller, ErrorRequest.all()));
      case REQUESTS ->
          render(
              project.requests(
                  caller, new RequestQuery(List.of(), "", null, RequestQuery.DEFAULT_LIMIT)));
      case PROCESSES -> render(project.status(caller, List.of(), null));
      case LOGS -> log(project, uri, List.of(), caller);
      default -> {
        String name = URLDecoder.decode(uri.substring(LOGS_OF.length()), StandardCharsets.UTF_8);
        yield log(project, uri, List.of(name), caller);
      }
    };
  }

  private String log(ProjectOperations project, String uri, List<String> names, Caller caller)
      throws OperationException {
    String key = caller.name() + '\n' + uri;
    String before;
    synchronized (cursors) {
      before = cursors.get(key);
    }
    LogResult newest = project.logs(caller, LogRequest.tail(names, MAX_LINES));
    synchronized (cursors) {
      cursors.put(key, newest.cursor());
    }
    return gap(project, names, caller, before, newest) + render(newest);
  }

  /// A line about lines that came since the last read and are not shown; empty if there are none.
  private static String gap(
      ProjectOperations project,
      List<String> names,
      Caller caller,
      @Nullable String before,
      LogResult newest)
      throws OperationException {
    if (before == null) {
      return "";
    }
    LogResult since =
        project.logs(
            caller, new LogRequest(names, before, "", "", false, 0, 1, false, COUNT_TIMEOUT));
    long came = since.omitted() + since.lost() + since.lines().size();
    long missing = came - newest.lines().size();
    return missing > 0 ? missing + " lines since the last read are not shown\n" : "";
  }

  private static String render(OperationResult result) {
    return ResultText.of(result, MAX_TOKENS, System.currentTimeMillis());
  }
}
