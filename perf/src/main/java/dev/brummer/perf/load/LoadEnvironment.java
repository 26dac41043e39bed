package dev.brummer.perf.load;

import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.supervisor.ProcessTreeMeter;
import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import dev.brummer.perf.suite.TempDirectories;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.proxy.ProxySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The product in typical use: an engine with its log on disk and resource monitoring, a proxy,
/// seven printing processes on terminals, and a web server.
final class LoadEnvironment implements AutoCloseable {
  private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(30);

  /// Prints each typed line once; terminal echo is off.
  private static final List<String> PRINTER =
      List.of("/bin/sh", "-c", "stty -echo; echo ready; exec cat");

  private final Consumer<String> onProblem;
  private final Path directory;
  private final Engine engine;
  private final ProxyServer proxy;
  private final ProcessTreeMeter meter;
  private final List<Integer> printers = new ArrayList<>();
  private final int web;
  private final CompletableFuture<URI> page = new CompletableFuture<>();

  private LoadEnvironment(List<String> webCommand, Consumer<String> onProblem) throws IOException {
    this.onProblem = onProblem;
    directory = Files.createTempDirectory("brummer-load");
    SupervisorSettings processes = SupervisorSettings.defaults();
    engine = new Engine(new EngineSettings(LogSettings.of(directory, directory), processes, true));
    engine
        .bus()
        .subscribe(
            "load-route",
            EnumSet.of(Event.Kind.ROUTE_OPENED),
            OverflowPolicy.BLOCK,
            8,
            this::onRouteOpened);
    proxy = new ProxyServer(engine.bus(), ProxySettings.defaults().withFirstPort(0));
    proxy.start();
    meter = engine.processes().meter();
    for (int i = 1; i < WorkloadRates.PROCESSES; i++) {
      ReadinessProbe ready = new ReadinessProbe.Log(Pattern.compile("^ready$"));
      printers.add(
          engine
              .processes()
              .register(spec("printer-" + i, PRINTER).toBuilder().readiness(ready).build()));
    }
    web = engine.processes().register(spec("web", webCommand));
    engine.processes().watchResources(true);
  }

  private ProcessSpec spec(String name, List<String> command) {
    return new ProcessSpec(
        name, "load", command, directory, Map.of(), true, ProcessSpec.DEFAULT_GRACE);
  }

  private void onRouteOpened(Event event) {
    if (event instanceof Event.RouteOpened route && route.process() == web) {
      page.complete(URI.create(route.proxied()));
    }
  }

  /// Starts all processes and waits until they are ready.
  ///
  /// @param keepWaiting polled while waiting; false aborts
  /// @param onProblem receives a sentence if something cannot be cleaned up
  /// @throws LoadException if a process does not become ready
  static LoadEnvironment open(
      LoadTestSettings plan, BooleanSupplier keepWaiting, Consumer<String> onProblem)
      throws LoadException, InterruptedException {
    LoadEnvironment environment;
    try {
      environment = new LoadEnvironment(plan.web(), onProblem);
    } catch (IOException unwritable) {
      throw new LoadException(
          "cannot create a temporary directory: " + IoErrorMessage.of(unwritable));
    }
    try {
      environment.start(keepWaiting);
      return environment;
    } catch (LoadException | InterruptedException failed) {
      environment.close();
      throw failed;
    }
  }

  private void start(BooleanSupplier keepWaiting) throws LoadException, InterruptedException {
    engine.processes().startAll(processes().snapshot().stream().map(ProcessInfo::id).toList());
    long deadline = System.nanoTime() + STARTUP_TIMEOUT.toNanos();
    while (!allReady() || !page.isDone()) {
      if (System.nanoTime() > deadline || hasFailed() || !keepWaiting.getAsBoolean()) {
        throw new LoadException("cannot start the load test: " + describeMissing());
      }
      try {
        page.get(10, TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException notYet) {
        continue;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private boolean allReady() {
    return processes().snapshot().stream().allMatch(p -> p.state() instanceof ProcessState.Ready);
  }

  private boolean hasFailed() {
    return processes().snapshot().stream().anyMatch(p -> p.state() instanceof ProcessState.Failed);
  }

  /// Names a failed process, or else a process that is not ready.
  private String describeMissing() {
    List<ProcessInfo> all = processes().snapshot();
    return all.stream()
        .filter(info -> info.state() instanceof ProcessState.Failed)
        .findFirst()
        .or(() ->
            all.stream().filter(info -> !(info.state() instanceof ProcessState.Ready)).findFirst())
        .map(info -> info.name() + " is not ready (" + info.state().label() + ")")
        .orElse("the proxy has not opened a port for the web server");
  }

  Engine engine() {
    return engine;
  }

  Processes processes() {
    return engine.processes();
  }

  /// Returns the ids of the printing processes.
  List<Integer> printers() {
    return printers;
  }

  /// Returns the page of the web server, through the proxy.
  URI page() {
    return page.join();
  }

  /// Returns the number of live processes.
  long aliveCount() {
    return processes().snapshot().stream().filter(info -> info.state().alive()).count();
  }

  /// Returns the cores used by the processes.
  double childCores() {
    return processes().snapshot().stream()
        .mapToDouble(info -> info.resources().cpuPercent() / 100)
        .sum();
  }

  /// Shuts down all processes.
  ///
  /// @return the survivors
  List<String> stop() {
    List<String> survivors =
        new ArrayList<>(processes().shutDown(ProcessSpec.DEFAULT_GRACE.multipliedBy(2)));
    survivors.addAll(meter.members());
    return survivors;
  }

  @Override
  public void close() {
    processes().shutDown(ProcessSpec.DEFAULT_GRACE.multipliedBy(2));
    meter.close();
    proxy.close();
    engine.close();
    try {
      TempDirectories.delete(directory);
    } catch (UncheckedIOException undeletable) {
      onProblem.accept("cannot delete " + directory + ": " + IoErrorMessage.of(undeletable));
    }
  }
}
