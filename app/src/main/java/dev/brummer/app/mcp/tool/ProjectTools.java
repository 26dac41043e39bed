package dev.brummer.app.mcp.tool;

import static dev.brummer.app.mcp.protocol.Tool.Hints.ADDITIVE;
import static dev.brummer.app.mcp.protocol.Tool.Hints.DESTRUCTIVE;
import static dev.brummer.app.mcp.protocol.Tool.Hints.OUTSIDE;
import static dev.brummer.app.mcp.protocol.Tool.Hints.READ_ONLY;
import static dev.brummer.app.mcp.protocol.Tool.Hints.REPEATED_DESTRUCTIVE;

import dev.brummer.app.mcp.protocol.InputSchema;
import dev.brummer.app.mcp.protocol.Tool;
import dev.brummer.app.operation.ProjectOperations;
import dev.brummer.app.operation.WaitCondition;
import dev.brummer.app.operation.WaitRequest;
import dev.brummer.app.operation.request.CheckRequest;
import dev.brummer.app.operation.request.ErrorRequest;
import dev.brummer.app.operation.request.LogRequest;
import dev.brummer.app.operation.request.PageEventQuery;
import dev.brummer.app.operation.request.RequestQuery;
import dev.brummer.app.operation.request.StartRequest;
import dev.brummer.app.operation.result.OpenResult;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// The tools of brummer: a table of names, contracts, arguments and operations.
public final class ProjectTools {
  private static final int MAX_SCRIPTS = 50;
  private static final int MAX_SECONDS = 600;
  private static final int DEFAULT_SESSIONS = 20;
  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");
  private static final String SCRIPTS = "scripts_list lists what can run";
  private static final String STATUS = "scripts_status lists what runs";

  private final ToolFactory tools;

  private ProjectTools(Supplier<ProjectOperations> operations) {
    tools = new ToolFactory(operations);
  }

  /// All tools, in the order in which clients list them.
  ///
  /// @param operations called by each call of a tool
  public static List<Tool> all(Supplier<ProjectOperations> operations) {
    ProjectTools table = new ProjectTools(operations);
    return List.of(
        table.check(),
        table.waitFor(),
        table.scriptsList(),
        table.scriptsRun(),
        table.scriptsStop(),
        table.scriptsRestart(),
        table.scriptsStatus(),
        table.logsRead(),
        table.logsSearch(),
        table.errorsList(),
        table.urlsList(),
        table.ports(),
        table.proxyRequests(),
        table.requestDetail(),
        table.requestReplay(),
        table.telemetrySessions(),
        table.telemetryEvents(),
        table.browserOpen());
  }

  private Tool check() {
    return tools.text(
        "check",
        "Did my edit work? Call after every edit. Waits until rebuilds and restarts settle, then"
            + " reports only what is new: server and browser errors, failed tests, 5xx; \"clean\""
            + " otherwise.",
        waiting(names().text("cursor", "default: your last check")),
        READ_ONLY,
        STATUS,
        (operations, it) -> {
          it.call().status("waits until the processes settle");
          return operations.check(
              it.caller(),
              new CheckRequest(
                  it.names(),
                  it.cursor(),
                  CheckRequest.DEFAULT_GRACE,
                  it.timeout(CheckRequest.DEFAULT_TIMEOUT)));
        });
  }

  private Tool waitFor() {
    return tools.text(
        "wait_for",
        "Waits for a condition: ready, exit, healthy, log:REGEX, quiet:SECONDS, request:FILTER or"
            + " no-new-errors. A timeout is a result; go on with its cursor.",
        waiting(names().text("condition", "").text("cursor", "log: default: last start"))
            .required("condition"),
        READ_ONLY,
        STATUS,
        (operations, it) -> {
          it.call().status("waits for " + it.text("condition"));
          return operations.waitFor(
              it.caller(),
              new WaitRequest(
                  it.names(),
                  WaitCondition.parse(it.text("condition")),
                  it.timeout(WaitRequest.DEFAULT_TIMEOUT),
                  it.cursor()));
        });
  }

  private Tool scriptsList() {
    return tools.text(
        "scripts_list",
        "What can run in this project, where it is defined, what runs (at most 50).",
        InputSchema.of().text("filter", "part of a name or command"),
        READ_ONLY,
        "",
        (operations, it) -> operations.scripts(it.caller(), it.text("filter"), MAX_SCRIPTS));
  }

  private Tool scriptsRun() {
    return tools.text(
        "scripts_run",
        "Ensures that scripts run: starts them or returns the running ones. Answers state, URL and"
            + " evidence, or the first errors. Use this instead of a shell for servers and watchers.",
        waiting(
                InputSchema.of()
                    .texts("names", "names, globs, groups")
                    .choice("wait", List.of("ready", "exit", "none"), "default ready"))
            .required("names"),
        ADDITIVE,
        SCRIPTS,
        (operations, it) -> {
          it.call().status("waits for " + String.join(", ", it.names()));
          String until = it.text("wait").isEmpty() ? "ready" : it.text("wait");
          return operations.start(
              it.caller(),
              new StartRequest(
                  it.names(),
                  StartRequest.Until.valueOf(until.toUpperCase(Locale.ROOT)),
                  it.timeout(StartRequest.DEFAULT_TIMEOUT)));
        });
  }

  private Tool scriptsStop() {
    return tools.text(
        "scripts_stop",
        "Stops scripts gracefully with their whole process tree; names survivors.",
        InputSchema.of().texts("names", "").required("names"),
        DESTRUCTIVE,
        STATUS,
        (operations, it) ->
            operations.stop(it.caller(), it.names(), it.timeout(StartRequest.DEFAULT_TIMEOUT)));
  }

  private Tool scriptsRestart() {
    return tools.text(
        "scripts_restart",
        "Restarts scripts and waits until they are up: new and gone errors, time to ready.",
        waiting(InputSchema.of().texts("names", "")).required("names"),
        REPEATED_DESTRUCTIVE,
        SCRIPTS,
        (operations, it) -> {
          it.call().status("restarts " + String.join(", ", it.names()));
          return operations.restart(
              it.caller(), it.names(), it.timeout(StartRequest.DEFAULT_TIMEOUT));
        });
  }

  private Tool scriptsStatus() {
    return tools.text(
        "scripts_status",
        "A line per script: state and why, exit, ports, URL, CPU, memory, errors since cursor.",
        names().text("cursor", ""),
        READ_ONLY,
        SCRIPTS,
        (operations, it) -> operations.status(it.caller(), it.names(), it.cursor()));
  }

  private Tool logsRead() {
    return tools.text(
        "logs_read",
        "Log lines after a cursor, or the newest ones.",
        tokens(lines(names()).text("cursor", "")),
        READ_ONLY,
        STATUS,
        (operations, it) ->
            operations.logs(
                it.caller(),
                new LogRequest(
                    it.names(),
                    it.cursor(),
                    it.text("level"),
                    "",
                    false,
                    0,
                    it.number("lines", LogRequest.DEFAULT_LIMIT),
                    false,
                    LogRequest.DEFAULT_TIMEOUT)));
  }

  private Tool logsSearch() {
    return tools.text(
        "logs_search",
        "Log lines that contain a text or match a regex, newest first.",
        tokens(
                lines(names().text("query", ""))
                    .flag("regex", "")
                    .number("context", 0, LogRequest.MAX_CONTEXT, "lines around each match"))
            .required("query"),
        READ_ONLY,
        STATUS,
        (operations, it) ->
            operations.logs(
                it.caller(),
                new LogRequest(
                    it.names(),
                    null,
                    it.text("level"),
                    it.text("query"),
                    it.flag("regex"),
                    it.number("context", 0),
                    it.number("lines", LogRequest.DEFAULT_LIMIT),
                    true,
                    LogRequest.DEFAULT_TIMEOUT)));
  }

  private Tool errorsList() {
    return tools.text(
        "errors_list",
        "Distinct errors, a line each. With id: source-mapped stack, request and log lines.",
        tokens(
            limit(
                names()
                    .text("id", "")
                    .choice("kind", List.of("error", "browser", "test", "build"), "")
                    .text("cursor", "only after it"),
                ErrorRequest.MAX_LIMIT)),
        READ_ONLY,
        "errors_list without id lists the ids",
        (operations, it) ->
            it.text("id").isEmpty()
                ? operations.errors(
                    it.caller(),
                    new ErrorRequest(
                        it.names(),
                        it.text("kind"),
                        it.cursor(),
                        it.number("limit", ErrorRequest.DEFAULT_LIMIT)))
                : operations.error(it.caller(), it.text("id")));
  }

  private Tool urlsList() {
    return tools.text(
        "urls_list",
        "URLs of the servers, own and proxied, with readiness.",
        names(),
        READ_ONLY,
        STATUS,
        (operations, it) -> operations.urls(it.caller(), it.names()));
  }

  private Tool ports() {
    return tools.text(
        "ports",
        "Who listens on TCP ports, and whether it belongs to this run.",
        InputSchema.of().numbers("ports", "default: those of this run"),
        READ_ONLY,
        "",
        (operations, it) -> operations.ports(it.caller(), it.numbers("ports")));
  }

  private Tool proxyRequests() {
    return tools.text(
        "proxy_requests",
        "HTTP requests through the proxy, newest first.",
        tokens(
            limit(
                names()
                    .text("filter", "terms: /path 5xx >=400 >200ms >10k @script !not")
                    .text("cursor", "only after it"),
                RequestQuery.MAX_LIMIT)),
        READ_ONLY,
        STATUS,
        (operations, it) ->
            operations.requests(
                it.caller(),
                new RequestQuery(
                    it.names(),
                    it.text("filter"),
                    it.cursor(),
                    it.number("limit", RequestQuery.DEFAULT_LIMIT))));
  }

  private Tool requestDetail() {
    return tools.text(
        "request_detail",
        "One request: timing, headers without secrets, starts of the bodies, server log meanwhile.",
        tokens(InputSchema.of().number("id", 1, Integer.MAX_VALUE, "")).required("id"),
        READ_ONLY,
        "proxy_requests lists the ids",
        (operations, it) -> operations.request(it.caller(), it.values().path("id").asLong()));
  }

  private Tool requestReplay() {
    return tools.text(
        "request_replay",
        "Sends a recorded request again, as request_detail shows it. Off unless the user has"
            + " switched it on.",
        tokens(InputSchema.of().number("id", 1, Integer.MAX_VALUE, "")).required("id"),
        REPEATED_DESTRUCTIVE,
        "proxy_requests lists the ids",
        (operations, it) -> operations.replay(it.caller(), it.values().path("id").asLong()));
  }

  private Tool telemetrySessions() {
    return tools.text(
        "telemetry_sessions",
        "Browser sessions on the proxied pages.",
        InputSchema.of(),
        READ_ONLY,
        "",
        (operations, it) -> operations.pageSessions(it.caller(), DEFAULT_SESSIONS));
  }

  private Tool telemetryEvents() {
    return tools.text(
        "telemetry_events",
        "Browser events: page loads, vitals, console, errors.",
        tokens(
            limit(
                InputSchema.of()
                    .text("session", "")
                    .text("type", "page_load, javascript_error, console_output …")
                    .text("cursor", "only after it"),
                PageEventQuery.MAX_LIMIT)),
        READ_ONLY,
        "telemetry_sessions lists the sessions",
        (operations, it) ->
            operations.pageEvents(
                it.caller(),
                new PageEventQuery(
                    it.text("session"),
                    it.text("type"),
                    it.cursor(),
                    it.number("limit", PageEventQuery.DEFAULT_LIMIT))));
  }

  private Tool browserOpen() {
    return tools.structured(
        "browser_open",
        "Opens the URL of a script in the user's browser, proxied.",
        InputSchema.of().text("name", "").required("name"),
        OUTSIDE,
        OpenResult.class,
        "urls_list lists the URLs",
        (operations, it) -> operations.open(it.caller(), it.text("name")));
  }

  private static InputSchema names() {
    return InputSchema.of().texts("names", "default all");
  }

  private static InputSchema waiting(InputSchema schema) {
    return schema.number("timeout_s", 0, MAX_SECONDS, "default 30");
  }

  private static InputSchema lines(InputSchema schema) {
    return schema
        .number("lines", 1, LogRequest.MAX_LIMIT, "default 100")
        .choice("level", LEVELS, "at least");
  }

  private static InputSchema limit(InputSchema schema, int maximum) {
    return schema.number("limit", 1, maximum, "");
  }

  private static InputSchema tokens(InputSchema schema) {
    return schema.number("max_tokens", 50, 50_000, "default 1500");
  }
}
