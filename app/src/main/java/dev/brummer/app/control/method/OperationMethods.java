package dev.brummer.app.control.method;

import dev.brummer.app.control.ControlCall;
import dev.brummer.app.control.ControlException;
import dev.brummer.app.control.ControlMethod;
import dev.brummer.app.control.ControlServer;
import dev.brummer.app.operation.Caller;
import dev.brummer.app.operation.OperationException;
import dev.brummer.app.operation.ProjectOperations;
import dev.brummer.app.operation.WaitCondition;
import dev.brummer.app.operation.WaitRequest;
import dev.brummer.app.operation.render.ResultJson;
import dev.brummer.app.operation.render.ResultText;
import dev.brummer.app.operation.request.CheckRequest;
import dev.brummer.app.operation.request.ErrorRequest;
import dev.brummer.app.operation.request.RequestQuery;
import dev.brummer.app.operation.request.StartRequest;
import dev.brummer.app.operation.result.CheckResult;
import dev.brummer.app.operation.result.OperationResult;
import dev.brummer.app.operation.result.Outcome;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Registers the operations as methods of a control server. The methods are thread-safe.
public final class OperationMethods {
  private static final long MAX_TIMEOUT_MILLIS = Duration.ofDays(1).toMillis();
  private static final int MAX_TEXT_TOKENS = 50_000;
  private static final String CURSOR_LINE = "cursor ";

  private final ProjectOperations operations;

  private OperationMethods(ProjectOperations operations) {
    this.operations = operations;
  }

  /// An operation that can fail.
  @FunctionalInterface
  private interface Operation {
    Reply run(Caller caller, ControlCall call)
        throws OperationException, ControlException, InterruptedException;
  }

  /// A result and the exit code of the verb.
  private record Reply(OperationResult result, int exitCode) {
    static Reply of(OperationResult result) {
      return new Reply(result, ExitCodes.OK);
    }

    static Reply of(OperationResult result, Outcome outcome) {
      return new Reply(
          result,
          switch (outcome) {
            case MET -> ExitCodes.OK;
            case NOT_MET -> ExitCodes.FAILURE;
            case TIMED_OUT -> ExitCodes.TIMED_OUT;
          });
    }
  }

  public static void register(ControlServer server, ProjectOperations operations) {
    OperationMethods methods = new OperationMethods(operations);
    server.method("ps", methods.method(methods::status));
    server.method("start", methods.method(methods::start));
    server.method("stop", methods.method(methods::stop));
    server.method("kill", methods.method(methods::kill));
    server.method("restart", methods.method(methods::restart));
    server.method("scale", methods.method(methods::scale));
    server.method("wait", methods.method(methods::waitFor));
    server.method("why", methods.method(methods::why));
    server.method("open", methods.method(methods::open));
    server.method("errors", methods.method(methods::errors));
    server.method("requests", methods.method(methods::requests));
    server.method("check", methods.method(methods::check));
    server.method("graph", methods.method((caller, _) -> Reply.of(operations.graph(caller))));
    server.method("shutdown", methods.method(methods::shutDown));
  }

  private ControlMethod method(Operation operation) {
    return call -> {
      Caller caller = Caller.verb(call.string("version", ""));
      boolean json = call.string("format", "text").equals("json");
      try {
        Reply reply = operation.run(caller, call);
        return Map.of(
            "exitCode",
            reply.exitCode,
            json ? "value" : "text",
            json ? ResultJson.tree(reply.result) : text(reply.result),
            "note",
            note(call));
      } catch (OperationException refused) {
        throw new ControlException(
            ControlException.REFUSED,
            refused.text(),
            Map.of("exitCode", exitCode(refused.kind()), "kind", name(refused.kind())));
      }
    };
  }

  /// What an ambiguous name means.
  private String note(ControlCall call) throws ControlException {
    return operations.describeAmbiguity(call.strings("names"));
  }

  /// The text without the line of the cursor, which is for programs.
  private static String text(OperationResult result) {
    String text = ResultText.of(result, MAX_TEXT_TOKENS, System.currentTimeMillis());
    int last = text.lastIndexOf('\n') + 1;
    return text.startsWith(CURSOR_LINE, last) ? text.substring(0, Math.max(0, last - 1)) : text;
  }

  private static int exitCode(OperationException.Kind kind) {
    return switch (kind) {
      case INVALID_ARGUMENT, UNKNOWN_NAME -> ExitCodes.USAGE;
      case NOTHING_MATCHES, READ_ONLY -> ExitCodes.FAILURE;
      case CLOSED -> ExitCodes.NOT_RUNNING;
    };
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private Reply status(Caller caller, ControlCall call)
      throws OperationException, ControlException {
    return Reply.of(operations.status(caller, call.strings("names"), cursor(call)));
  }

  private Reply start(Caller caller, ControlCall call)
      throws OperationException, ControlException, InterruptedException {
    StartRequest.Until until = until(call.string("until", "ready"));
    Duration timeout = timeout(call, StartRequest.DEFAULT_TIMEOUT);
    var result = operations.start(caller, new StartRequest(names(call), until, timeout));
    return Reply.of(result, result.outcome());
  }

  private static StartRequest.Until until(String text) throws ControlException {
    for (StartRequest.Until until : StartRequest.Until.values()) {
      if (name(until).equals(text)) {
        return until;
      }
    }
    throw new ControlException(
        ControlException.INVALID_PARAMS,
        "unknown condition "
            + VisibleText.quoted(text)
            + " of start: "
            + Suggestions.hint(text, List.of("ready", "exit", "none")));
  }

  private Reply stop(Caller caller, ControlCall call)
      throws OperationException, ControlException, InterruptedException {
    var result = operations.stop(caller, names(call), timeout(call, Duration.ofSeconds(60)));
    return Reply.of(result, result.outcome());
  }

  private Reply kill(Caller caller, ControlCall call)
      throws OperationException, ControlException, InterruptedException {
    var result = operations.kill(caller, names(call), timeout(call, Duration.ofSeconds(10)));
    return Reply.of(result, result.outcome());
  }

  private Reply restart(Caller caller, ControlCall call)
      throws OperationException, ControlException, InterruptedException {
    var result =
        operations.restart(caller, names(call), timeout(call, StartRequest.DEFAULT_TIMEOUT));
    return Reply.of(result, result.outcome());
  }

  private Reply scale(Caller caller, ControlCall call)
      throws OperationException, ControlException, InterruptedException {
    Duration timeout = timeout(call, Duration.ofSeconds(60));
    return Reply.of(operations.scale(caller, call.strings("sizes"), timeout));
  }

  private Reply waitFor(Caller caller, ControlCall call)
      throws OperationException, ControlException, InterruptedException {
    WaitCondition condition = WaitCondition.parse(call.string("for", "ready"));
    Duration timeout = timeout(call, WaitRequest.DEFAULT_TIMEOUT);
    var result =
        operations.waitFor(
            caller, new WaitRequest(call.strings("names"), condition, timeout, cursor(call)));
    return Reply.of(result, result.outcome());
  }

  private Reply why(Caller caller, ControlCall call) throws OperationException, ControlException {
    var result = operations.why(caller, call.string("name"));
    return new Reply(result, result.up() ? ExitCodes.OK : ExitCodes.FAILURE);
  }

  private Reply open(Caller caller, ControlCall call) throws OperationException, ControlException {
    var result = operations.open(caller, call.string("name"));
    return new Reply(result, result.opened() ? ExitCodes.OK : ExitCodes.FAILURE);
  }

  private Reply errors(Caller caller, ControlCall call)
      throws OperationException, ControlException {
    String id = call.string("id", "");
    if (!id.isEmpty()) {
      return Reply.of(operations.error(caller, id));
    }
    int limit = limit(call, ErrorRequest.DEFAULT_LIMIT, ErrorRequest.MAX_LIMIT);
    var result =
        operations.errors(
            caller,
            new ErrorRequest(call.strings("names"), call.string("kind", ""), cursor(call), limit));
    return new Reply(result, result.errors().isEmpty() ? ExitCodes.OK : ExitCodes.FAILURE);
  }

  private Reply requests(Caller caller, ControlCall call)
      throws OperationException, ControlException {
    long id = call.number("id", 0, 0, Long.MAX_VALUE);
    if (id != 0) {
      return Reply.of(operations.request(caller, id));
    }
    int limit = limit(call, RequestQuery.DEFAULT_LIMIT, RequestQuery.MAX_LIMIT);
    return Reply.of(
        operations.requests(
            caller,
            new RequestQuery(
                call.strings("names"), call.string("filter", ""), cursor(call), limit)));
  }

  private Reply check(Caller caller, ControlCall call)
      throws OperationException, ControlException, InterruptedException {
    long grace = CheckRequest.DEFAULT_GRACE.toMillis();
    var result =
        operations.check(
            caller,
            new CheckRequest(
                call.strings("names"),
                cursor(call),
                Duration.ofMillis(call.number("graceMillis", grace, 0, MAX_TIMEOUT_MILLIS)),
                timeout(call, CheckRequest.DEFAULT_TIMEOUT)));
    return new Reply(result, exitCode(result.verdict()));
  }

  private static int exitCode(CheckResult.Verdict verdict) {
    return switch (verdict) {
      case CLEAN -> ExitCodes.OK;
      case PROBLEMS -> ExitCodes.FAILURE;
      case UNSETTLED -> ExitCodes.TIMED_OUT;
    };
  }

  private Reply shutDown(Caller caller, ControlCall call) throws OperationException {
    return Reply.of(operations.shutDown(caller));
  }

  private static List<String> names(ControlCall call) throws ControlException {
    List<String> names = call.strings("names");
    if (names.isEmpty()) {
      throw new ControlException(
          ControlException.INVALID_PARAMS, call.method() + " needs the name of a process, or all");
    }
    return names;
  }

  private static @Nullable String cursor(ControlCall call) throws ControlException {
    String cursor = call.string("cursor", "");
    return cursor.isEmpty() ? null : cursor;
  }

  private static int limit(ControlCall call, int fallback, int max) throws ControlException {
    return (int) call.number("limit", fallback, 1, max);
  }

  private static Duration timeout(ControlCall call, Duration fallback) throws ControlException {
    return Duration.ofMillis(
        call.number("timeoutMillis", fallback.toMillis(), 0, MAX_TIMEOUT_MILLIS));
  }
}
