package dev.brummer.perf.load;

import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.supervisor.ProcessTreeMeter;
import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.proxy.ProxySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The product as a developer has it in use: engine with its log on disk, watched resources, a
/// proxy, seven processes on terminals that print and one that serves pages.
final class LoadEnvironment implements AutoCloseable {
  private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(30);

  /// Prints each line that it is typed, once: the terminal itself echoes nothing.
  private static final List<String> PRINTER =
      List.of("/bin/sh", "-c", "stty -echo; echo ready; exec cat");

  private final Path directory;
  private final Engine engine;
  private final ProxyServer proxy;
  private final ProcessTreeMeter meter;
  private final List<Integer> printers = new ArrayList<>();
  private final int web;
  private final CompletableFuture<URI> page = new CompletableFuture<>();

  private LoadEnvironment(List<String> webCommand) throws IOException {
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
      printers.add(engine.processes().register(spec("printer-" + i, PRINTER).withReady(ready)));
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

  /// Starts everything and waits until it is there.
  ///
  /// @param goesOn asked now and then
  /// @throws LoadException if something does not come up
  static LoadEnvironment open(LoadPlan plan, BooleanSupplier goesOn)
      throws LoadException, InterruptedException {
    LoadEnvironment environment;
    try {
      environment = new LoadEnvironment(plan.web());
    } catch (IOException noFolder) {
      throw new LoadException("there is no place for temporary files: " + noFolder.getMessage());
    }
    try {
      environment.start(goesOn);
      return environment;
    } catch (LoadException | InterruptedException failed) {
      environment.close();
      throw failed;
    }
  }

  private void start(BooleanSupplier goesOn) throws LoadException, InterruptedException {
    engine.processes().startAll(processes().snapshot().stream().map(ProcessInfo::id).toList());
    long deadline = System.nanoTime() + STARTUP_TIMEOUT.toNanos();
    while (!allReady() || !page.isDone()) {
      if (System.nanoTime() > deadline || hasFailed() || !goesOn.getAsBoolean()) {
        throw new LoadException("the load cannot begin: " + describeMissing());
      }
      try {
        page.get(10, TimeUnit.MILLISECONDS);
      } catch (TimeoutException | java.util.concurrent.ExecutionException notYet) {
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

  /// Who has failed, or else who is not there yet.
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

  /// Ids of those that print what they are typed.
  List<Integer> printers() {
    return printers;
  }

  /// The page of the web server, through the proxy.
  URI page() {
    return page.join();
  }

  /// How many of the processes live.
  long aliveCount() {
    return processes().snapshot().stream().filter(info -> info.state().alive()).count();
  }

  /// What the processes used of the machine lately.
  double childCores() {
    return processes().snapshot().stream()
        .mapToDouble(info -> info.resources().cpuPercent() / 100)
        .sum();
  }

  /// Stops all processes.
  ///
  /// @return who is left
  List<String> stop() {
    List<String> left =
        new ArrayList<>(processes().shutDown(ProcessSpec.DEFAULT_GRACE.multipliedBy(2)));
    left.addAll(meter.members());
    return left;
  }

  @Override
  public void close() {
    processes().shutDown(ProcessSpec.DEFAULT_GRACE.multipliedBy(2));
    meter.close();
    proxy.close();
    engine.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      System.err.println("brummer: " + directory + " cannot be removed: " + stays.getMessage());
    }
  }
}
