package dev.brummer.engine.event;

import org.jspecify.annotations.Nullable;

/// A fact that has happened, on its way from the part that saw it to whoever subscribed.
///
/// The first ten are the seed's vocabulary (S1), the others are ours. Every event is an immutable
/// record made by its publisher; `atMillis` is the wall clock in milliseconds since the epoch, and
/// `process` is the id that `Processes` gave, or [#BRUMMER] for brummer itself.
public sealed interface Event {
  /// The id that stands for brummer itself where a process id is asked for.
  int BRUMMER = 0;

  /// Which record this is, as an index for routing tables: no reflection on the hot path.
  Kind kind();

  long atMillis();

  /// One constant a record, in the order of the records below.
  enum Kind {
    PROCESS_STARTED,
    PROCESS_EXITED,
    LOG_LINE(true),
    ERROR_DETECTED,
    BUILD_EVENT,
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
    NOTICE,
    INTERNAL_FAILURE;

    private final boolean bulk;

    Kind() {
      this(false);
    }

    Kind(boolean bulk) {
      this.bulk = bulk;
    }

    /// Comes in floods: travels in the lane that the others overtake.
    public boolean isBulk() {
      return bulk;
    }
  }

  /// A child runs: it has a pid. `epoch` counts the starts of this process from 1.
  record ProcessStarted(int process, String name, long pid, int runNumber, long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.PROCESS_STARTED;
    }
  }

  /// A child has ended and all that it printed is in the log store. `signal` is 0 when it exited by
  /// itself; `code` is then its exit code, otherwise 128 + signal. `failure` names the exit code or
  /// signal of a process that has failed; empty if it succeeded or was stopped on request.
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
  /// count of 0 says that a line which has not ended has changed. The text is read from the log
  /// store: an event carries no line, so a burst costs one event.
  record LogLine(int process, long first, int count, long atMillis) implements Event {
    @Override
    public Kind kind() {
      return Kind.LOG_LINE;
    }
  }

  /// An error block of `lines` lines beginning at the log line `line` (lines of other processes may
  /// stand between them). Equal errors have equal `fingerprint`s. `location` is `file:line:column`
  /// as far as it is known.
  record ErrorDetected(
      int process,
      long line,
      int lines,
      Severity severity,
      String type,
      String message,
      @Nullable String location,
      String fingerprint,
      long atMillis)
      implements Event {
    /// How bad it is.
    public enum Severity {
      /// Something failed and the program went on.
      ERROR,
      /// It ended the program or the thread: uncaught, a panic.
      FATAL
    }

    /// An error that is not known to have ended anything.
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

  /// A build tool began or ended a build. `durationMillis` is -1 where the tool does not say.
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
    /// Where a build is.
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

  /// One test failed, or `count` of them where the tool names none (`test` is then its summary). A
  /// `count` of 0 adds the details of a failure that has been published. The report of the failure
  /// has `lines` lines from the log line `line` on; `location` is the innermost `file:line:column`
  /// in the project's code. `run` identifies the test run; it changes when a watching tool tests
  /// again, and the results of the run before are then obsolete.
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

  /// One test passed, or `count` of them where the tool only prints a sum. For `run`, see
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
  record MCPActivity(
      String client, String tool, String summary, boolean ok, long durationMicros, long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.MCP_ACTIVITY;
    }
  }

  /// An agent opened a session.
  record MCPConnected(String client, String transport, long atMillis) implements Event {
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

  /// A process went from one state to another. The words are those of `ProcessState.word()`;
  /// `cause` says why in a few words ("asked by the user", "exit 1", "listens on 5173").
  record ProcessChanged(
      int process, String name, String from, String to, String cause, long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.PROCESS_CHANGED;
    }
  }

  /// What the whole tree of a process used over the last sweep. `cpuPercent` is of one core.
  record ResourcesSampled(
      int process, double cpuPercent, long rssBytes, int processes, int threads, long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.RESOURCES_SAMPLED;
    }
  }

  /// A URL was printed for the first time by this run of the process.
  record UrlDetected(int process, long line, String url, Scope scope, String label, long atMillis)
      implements Event {
    /// Who can open it: this machine, this network, or it is somebody else's.
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

  /// A URL went with the process that had printed it.
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

  /// The proxy no longer serves `target`, or never could; `reason` says why.
  record RouteClosed(int process, String target, String reason, long atMillis) implements Event {
    @Override
    public Kind kind() {
      return Kind.ROUTE_CLOSED;
    }
  }

  /// A request went through the proxy to its end. Times in nanoseconds, sizes in bytes of body on
  /// the wire to the client; `ownNanos` is the part spent in brummer. `session` is the browser
  /// session where known, `error` what went wrong with the upstream, each else empty. `atMillis` is
  /// when the request arrived.
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

  /// Something the browser saw: `type` is the telemetry type ("page_load", "javascript_error" …),
  /// `summary` one line for people, `data` the signal as JSON, `request` the id of the request that
  /// it is about (the page's own where it is about no other), or 0.
  record PageEvent(
      int process,
      String session,
      String type,
      String page,
      String summary,
      String data,
      long request,
      long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.PAGE_EVENT;
    }
  }

  /// Something the user should know once, in one sentence.
  record Notice(String text, long atMillis) implements Event {
    @Override
    public Kind kind() {
      return Kind.NOTICE;
    }
  }

  /// A part of brummer failed in the background. Shown in System, never a stack trace on the
  /// screen.
  record InternalFailure(String component, String message, @Nullable Throwable cause, long atMillis)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.INTERNAL_FAILURE;
    }
  }
}
