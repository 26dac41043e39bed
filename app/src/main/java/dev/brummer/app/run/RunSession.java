package dev.brummer.app.run;

import dev.brummer.app.command.RunOptions;
import dev.brummer.app.plain.ColourPolicy;
import dev.brummer.app.plain.PlainRun;
import dev.brummer.app.plain.PlainSettings;
import dev.brummer.app.plain.PlainTail;
import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.supervisor.OrphanedProcesses;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.tui.Tui;
import dev.brummer.tui.TuiSettings;
import dev.brummer.tui.terminal.TerminalScreen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One run, from the first part to the last child: the only place that makes parts, and that closes
/// them in reverse. [#close] may come from the main thread or from the thread of a signal.
final class RunSession implements AutoCloseable {
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(20);

  private final Engine engine;
  private final @Nullable Path state;
  private final boolean proxyEnabled;
  private final RunPlan plan;
  private final RunOptions options;
  private final OutputMode outputMode;
  private final @Nullable TerminalScreen screen;
  private @Nullable ProxyServer proxy;
  private @Nullable PortKeeper portKeeper;
  private @Nullable PlainRun plain;
  private @Nullable Tui tui;
  private boolean closed;

  RunSession(RunPlan plan, RunOptions options, OutputMode outputMode) throws IOException {
    this.plan = plan;
    this.options = options;
    this.outputMode = outputMode;
    boolean ui = outputMode.kind() == OutputMode.Kind.TUI;
    this.screen = ui ? TerminalScreen.ofProgram(!options.noMouse).prepare() : null;
    this.proxyEnabled =
        !options.noProxy
            && (ui
                || options.proxyPort != null
                || options.forwardProxy != null
                || options.keepPorts);
    EngineSettings settings =
        EngineSettings.onDisk(plan.project()).withDetectorsEnabled(ui || proxyEnabled);
    this.engine = new Engine(settings);
    this.state = settings.processes().state();
    plan.processes().forEach(engine.processes()::register);
  }

  /// Runs to the end.
  ///
  /// @return the exit code
  int run(Map<String, String> environment) throws InterruptedException, IOException {
    boolean ui = outputMode.kind() == OutputMode.Kind.TUI;
    if (proxyEnabled) {
      createProxy();
      if (!ui && proxy != null) {
        startProxy(proxy);
      }
    }
    Thread.ofVirtual().name("leftovers").start(this::reportOrphans);
    return screen == null ? runPlain(environment) : runTui(screen, environment);
  }

  /// Of earlier runs.
  private void reportOrphans() {
    try {
      List<OrphanedProcesses.Orphan> left =
          state == null ? List.of() : OrphanedProcesses.find(state);
      if (!left.isEmpty()) {
        String who = left.stream().map(Object::toString).collect(Collectors.joining(", "));
        publishNotice("an earlier run has left " + who + "; `brummer reap` ends them");
      }
    } catch (IOException unreadable) {
      publishNotice("the ledgers of earlier runs cannot be read: " + unreadable.getMessage());
    }
  }

  private void publishNotice(String text) {
    engine.bus().publish(new Event.Notice(text, System.currentTimeMillis()));
  }

  private synchronized void createProxy() {
    proxy = ProxyWiring.create(engine, plan.project(), options.proxyPort, options.requests);
  }

  private int runPlain(Map<String, String> environment) throws InterruptedException, IOException {
    warnings().forEach(warning -> System.err.println("brummer: " + warning));
    if (!outputMode.notice().isEmpty()) {
      System.err.println("brummer: " + outputMode.notice());
    }
    PlainRun run;
    synchronized (this) {
      run =
          new PlainRun(
              engine,
              new PlainSettings(
                  options.prefixTemplate(),
                  outputMode.kind() == OutputMode.Kind.JSON,
                  ColourPolicy.wanted(options.noColor, environment),
                  options.policy(),
                  plan.started()));
      plain = run;
    }
    return run.run();
  }

  private int runTui(TerminalScreen screen, Map<String, String> environment) {
    Tui shown;
    synchronized (this) {
      TuiSettings settings = settings(environment);
      ProxyServer started = proxy;
      shown =
          new Tui(
              engine,
              started == null
                  ? settings
                  : settings.withProxy(ProxyWiring.control(started), options.requests),
              screen);
      tui = shown;
    }
    warnings().forEach(this::publishNotice);
    return shown.run(this::onFirstFrame);
  }

  /// What runs behind the first picture.
  private void onFirstFrame() {
    ProxyServer made = proxy;
    if (made != null) {
      startProxy(made);
    }
    engine.processes().startAll(ids(plan.started()));
  }

  private synchronized void startProxy(ProxyServer made) {
    if (closed) {
      return;
    }
    if (options.keepPorts) {
      portKeeper = PortKeeper.start(engine, made);
    }
    made.start();
    if (options.forwardProxy != null) {
      made.openForwardProxy(options.forwardProxy);
    }
  }

  private TuiSettings settings(Map<String, String> environment) {
    String project = String.valueOf(plan.project().getFileName());
    TuiSettings settings =
        TuiSettings.of(project, environment, this::openInBrowser)
            .withPlainOutput(() ->
                new PlainTail(
                    engine,
                    options.prefixTemplate(),
                    ColourPolicy.wanted(options.noColor, environment)))
            .withTheme(options.theme == null ? plan.theme() : options.theme);
    return options.noColor ? settings.withoutColours() : settings;
  }

  private void openInBrowser(String url) {
    if (!BrowserLauncher.open(url)) {
      publishNotice("No browser was found (BROWSER, xdg-open, open, wslview): y copies " + url);
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

  private List<Integer> ids(Set<String> names) {
    return engine.processes().snapshot().stream()
        .filter(info -> names.contains(info.name()))
        .map(ProcessInfo::id)
        .toList();
  }

  /// Asks every child to end.
  void stop() {
    engine.processes().stopAll();
  }

  /// Ends every child now.
  void kill() {
    engine.processes().killAll();
  }

  /// Gives the terminal back, stops what is left, prints what is left, closes the parts.
  /// Idempotent.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (tui != null) {
      tui.close();
    }
    List<String> survivors = engine.processes().shutDown(shutdownTimeout());
    survivors.forEach(name -> System.err.println("brummer: could not be ended: " + name));
    if (plain != null) {
      plain.close();
    }
    if (portKeeper != null) {
      portKeeper.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    engine.close();
  }

  private Duration shutdownTimeout() {
    return plan.processes().stream()
        .map(ProcessSpec::grace)
        .max(Duration::compareTo)
        .orElse(ProcessSpec.DEFAULT_GRACE)
        .plus(SHUTDOWN_TIMEOUT);
  }
}
