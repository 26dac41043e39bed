package dev.brummer.engine.event;

import dev.brummer.engine.file.IoErrorMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fact, published by the component that observed it and delivered by the [EventBus].
///
/// The first ten records are the vocabulary of the reference design (S1). Every event is an
/// immutable record. `atMillis` is wall-clock time in milliseconds since the epoch. `process` is an
/// id assigned by `Processes`, or [#BRUMMER].
public sealed interface Event {
  /// Process id of brummer itself.
  int BRUMMER = 0;

  /// Index into routing tables; avoids reflection on the hot path.
  Kind kind();

  long atMillis();

  /// One constant per record, in the order of the records below.
  enum Kind {
    PROCESS_STARTED,
    PROCESS_EXITED,
    LOG_LINE(true),
    ERROR_DETECTED,
    BUILD_EVENT,
    WATCH_EVENT,
    TEST_FAILED,
    TEST_PASSED,
    MCP_ACTIVITY,
    MCP_CONNECTED,
    MCP_DISCONNECTED,
    PROCESS_CHANGED,
    RESOURCES_SAMPLED,
    URL_DETECTED,
    URL_EXPIRED,
    ROUTE_OPENED,
    ROUTE_CLOSED,
    REQUEST_COMPLETED(true),
    PAGE_EVENT(true),
    ORPHANS_FOUND,
    CONFIG_CHANGED,
    NOTICE,
    INTERNAL_FAILURE,
    RUN_ENDED;

    private final boolean bulk;

    Kind() {
      this(false);
    }

    Kind(boolean bulk) {
      this.bulk = bulk;
    }

    /// Whether events of this kind arrive in bursts and use the bulk lane, which urgent events
    /// overtake.
    public boolean isBulk() {
      return bulk;
    }
  }

  /// A process was started and has a pid. `runNumber` counts the starts of this process from 1.
  record ProcessStarted(int process, String name, long pid, int runNumber, long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.PROCESS_STARTED;
    }
  }

  /// A process exited and all of its output is in the log store. `signal` is 0 after a normal exit;
  /// `code` is then the exit code, otherwise 128 + signal. `failure` names the exit code or signal
  /// of a failed process; it is empty if the process succeeded or was stopped on request.
  record ProcessExited(
      int process, String name, int runNumber, int code, int signal, String failure, long atMillis)
      implements Event {
    /// A process that did not fail.
    public ProcessExited(
        int process, String name, int runNumber, int code, int signal, long atMillis) {
      this(process, name, runNumber, code, signal, "", atMillis);
    }

    @Override
    public Kind kind() {
      return Kind.PROCESS_EXITED;
    }
  }

  /// `count` consecutive lines of one process were stored; the first has the number `first`. A
  /// count of 0 means that an unterminated line changed. Subscribers read the text from the log
  /// store, so a burst of lines costs one event.
  ///
  /// @param note whether brummer itself has written the lines, about the process
  record LogLine(int process, long first, int count, boolean note, long atMillis) implements Event {
    /// Lines that the process has printed.
    public LogLine(int process, long first, int count, long atMillis) {
      this(process, first, count, false, atMillis);
    }

    @Override
    public Kind kind() {
      return Kind.LOG_LINE;
    }
  }

  /// An error block of `lines` lines, starting at log line `line`; lines of other processes may be
  /// interleaved. Equal errors have equal fingerprints. `location` is `file:line:column`, or as
  /// much of it as is known. The event stands for `count` occurrences, of which the newest is
  /// described.
  record ErrorDetected(
      int process,
      long line,
      int lines,
      Source source,
      int count,
      Severity severity,
      String type,
      String message,
      @Nullable String location,
      String fingerprint,
      long atMillis)
      implements Event {
    /// Where an error occurred.
    public enum Source {
      /// In the process, which printed it.
      PROCESS,
      /// In a browser page served by the process.
      BROWSER
    }

    /// Severity of a detected error.
    public enum Severity {
      /// An operation failed and the program continued.
      ERROR,
      /// The error ended the program or a thread: an uncaught exception or a panic.
      FATAL
    }

    /// One error printed by a process.
    public ErrorDetected(
        int process,
        long line,
        int lines,
        Severity severity,
        String type,
        String message,
        @Nullable String location,
        String fingerprint,
        long atMillis) {
      this(
          process,
          line,
          lines,
          Source.PROCESS,
          1,
          severity,
          type,
          message,
          location,
          fingerprint,
          atMillis);
    }

    /// One error of severity [Severity#ERROR] printed by a process.
    public ErrorDetected(
        int process,
        long line,
        int lines,
        String type,
        String message,
        @Nullable String location,
        String fingerprint,
        long atMillis) {
      this(process, line, lines, Severity.ERROR, type, message, location, fingerprint, atMillis);
    }

    @Override
    public Kind kind() {
      return Kind.ERROR_DETECTED;
    }
  }

  /// A build started or ended. `durationMillis` is -1 if the tool does not print a duration.
  record BuildEvent(
      int process,
      long line,
      Phase phase,
      String tool,
      String summary,
      long durationMillis,
      int warnings,
      long atMillis)
      implements Event {
    /// Phase of a build.
    public enum Phase {
      STARTED,
      OK,
      FAILED
    }

    @Override
    public Kind kind() {
      return Kind.BUILD_EVENT;
    }
  }

  /// A tool in watch mode reacts to a changed file, as far as its output tells and no [BuildEvent]
  /// does.
  record WatchEvent(int process, long line, Step step, String tool, String summary, long atMillis)
      implements Event {
    /// A step of a reaction.
    public enum Step {
      /// A change was noticed; an end follows.
      CHANGED,
      /// The program is started again; its output follows.
      RESTARTED,
      OK,
      FAILED
    }

    @Override
    public Kind kind() {
      return Kind.WATCH_EVENT;
    }
  }

  /// One test failed. If the tool prints only a total, `count` tests failed and `test` is its
  /// summary. A `count` of 0 adds the details of a failure published before. The report of the
  /// failure has `lines` lines, starting at log line `line`; `location` is the innermost
  /// `file:line:column` in the project's code. `run` identifies the test run; it changes when a
  /// tool in watch mode tests again, and the results of the previous run are then obsolete.
  record TestFailed(
      int process,
      long line,
      int lines,
      String tool,
      String test,
      int count,
      @Nullable String location,
      int run,
      long atMillis)
      implements Event {
    /// A failure of which one line is known.
    public TestFailed(int process, long line, String tool, String test, int count, long atMillis) {
      this(process, line, 1, tool, test, count, null, 0, atMillis);
    }

    @Override
    public Kind kind() {
      return Kind.TEST_FAILED;
    }
  }

  /// One test passed. If the tool prints only a total, `count` tests passed. For `run`, see
  /// [TestFailed].
  record TestPassed(
      int process, long line, String tool, String test, int count, int run, long atMillis)
      implements Event {
    /// A passed test of a process that tests once.
    public TestPassed(int process, long line, String tool, String test, int count, long atMillis) {
      this(process, line, tool, test, count, 0, atMillis);
    }

    @Override
    public Kind kind() {
      return Kind.TEST_PASSED;
    }
  }

  /// An agent called a tool.
  ///
  /// @param client label of the client, see [MCPConnected]
  /// @param action what the call did to `processes`; [Action#NONE] if it only read or was refused
  /// @param processes names of the processes it acted on or asked for, separated by `, `; empty if
  ///   there are none
  /// @param summary the result in one line
  /// @param durationMicros time from the request to its response
  /// @param tokens estimated number of tokens of the response
  /// @param arguments start of the arguments as JSON, without secrets, of bounded length
  /// @param response start of the response, without secrets, of bounded length
  record MCPActivity(
      String client,
      String tool,
      Action action,
      String processes,
      String summary,
      boolean ok,
      long durationMicros,
      int tokens,
      String arguments,
      String response,
      long atMillis)
      implements Event {
    /// What a call did.
    public enum Action {
      NONE(""),
      STARTED("started"),
      STOPPED("stopped"),
      KILLED("killed"),
      RESTARTED("restarted"),
      OPENED("opened"),
      REPLAYED("replayed a request of"),
      SHUT_DOWN("shut down brummer");

      private final String word;

      Action(String word) {
        this.word = word;
      }

      /// Past participle for a sentence: "claude-code restarted api"; empty for [#NONE].
      public String word() {
        return word;
      }
    }

    /// A call that changed nothing, known without its arguments and response.
    public MCPActivity(
        String client,
        String tool,
        String summary,
        boolean ok,
        long durationMicros,
        long atMillis) {
      this(client, tool, Action.NONE, "", summary, ok, durationMicros, 0, "", "", atMillis);
    }

    @Override
    public Kind kind() {
      return Kind.MCP_ACTIVITY;
    }
  }

  /// An agent opened a session.
  ///
  /// @param client label of the client, unique among the connected ones: its name, with ` #2` and
  ///   so on after the first
  /// @param name name the client gives itself; the permission to act is kept by name, see
  ///   `AgentAccess`
  /// @param version version the client gives itself; empty if unknown
  /// @param transport "stdio" or "http"
  record MCPConnected(String client, String name, String version, String transport, long atMillis)
      implements Event {
    /// A client that is the only one of its name.
    public MCPConnected(String client, String transport, long atMillis) {
      this(client, client, "", transport, atMillis);
    }

    @Override
    public Kind kind() {
      return Kind.MCP_CONNECTED;
    }
  }

  /// An agent's session ended.
  record MCPDisconnected(String client, String reason, long atMillis) implements Event {
    @Override
    public Kind kind() {
      return Kind.MCP_DISCONNECTED;
    }
  }

  /// A process changed its state. `from` and `to` are values of `ProcessState.word()`; `cause` is a
  /// short reason ("asked by the user", "exit 1", "listens on 5173").
  record ProcessChanged(
      int process, String name, String from, String to, String cause, long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.PROCESS_CHANGED;
    }
  }

  /// Resource usage of a process tree over the last monitoring interval. `cpuPercent` is relative
  /// to one core.
  record ResourcesSampled(
      int process, double cpuPercent, long rssBytes, int processes, int threads, long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.RESOURCES_SAMPLED;
    }
  }

  /// A URL of a process is known: printed by the process, declared in the configuration or found by
  /// asking a listening port. `line` is [#NO_LINE] if the URL was not printed. `proxied` is false
  /// for a server that the proxy cannot serve.
  record UrlDetected(
      int process, long line, String url, Scope scope, String label, boolean proxied, long atMillis)
      implements Event {
    /// Line number of a URL that was not printed.
    public static final long NO_LINE = -1;

    /// A printed URL.
    public UrlDetected(
        int process, long line, String url, Scope scope, String label, long atMillis) {
      this(process, line, url, scope, label, true, atMillis);
    }

    /// Where the URL is served: on this machine, in the local network or elsewhere.
    public enum Scope {
      LOCAL,
      NETWORK,
      EXTERNAL
    }

    @Override
    public Kind kind() {
      return Kind.URL_DETECTED;
    }
  }

  /// A URL expired: its process exited, or the same server is known by a printed URL.
  record UrlExpired(int process, String url, long atMillis) implements Event {
    @Override
    public Kind kind() {
      return Kind.URL_EXPIRED;
    }
  }

  /// The proxy serves `target` under `proxied`.
  record RouteOpened(int process, String target, String proxied, long atMillis) implements Event {
    @Override
    public Kind kind() {
      return Kind.ROUTE_OPENED;
    }
  }

  /// The proxy stopped serving `target` or failed to start serving it, because of `reason`.
  record RouteClosed(int process, String target, String reason, long atMillis) implements Event {
    @Override
    public Kind kind() {
      return Kind.ROUTE_CLOSED;
    }
  }

  /// A proxied request completed. Times are in nanoseconds, sizes are bytes of body on the wire to
  /// the client. `proxyNanos` is the part spent in brummer. `session` is the browser session and
  /// `error` the failure of the upstream; each is empty if there is none. `atMillis` is the arrival
  /// of the request.
  record RequestCompleted(
      long id,
      int process,
      String method,
      String url,
      int status,
      String contentType,
      long requestBytes,
      long responseBytes,
      long totalNanos,
      long upstreamNanos,
      long proxyNanos,
      boolean injected,
      String session,
      String error,
      RequestDetail detail,
      long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.REQUEST_COMPLETED;
    }
  }

  /// A telemetry event of a browser page. `type` is the telemetry type ("page_load",
  /// "javascript_error" …), `summary` one line of text, `data` the event as JSON. `request` is the
  /// id of the related request, otherwise of the page's own request, or 0 if neither is known.
  /// `error` is null if the event reports no error.
  record PageEvent(
      int process,
      String session,
      String type,
      String page,
      String summary,
      String data,
      long request,
      @Nullable PageErrorReport error,
      long atMillis)
      implements Event {
    /// An event that reports no error.
    public PageEvent(
        int process,
        String session,
        String type,
        String page,
        String summary,
        String data,
        long request,
        long atMillis) {
      this(process, session, type, page, summary, data, request, null, atMillis);
    }

    @Override
    public Kind kind() {
      return Kind.PAGE_EVENT;
    }
  }

  /// An error of a browser page, free of control characters and bounded in size.
  ///
  /// @param type kind of the error: "TypeError", "console.error", "HTTP 500"
  /// @param message one line of text
  /// @param location `file:line:column` in the source, relative to the directory of the process if
  ///   it is not absolute; null if unknown
  /// @param lines the error as it is logged: a line with everything, then the stack trace
  record PageErrorReport(
      String type, String message, @Nullable String location, List<String> lines) {
    public PageErrorReport {
      lines = List.copyOf(lines);
    }
  }

  /// Earlier runs that were killed have left processes, which `Processes.endOrphans` ends.
  ///
  /// @param orphans each as its program, its pid and the managed process that it belongs to
  record OrphansFound(List<String> orphans, long atMillis) implements Event {
    public OrphansFound {
      orphans = List.copyOf(orphans);
    }

    @Override
    public Kind kind() {
      return Kind.ORPHANS_FOUND;
    }
  }

  /// Configuration files have changed while the run goes on. Nothing is applied yet.
  ///
  /// @param restarted processes that run and would be restarted
  /// @param changed processes that do not run and would have another definition
  /// @param added processes that would appear
  /// @param removed processes that would be stopped and disappear
  /// @param error a sentence about a file that cannot be applied; empty if all can
  record ConfigChanged(
      List<String> restarted,
      List<String> changed,
      List<String> added,
      List<String> removed,
      String error,
      long atMillis)
      implements Event {
    public ConfigChanged {
      restarted = List.copyOf(restarted);
      changed = List.copyOf(changed);
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }

    /// Whether the files say what already applies.
    public boolean isEmpty() {
      return error.isEmpty()
          && restarted.isEmpty()
          && changed.isEmpty()
          && added.isEmpty()
          && removed.isEmpty();
    }

    /// What would be done, one line per kind of change: "restart web, api".
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      addLine(lines, "restart", restarted);
      addLine(lines, "change", changed);
      addLine(lines, "add", added);
      addLine(lines, "stop and remove", removed);
      return lines;
    }

    private static void addLine(List<String> lines, String verb, List<String> names) {
      if (!names.isEmpty()) {
        lines.add(verb + " " + String.join(", ", names));
      }
    }

    @Override
    public Kind kind() {
      return Kind.CONFIG_CHANGED;
    }
  }

  /// A one-sentence message for the user, shown once.
  record Notice(String text, long atMillis) implements Event {
    @Override
    public Kind kind() {
      return Kind.NOTICE;
    }
  }

  /// A background task of brummer failed. Shown in the System view without a stack trace.
  ///
  /// @param message words for the user, without names of Java classes
  record InternalFailure(String component, String message, @Nullable Throwable cause, long atMillis)
      implements Event {
    /// The failure with the words of [IoErrorMessage].
    public static InternalFailure of(String component, Throwable cause, long atMillis) {
      return new InternalFailure(component, IoErrorMessage.of(cause), cause, atMillis);
    }

    @Override
    public Kind kind() {
      return Kind.INTERNAL_FAILURE;
    }
  }

  /// The end of a process ends the whole run, as the exit policy of the process demands. Published
  /// before the change of its state.
  ///
  /// @param code exit code of the run
  /// @param reason one sentence without a full stop, such as "web ends the run: exit 3"
  record RunEnded(int process, String name, int code, String reason, long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.RUN_ENDED;
    }
  }
}
