package dev.brummer.app.operation;

import dev.brummer.app.operation.request.CheckRequest;
import dev.brummer.app.operation.request.ErrorRequest;
import dev.brummer.app.operation.request.LogRequest;
import dev.brummer.app.operation.request.PageEventQuery;
import dev.brummer.app.operation.request.RequestQuery;
import dev.brummer.app.operation.request.StartRequest;
import dev.brummer.app.operation.result.CheckResult;
import dev.brummer.app.operation.result.ErrorDetailResult;
import dev.brummer.app.operation.result.ErrorListResult;
import dev.brummer.app.operation.result.GraphResult;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.LogResult;
import dev.brummer.app.operation.result.OpenResult;
import dev.brummer.app.operation.result.PageEventResult;
import dev.brummer.app.operation.result.PageSessionResult;
import dev.brummer.app.operation.result.PortResult;
import dev.brummer.app.operation.result.ProcessItem;
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
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
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
  private static final int MAX_SCRIPTS = 500;

  private final Path project;
  private final RunControl control;
  private final OperationContext context;
  private final Items items;
  private final ScriptReading scripts;
  private final ProcessStarts starts;
  private final ReplicaScaling scaling;
  private final ConditionWait waits;
  private final Diagnosis diagnosis;
  private final Check check;
  private final LogReading logReading;
  private final FactReading factReading;
  private final RequestReplay replay;
  private final PageReading pageReading;
  private final AddressReading addressReading;
  private final GraphReading graphReading;

  /// The one place through which every text leaves: secrets are masked here.
  private final ResultRelease release;

  /// @param proxy null without a proxy
  /// @param origins where the processes are defined
  /// @param unregistered what can be started in addition to the registered processes
  public ProjectOperations(
      Engine engine,
      @Nullable ProxyServer proxy,
      Path project,
      List<ScriptOrigin> origins,
      UnregisteredScripts unregistered,
      RunControl control) {
    this.project = project;
    this.control = control;
    release = new ResultRelease(engine.masking()::text);
    context = new OperationContext(engine, proxy, unregistered);
    items = new Items(context);
    UpState upState = new UpState(context);
    scripts = new ScriptReading(context, project, origins);
    starts = new ProcessStarts(context, items, upState);
    scaling = new ReplicaScaling(context);
    waits = new ConditionWait(context, items, upState);
    diagnosis = new Diagnosis(context, items);
    check = new Check(context, items, project);
    logReading = new LogReading(context, items);
    factReading = new FactReading(context, items);
    replay = new RequestReplay(context, factReading);
    pageReading = new PageReading(context);
    addressReading = new AddressReading(context, items);
    graphReading = new GraphReading(context, items);
  }

  /// The project directory.
  public Path project() {
    return project;
  }

  /// The cursor of this moment.
  public String cursor() {
    return context.text(context.cursor());
  }

  private void requireOpen(Caller caller) throws OperationException {
    OperationContext.checkLength("client name", caller.name());
    context.requireOpen();
  }

  /// A run without a UI and a proxy scans its output only when a caller asks what was found in it.
  private void requireFindings(Caller caller) throws OperationException {
    requireOpen(caller);
    try {
      context.engine().detect();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// What can run here.
  ///
  /// @param filter part of a name, a command or a group; empty for all
  /// @param limit maximum number of scripts, 1 to 500
  public ScriptListResult scripts(Caller caller, String filter, int limit)
      throws OperationException {
    requireOpen(caller);
    OperationContext.checkRange("limit", limit, 1, MAX_SCRIPTS);
    OperationContext.checkLength("filter", filter);
    return release.release(scripts.list(filter, limit));
  }

  /// Starts the processes that do not run, and waits for all.
  public StartResult start(Caller caller, StartRequest request)
      throws OperationException, InterruptedException {
    context.requireActing(caller);
    return release.release(starts.start(caller, request));
  }

  /// Stops processes and waits for the end of their trees.
  public StopResult stop(Caller caller, List<String> names, Duration timeout)
      throws OperationException, InterruptedException {
    context.requireActing(caller);
    return release.release(starts.stop(caller, names, timeout, false));
  }

  /// Kills processes and waits for the end of their trees.
  public StopResult kill(Caller caller, List<String> names, Duration timeout)
      throws OperationException, InterruptedException {
    context.requireActing(caller);
    return release.release(starts.stop(caller, names, timeout, true));
  }

  /// Restarts processes, starts those that do not run, and waits until all are up.
  public RestartResult restart(Caller caller, List<String> names, Duration timeout)
      throws OperationException, InterruptedException {
    context.requireActing(caller);
    return release.release(starts.restart(caller, names, timeout));
  }

  /// The status of processes.
  ///
  /// @param names empty for all that were started in this run
  /// @param cursor counts errors after it; null: all open ones
  public StatusResult status(Caller caller, List<String> names, @Nullable String cursor)
      throws OperationException {
    requireFindings(caller);
    return release.release(statusOf(names, cursor));
  }

  /// Waits for a condition.
  public WaitResult waitFor(Caller caller, WaitRequest request)
      throws OperationException, InterruptedException {
    requireFindings(caller);
    return release.release(waits.run(request));
  }

  /// Why a process is not up.
  public WhyResult why(Caller caller, String name) throws OperationException {
    requireFindings(caller);
    return release.release(diagnosis.of(only(name)));
  }

  /// After an edit: waits until every process has reacted, then reports only what is new.
  public CheckResult check(Caller caller, CheckRequest request)
      throws OperationException, InterruptedException {
    requireFindings(caller);
    return release.release(check.run(caller, request));
  }

  /// Reads or searches log lines.
  public LogResult logs(Caller caller, LogRequest request) throws OperationException {
    requireOpen(caller);
    return release.release(logReading.read(request));
  }

  /// Passes the lines that `request` selects to a follower, then all further ones, until the
  /// follower ends it, the calling thread is interrupted or the run ends. `limit` bounds the lines
  /// before the first further one; `context` and `newestFirst` have no effect.
  public void follow(Caller caller, LogRequest request, LogFollower follower)
      throws OperationException, InterruptedException {
    requireOpen(caller);
    logReading.follow(request, new ReleasedFollower(release, follower));
  }

  /// Distinct errors.
  public ErrorListResult errors(Caller caller, ErrorRequest request) throws OperationException {
    requireFindings(caller);
    return release.release(factReading.errors(request));
  }

  /// One error in full.
  public ErrorDetailResult error(Caller caller, String id) throws OperationException {
    requireFindings(caller);
    return release.release(factReading.error(id));
  }

  /// Proxied requests.
  public RequestListResult requests(Caller caller, RequestQuery query) throws OperationException {
    requireOpen(caller);
    return release.release(factReading.requests(query));
  }

  /// One proxied request in full.
  public RequestDetailResult request(Caller caller, long id) throws OperationException {
    requireOpen(caller);
    return release.release(factReading.request(id));
  }

  /// Sends a recorded request again and waits for its response, if the project allows that.
  public RequestDetailResult.Replay replay(Caller caller, long id)
      throws OperationException, InterruptedException {
    context.requireActing(caller);
    if (!control.replaysRequests()) {
      throw new OperationException(
          OperationException.Kind.READ_ONLY,
          "requests are not replayed for agents in this project",
          "the user switches it on in brummer.toml: [mcp] request_replay = true");
    }
    return release.release(replay.run(id));
  }

  /// Browser sessions.
  public PageSessionResult pageSessions(Caller caller, int limit) throws OperationException {
    requireOpen(caller);
    return release.release(pageReading.sessions(limit));
  }

  /// Telemetry events of browser pages.
  public PageEventResult pageEvents(Caller caller, PageEventQuery query) throws OperationException {
    requireOpen(caller);
    return release.release(pageReading.events(query));
  }

  /// Who waits for whom, of all processes of the run.
  public GraphResult graph(Caller caller) throws OperationException {
    requireOpen(caller);
    return release.release(graphReading.read());
  }

  /// The known URLs.
  ///
  /// @param names empty for all processes
  public UrlResult urls(Caller caller, List<String> names) throws OperationException {
    requireFindings(caller);
    return release.release(addressReading.urls(names));
  }

  /// Who listens on TCP ports.
  ///
  /// @param ports empty for those of this run
  public PortResult ports(Caller caller, List<Integer> ports) throws OperationException {
    requireOpen(caller);
    return release.release(addressReading.ports(ports));
  }

  /// Opens the URL of a process in the user's browser, proxied if it is.
  public OpenResult open(Caller caller, String name) throws OperationException {
    context.requireActing(caller);
    ProcessInfo info = only(name);
    ProcessItem item = items.process(info, 0);
    String url = item.proxiedUrl().isEmpty() ? item.url() : item.proxiedUrl();
    if (url.isEmpty()) {
      throw new OperationException(
          OperationException.Kind.NOTHING_MATCHES,
          info.name() + " has no URL to open, it is " + info.describeState(context.now()),
          "start it and wait until it is ready");
    }
    return release.release(new OpenResult(info.name(), url, control.openInBrowser(url)));
  }

  /// Changes the number of replicas of processes, and waits until surplus ones have ended.
  ///
  /// @param sizes texts such as `web=3`
  public StatusResult scale(Caller caller, List<String> sizes, Duration timeout)
      throws OperationException, InterruptedException {
    context.requireActing(caller);
    List<String> members = scaling.scale(caller, sizes, timeout);
    return release.release(statusOf(members, null));
  }

  /// A sentence about a name that is both that of a process and that of a group; empty for others.
  public String describeAmbiguity(List<String> names) {
    return ProcessSelector.describeAmbiguity(
        context.all().stream().map(ProcessInfo::spec).toList(), names);
  }

  /// Ends the run.
  public ShutdownResult shutDown(Caller caller) throws OperationException {
    context.requireActing(caller);
    List<String> running =
        context.all().stream()
            .filter(info -> ProcessStarts.isActive(info.state()))
            .map(ProcessInfo::name)
            .toList();
    control.shutDown(caller.label());
    return release.release(new ShutdownResult(running));
  }

  /// Ends waiting calls. The run closes its operations before its processes.
  @Override
  public void close() {
    context.close();
  }

  private StatusResult statusOf(List<String> names, @Nullable String cursor)
      throws OperationException {
    context.engine().processes().watchResources(true);
    OperationCursor since = context.parseOrStart(cursor);
    List<ProcessInfo> all = context.select(names);
    List<ProcessInfo> shown =
        names.isEmpty()
            ? all.stream().filter(info -> info.runNumber() > 0 || isPending(info)).toList()
            : all;
    return new StatusResult(
        shown.stream().map(info -> items.process(info, since.sequence())).toList(),
        all.size() - shown.size(),
        cursor(),
        since.note());
  }

  private static boolean isPending(ProcessInfo info) {
    return !(info.state() instanceof ProcessState.Idle);
  }

  /// The one process with this name.
  private ProcessInfo only(String name) throws OperationException {
    List<ProcessInfo> found = context.require(List.of(name), false);
    if (found.size() != 1) {
      throw OperationContext.invalid(
          VisibleText.quoted(name) + " selects " + found.size() + " processes",
          "name one of " + Suggestions.list(found.stream().map(ProcessInfo::name).toList()));
    }
    return found.getFirst();
  }

  /// Passes the lines of a followed log on, released.
  private record ReleasedFollower(ResultRelease release, LogFollower follower)
      implements LogFollower {
    @Override
    public boolean lines(List<LogItem> lines, String cursor) {
      return follower.lines(release.release(lines), cursor);
    }

    @Override
    public void gap(long lost) {
      follower.gap(lost);
    }
  }
}
