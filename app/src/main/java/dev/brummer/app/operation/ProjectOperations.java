package dev.brummer.app.operation;

import dev.brummer.app.operation.result.CheckResult;
import dev.brummer.app.operation.result.ErrorDetailResult;
import dev.brummer.app.operation.result.ErrorListResult;
import dev.brummer.app.operation.result.LogResult;
import dev.brummer.app.operation.result.OpenResult;
import dev.brummer.app.operation.result.PageEventResult;
import dev.brummer.app.operation.result.PageSessionResult;
import dev.brummer.app.operation.result.PortResult;
import dev.brummer.app.operation.result.RequestDetailResult;
import dev.brummer.app.operation.result.RequestListResult;
import dev.brummer.app.operation.result.RestartResult;
import dev.brummer.app.operation.result.ScriptListResult;
import dev.brummer.app.operation.result.ShutdownResult;
import dev.brummer.app.operation.result.StartResult;
import dev.brummer.app.operation.result.StatusResult;
import dev.brummer.app.operation.result.StopResult;
import dev.brummer.app.operation.result.UrlResult;
import dev.brummer.app.operation.result.WaitResult;
import dev.brummer.app.operation.result.WhyResult;
import dev.brummer.engine.Engine;
import dev.brummer.proxy.ProxyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operations on a running project.
///
/// Any thread may call any method; calls are meant for virtual threads, one per client request.
/// Reads answer from memory. Calls with a timeout block at most that long; an interrupt ends them
/// by `InterruptedException` and leaves what they started running. After [#close] calls fail with
/// [OperationException.Kind#CLOSED], waiting ones too.
///
/// Names are the names of processes, alone or with their group (`@acme/lib:test`), globs (`dev:*`),
/// groups, or `all`.
public final class ProjectOperations implements AutoCloseable {
  /// @param proxy null without a proxy
  /// @param origins where the processes are defined
  public ProjectOperations(
      Engine engine,
      @Nullable ProxyServer proxy,
      Path project,
      List<ScriptOrigin> origins,
      RunControl control) {}

  /// The project directory.
  public Path project() {
    throw new UnsupportedOperationException();
  }

  /// The cursor of this moment.
  public String cursor() {
    throw new UnsupportedOperationException();
  }

  /// What can run here.
  ///
  /// @param filter part of a name, a command or a group; empty for all
  /// @param limit maximum number of scripts, 1 to 500
  public ScriptListResult scripts(Caller caller, String filter, int limit)
      throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Starts the processes that do not run, and waits for all.
  public StartResult start(Caller caller, StartRequest request)
      throws OperationException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// Stops processes and waits for the end of their trees.
  public StopResult stop(Caller caller, List<String> names, Duration timeout)
      throws OperationException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// Kills processes and waits for the end of their trees.
  public StopResult kill(Caller caller, List<String> names, Duration timeout)
      throws OperationException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// Restarts processes, starts those that do not run, and waits until all are up.
  public RestartResult restart(Caller caller, List<String> names, Duration timeout)
      throws OperationException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// The status of processes.
  ///
  /// @param names empty for all that were started in this run
  /// @param cursor counts errors after it; null: since the last start of each process
  public StatusResult status(Caller caller, List<String> names, @Nullable String cursor)
      throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Waits for a condition.
  public WaitResult waitFor(Caller caller, WaitRequest request)
      throws OperationException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// Why a process is not up.
  public WhyResult why(Caller caller, String name) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// After an edit: waits until every process has reacted, then reports only what is new.
  public CheckResult check(Caller caller, CheckRequest request)
      throws OperationException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// Reads or searches log lines.
  public LogResult logs(Caller caller, LogRequest request) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Passes the lines that `request` selects to a follower, then all further ones, until the
  /// follower ends it, the calling thread is interrupted or the run ends. `limit` bounds the lines
  /// before the first further one; `context` and `newestFirst` have no effect.
  public void follow(Caller caller, LogRequest request, LogFollower follower)
      throws OperationException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// Distinct errors.
  public ErrorListResult errors(Caller caller, ErrorRequest request) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// One error in full.
  public ErrorDetailResult error(Caller caller, String id) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Proxied requests.
  public RequestListResult requests(Caller caller, RequestQuery query) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// One proxied request in full.
  public RequestDetailResult request(Caller caller, long id) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Browser sessions.
  public PageSessionResult pageSessions(Caller caller, int limit) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Telemetry events of browser pages.
  public PageEventResult pageEvents(Caller caller, PageEventQuery query) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// The known URLs.
  ///
  /// @param names empty for all processes
  public UrlResult urls(Caller caller, List<String> names) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Who listens on TCP ports.
  ///
  /// @param ports empty for those of this run
  public PortResult ports(Caller caller, List<Integer> ports) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Opens the URL of a process in the user's browser, proxied if it is.
  public OpenResult open(Caller caller, String name) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Ends the run.
  public ShutdownResult shutDown(Caller caller) throws OperationException {
    throw new UnsupportedOperationException();
  }

  /// Ends waiting calls. The run closes its operations before its processes.
  @Override
  public void close() {}
}
