package dev.brummer.app.run;

import dev.brummer.app.attach.AttachEndpoint;
import dev.brummer.app.attach.StartReport;
import dev.brummer.app.operation.RunControl;
import dev.brummer.app.plain.ColourPolicy;
import dev.brummer.app.plain.PlainRun;
import dev.brummer.app.plain.PlainSettings;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.TerminationSignals;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.MemoryTrimmer;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.mask.Masking;
import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.tui.StartSequence;
import dev.brummer.tui.Tui;
import dev.brummer.tui.TuiSettings;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run, from engine start to the exit of the last process. The only place that creates the
/// components; it closes them in reverse order.
///
/// The main thread runs it. [#close] is called by the main thread, by the thread `shutdown` after a
/// signal and by the JVM's shutdown hook.
public final class RunSession implements AutoCloseable {
  /// Time for running calls of clients to be answered when the run ends by itself.
  private static final Duration RESPONSE_TIMEOUT = Duration.ofMillis(500);

  private final Engine engine;
  private final @Nullable Path state;
  private final boolean proxyEnabled;
  private final RunPlan plan;
  private final RunSettings settings;
  private final OutputMode outputMode;
  private final @Nullable TerminalController terminal;
  private final AttachEndpoint attach = new AttachEndpoint(this::tui);
  private final @Nullable SecretReload secretReload;
  private final @Nullable ConfigReload configReload;
  private final RemoteAccess remote;
  private final CompletableFuture<@Nullable Void> proxyTurn = new CompletableFuture<>();
  private @Nullable ProxyServer proxy;
  private @Nullable ProxyPortTakeover portTakeover;
  private @Nullable PlainRun plain;
  private @Nullable Tui tui;
  private @Nullable RunEndListener endListener;
  private boolean closed;

  private RunSession(
      RunPlan plan,
      @Nullable Supplier<RunPlan> planner,
      RunSettings settings,
      OutputMode outputMode,
      Map<String, String> environment)
      throws IOException {
    this.plan = plan;
    this.settings = settings;
    this.outputMode = outputMode;
    boolean ui = outputMode.kind() == OutputMode.Kind.TUI;
    this.terminal = ui && !settings.background() ? TuiWiring.terminal(settings, environment) : null;
    this.proxyEnabled = settings.proxyEnabled(ui, plan.general());
    EngineSettings engineSettings =
        EngineSettings.onDisk(plan.project())
            .withDetectorsEnabled(ui || proxyEnabled)
            .withAttachable(ui);
    this.engine = new Engine(engineSettings);
    this.state = engineSettings.processes().state();
    plan.processes().forEach(engine.processes()::register);
    this.configReload =
        planner == null
            ? null
            : new ConfigReload(engine, plan, planner, environment, this::replacePlan);
    this.remote =
        new RemoteAccess(engine, plan, settings, new ClientControl(), attach, configReload);
    this.secretReload = settings.reveal() ? null : maskSecrets();
    if (!ui && TtyFlags.inputHasData()) {
      plan.onlyStartedId().ifPresent(engine.processes()::inheritInput);
    }
  }

  /// Runs a plan until it ends or is stopped. Without a UI the first termination signal stops the
  /// processes and the second kills them.
  ///
  /// @param planner plans the run again when configuration files have changed; null if nothing is
  ///   read from files
  /// @return the exit code
  public static int run(
      RunPlan plan,
      @Nullable Supplier<RunPlan> planner,
      RunSettings settings,
      OutputMode outputMode,
      Map<String, String> environment)
      throws InterruptedException, IOException {
    try (RunSession session = new RunSession(plan, planner, settings, outputMode, environment)) {
      Runtime.getRuntime().addShutdownHook(new Thread(session::close, "close-at-exit"));
      Processes processes = session.engine.processes();
      if (outputMode.kind() == OutputMode.Kind.TUI) {
        TerminationSignals.installClosing(processes::killAll, session::close);
        return session.run(environment);
      }
      TerminationSignals signals =
          TerminationSignals.install(processes::stopAll, processes::killAll, session::close);
      return signals.exitCode(session.run(environment));
    }
  }

  /// Takes over what a changed configuration says besides its processes.
  private void replacePlan(RunPlan changed) {
    remote.replaceOthers(changed.others());
    if (!settings.reveal()) {
      engine.masking().learn(changed.secrets().read());
    }
  }

  private SecretReload maskSecrets() {
    ProjectSecrets secrets = plan.secrets();
    Masking masking = engine.masking();
    masking.learn(secrets.read());
    masking.exempt(id -> secrets.unmasked().contains(engine.processes().info(id).name()));
    return new SecretReload(engine, secrets);
  }

  private int run(Map<String, String> environment) throws InterruptedException, IOException {
    boolean ui = outputMode.kind() == OutputMode.Kind.TUI;
    if (proxyEnabled) {
      createProxy();
      if (!ui && proxy != null) {
        proxyTurn.complete(null);
        startProxy(proxy);
      }
    }
    return ui ? runTui(environment) : runPlain(environment);
  }

  /// Starts what the processes do not wait for; called once they have been started.
  private void openRest(Map<String, String> environment) {
    OrphanReport.start(engine, state);
    MemoryTrimmer.start();
    boolean http = outputMode.kind() == OutputMode.Kind.TUI || settings.mcpPort() != null;
    remote.open(
        new RemoteAccess.Offer(proxy, http ? state : null),
        environment,
        () -> proxyTurn.complete(null));
  }

  private synchronized @Nullable Tui tui() {
    return tui;
  }

  /// The line for attached terminals when nothing else is to say.
  private static String ended() {
    return "brummer (pid " + ProcessHandle.current().pid() + ") has ended";
  }

  private void publishNotice(String text) {
    engine.bus().publish(new Event.Notice(text, System.currentTimeMillis()));
  }

  private synchronized void createProxy() {
    proxy =
        ProxyWiring.create(
            engine,
            plan.project(),
            settings.proxyPort(plan.general()),
            settings.requestHistorySize());
  }

  /// What clients may ask of the run.
  private final class ClientControl implements RunControl {
    @Override
    public boolean openInBrowser(String url) {
      return BrowserLauncher.open(url);
    }

    @Override
    public boolean replaysRequests() {
      return Boolean.TRUE.equals(plan.general().requestReplay());
    }

    @Override
    public void shutDown(String by) {
      publishNotice(by + " ends brummer");
      Thread.ofPlatform().name("shutdown-request").start(RunSession.this::end);
    }
  }

  /// Ends the run as a termination signal does: the shutdown hook closes the session.
  private void end() {
    System.exit(ExitCodes.OK);
  }

  private int runPlain(Map<String, String> environment) throws InterruptedException, IOException {
    MessagePrinter.print(warnings());
    if (!outputMode.notice().isEmpty()) {
      MessagePrinter.print(outputMode.notice());
    }
    PlainRun run;
    synchronized (this) {
      run =
          new PlainRun(
              engine,
              new PlainSettings(
                  settings.prefix(),
                  outputMode.kind() == OutputMode.Kind.JSON,
                  ColourPolicy.isEnabled(settings.noColour(), environment),
                  settings.policy(),
                  plan.started()));
      plain = run;
    }
    run.start();
    openRest(environment);
    int code = run.await();
    remote.awaitResponses(RESPONSE_TIMEOUT);
    return code;
  }

  private int runTui(Map<String, String> environment) {
    Tui created;
    synchronized (this) {
      TuiSettings tuiSettings =
          TuiWiring.settings(engine, plan, settings, environment, this::openInBrowser)
              .withApplyConfig(configReload == null ? () -> {} : configReload::applyInBackground);
      ProxyServer server = proxy;
      created =
          new Tui(
              engine,
              server == null
                  ? tuiSettings
                  : tuiSettings.withProxy(
                      ProxyWiring.control(server), settings.requestHistorySize()),
              terminal);
      tui = created;
    }
    RunEndListener ends = new RunEndListener(engine.bus());
    synchronized (this) {
      endListener = ends;
    }
    warnings().forEach(this::publishNotice);
    int code = created.run(new UiStart(environment), !plan.started().isEmpty());
    Event.RunEnded cause = ends.cause();
    if (cause != null) {
      attach.finish(cause.code(), cause.reason());
      return cause.code();
    }
    String farewell = farewell(created.stoppedProcesses());
    if (created.stoppedProcesses() > 0) {
      MessagePrinter.print(farewell);
    }
    attach.finish(code, created.stoppedProcesses() > 0 ? farewell : ended());
    return code;
  }

  /// The line that stays on the terminal after the UI.
  private String farewell(int stopped) {
    String what = "stopped " + stopped + (stopped == 1 ? " process" : " processes");
    boolean inProject = Path.of("").toAbsolutePath().startsWith(plan.project());
    return state != null && inProject
        ? what + "; brummer logs shows what " + (stopped == 1 ? "it" : "they") + " printed"
        : what;
  }

  /// Starts the processes first. The proxy opens and the remote access starts once the first frame
  /// is on the screen, or at once in the background.
  private final class UiStart implements StartSequence {
    private final Map<String, String> environment;

    UiStart(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public void beforeFirstFrame() {
      ProxyServer server = proxy;
      if (server != null) {
        startProxy(server);
      }
      engine.processes().startByName(plan.started());
    }

    @Override
    public void afterFirstFrame() {
      openRest(environment);
      Path report = settings.startReport();
      if (report != null) {
        Thread.ofVirtual()
            .name("start-report")
            .start(() -> StartReport.send(report, engine.processes(), plan.started(), environment));
      }
    }
  }

  /// Subscribes the proxy; it opens once it is its turn.
  private synchronized void startProxy(ProxyServer server) {
    if (closed) {
      return;
    }
    if (settings.keepPorts()) {
      portTakeover = ProxyPortTakeover.start(engine, server);
    }
    server.start(proxyTurn);
    Integer forwardProxyPort = settings.forwardProxyPort();
    if (forwardProxyPort != null) {
      server.openForwardProxy(forwardProxyPort, settings.tunnelsAnywhere());
    }
  }

  private void openInBrowser(String url) {
    if (!BrowserLauncher.open(url)) {
      boolean hasDisplay = BrowserLauncher.isAvailable(System.getenv());
      String what = hasDisplay ? "no browser found" : "no display for a browser";
      publishNotice(what + ": open " + url + " elsewhere (3, y: copy)");
    }
  }

  private List<String> warnings() {
    List<String> all = new ArrayList<>(plan.warnings());
    String logs = engine.logs().warning();
    if (logs != null) {
      all.add(logs);
    }
    return all;
  }

  /// Ends the attached terminals after the UI.
  ///
  /// @param cause the process that ends the run, null for another cause
  private void finishAttached(Event.@Nullable RunEnded cause) {
    if (cause == null) {
      attach.finish(ExitCodes.ofSignal(15), ended());
    } else {
      MessagePrinter.print(cause.reason());
      attach.finish(cause.code(), cause.reason());
    }
  }

  /// Restores the terminal, stops all processes, prints the remaining lines and closes the
  /// components. Idempotent.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    engine.logs().pruneNow();
    if (configReload != null) {
      configReload.close();
    }
    remote.endCalls();
    if (tui != null) {
      tui.close();
      finishAttached(endListener == null ? null : endListener.cause());
    }
    remote.close();
    for (String survivor : engine.processes().shutDown()) {
      MessagePrinter.print("could not stop " + survivor);
    }
    if (plain != null) {
      plain.close();
    }
    if (secretReload != null) {
      secretReload.close();
    }
    if (portTakeover != null) {
      portTakeover.close();
    }
    if (proxy != null) {
      proxyTurn.complete(null);
      proxy.close();
    }
    if (endListener != null) {
      endListener.close();
    }
    engine.close();
  }
}
