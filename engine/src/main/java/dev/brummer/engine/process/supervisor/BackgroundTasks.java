package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.child.ChildEnvironment;
import dev.brummer.engine.process.os.PortOwner;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.process.supervisor.table.ProcessEffect;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs probes, stop commands and failure diagnosis on virtual threads. Each task posts its result
/// to the inbox. The commands that it starts carry the mark of the process and so belong to its
/// tree. Confined to the thread `processes`, except for the tasks themselves.
final class BackgroundTasks {
  /// Delay of a URL probe. The regular poll of listening sockets usually succeeds before.
  private static final Duration URL_PROBE_DELAY = Duration.ofSeconds(1);

  private final SupervisorSettings settings;
  private final LogStoreOutput output;
  private final Queue<ProcessCommand> inbox;
  private final Map<RunKey, List<Thread>> probes = new HashMap<>();

  BackgroundTasks(SupervisorSettings settings, LogStoreOutput output, Queue<ProcessCommand> inbox) {
    this.settings = settings;
    this.output = output;
    this.inbox = inbox;
  }

  /// Identifies one run of one process.
  record RunKey(int id, int runNumber) {}

  /// One attempt of a readiness probe.
  private interface ProbeAttempt {
    /// @return the evidence, null or an exception if the process is not ready
    @Nullable String attempt() throws IOException, InterruptedException;
  }

  void probe(ProcessEffect.RunProbe it, ProcessSpec spec) {
    RunKey run = new RunKey(it.id(), it.runNumber());
    switch (it.probe()) {
      case ReadinessProbe.Http http -> probe(run, Duration.ZERO, () -> httpEvidence(http.url()));
      case ReadinessProbe.Exec exec ->
          probe(
              run,
              Duration.ZERO,
              () -> {
                boolean succeeded =
                    runCommand(run.id, spec, exec.command(), ReadinessProbe.ATTEMPT_TIMEOUT, null)
                        == 0;
                return succeeded ? exec.command().getFirst() + " succeeded" : null;
              });
      case ReadinessProbe.Inferred _, ReadinessProbe.Port _, ReadinessProbe.Log _ -> {}
    }
  }

  void probeUrl(ProcessEffect.ProbeUrl it) {
    URI url = URI.create(it.url());
    RunKey run = new RunKey(it.id(), it.runNumber());
    probe(
        run,
        URL_PROBE_DELAY,
        () -> canConnect(url) ? "printed " + url + ", which accepts connections" : null);
  }

  /// Cancels the probes of a run.
  void cancel(RunKey run) {
    List<Thread> running = probes.remove(run);
    if (running != null) {
      running.forEach(Thread::interrupt);
    }
  }

  void runStopCommand(ProcessEffect.RunStop it, ProcessSpec spec) {
    startVirtual(
        "stop-" + spec.name(),
        () -> {
          String error = stopCommandError(it, spec);
          inbox.add(new ProcessCommand.StopCommandEnded(it.id(), it.stateVersion(), error));
        });
  }

  void diagnoseFailure(ProcessEffect.DiagnoseFailure it, ProcessSpec spec) {
    startVirtual(
        "diagnose-" + spec.name(),
        () -> {
          int port =
              AddressInUseParser.parsePort(
                  output.tail(it.id(), AddressInUseParser.MAX_LINES),
                  spec.environment(),
                  spec.command());
          if (port > 0) {
            String owner = PortOwner.describe(port, settings.runId(), it.id());
            inbox.add(new ProcessCommand.FailureDiagnosed(it.id(), it.runNumber(), owner));
          }
        });
  }

  private void probe(RunKey run, Duration delay, ProbeAttempt probeAttempt) {
    Thread thread =
        startVirtual(
            "probe-" + run.id,
            () -> {
              Thread.sleep(delay);
              String evidence = attempt(probeAttempt);
              while (evidence == null) {
                Thread.sleep(ReadinessProbe.INTERVAL);
                evidence = attempt(probeAttempt);
              }
              inbox.add(new ProcessCommand.ReadinessObserved(run.id, run.runNumber, evidence));
            });
    probes.computeIfAbsent(run, _ -> new ArrayList<>()).add(thread);
  }

  private interface InterruptibleTask {
    void run() throws InterruptedException;
  }

  private static Thread startVirtual(String name, InterruptibleTask task) {
    return Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            task.run();
          } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static @Nullable String attempt(ProbeAttempt probeAttempt) throws InterruptedException {
    try {
      return probeAttempt.attempt();
    } catch (IOException notReady) {
      return null;
    }
  }

  private static @Nullable String httpEvidence(URI url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout((int) ReadinessProbe.ATTEMPT_TIMEOUT.toMillis());
    connection.setReadTimeout((int) ReadinessProbe.ATTEMPT_TIMEOUT.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("User-Agent", "brummer (readiness)");
    try {
      int status = connection.getResponseCode();
      return status > 0 && status < 400 ? url + " returned " + status : null;
    } finally {
      connection.disconnect();
    }
  }

  private static boolean canConnect(URI url) throws IOException {
    String host = url.getHost() == null ? "" : url.getHost();
    boolean any = host.isEmpty() || host.equals("0.0.0.0") || host.equals("[::]");
    InetSocketAddress address =
        new InetSocketAddress(any ? "localhost" : host.replaceAll("[\\[\\]]", ""), url.getPort());
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) ReadinessProbe.ATTEMPT_TIMEOUT.toMillis());
      return true;
    }
  }

  private String stopCommandError(ProcessEffect.RunStop it, ProcessSpec spec)
      throws InterruptedException {
    List<String> command = spec.stop().command();
    String prefix = "the stop command \"" + String.join(" ", command) + "\" ";
    try {
      Path log = Files.createTempFile("brummer-stop", ".log");
      try {
        int code = runCommand(it.id(), spec, command, spec.grace(), log.toFile());
        return code == 0 ? "" : prefix + "exited with code " + code + lastLine(log);
      } finally {
        Files.delete(log);
      }
    } catch (IOException failure) {
      return prefix + "could not be run: " + failure.getMessage();
    }
  }

  private static String lastLine(Path log) throws IOException {
    String text = Files.readString(log, Charset.forName("ISO-8859-1")).strip();
    return text.isEmpty() ? "" : ": " + text.substring(text.lastIndexOf('\n') + 1);
  }

  /// Runs a command in the directory and environment of a process, without a shell. Kills it after
  /// `timeout` or when interrupted.
  ///
  /// @param log file for its output, null to discard it
  /// @return its exit code, -1 if it was killed
  private int runCommand(
      int id, ProcessSpec spec, List<String> command, Duration timeout, @Nullable File log)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(spec.directory().toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(ChildEnvironment.of(settings.environment(), spec, settings.runId(), id));
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(
        log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(log));
    Process process = builder.start();
    try {
      return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }
}
