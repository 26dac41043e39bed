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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is tried and asked outside on behalf of one start of a process: readiness probes, stop
/// commands, the reason of a failure. Each runs on a virtual thread of its own and answers with a
/// command. What it starts carries the mark of the process, so it is of its tree. Owner: the thread
/// `processes`.
final class BackgroundTasks {
  /// A printed URL is tried only when the usual look for listening sockets had its chance.
  private static final Duration URL_PROBE_DELAY = Duration.ofSeconds(1);

  private final SupervisorSettings settings;
  private final ProcessOutput output;
  private final Consumer<ProcessCommand> commands;
  private final Map<RunKey, List<Thread>> probes = new HashMap<>();

  BackgroundTasks(
      SupervisorSettings settings, ProcessOutput output, Consumer<ProcessCommand> tell) {
    this.settings = settings;
    this.output = output;
    this.commands = tell;
  }

  /// One start of one process.
  record RunKey(int id, int runNumber) {}

  /// Something that can fail now and succeed a moment later.
  private interface ProbeAttempt {
    /// @return the evidence, null if it failed
    @Nullable String attempt() throws IOException, InterruptedException;
  }

  void probe(ProcessEffect.RunProbe it, ProcessSpec spec) {
    RunKey runKey = new RunKey(it.id(), it.runNumber());
    switch (it.ready()) {
      case ReadinessProbe.Http http -> probe(runKey, Duration.ZERO, () -> httpEvidence(http.url()));
      case ReadinessProbe.Exec exec ->
          probe(
              runKey,
              Duration.ZERO,
              () -> {
                boolean succeeded =
                    runCommand(
                            runKey.id, spec, exec.command(), ReadinessProbe.ATTEMPT_TIMEOUT, null)
                        == 0;
                return succeeded ? exec.command().getFirst() + " succeeded" : null;
              });
      case ReadinessProbe.Inferred _, ReadinessProbe.Port _, ReadinessProbe.Log _ -> {}
    }
  }

  void probeUrl(ProcessEffect.ProbeUrl it) {
    URI url = URI.create(it.url());
    RunKey runKey = new RunKey(it.id(), it.runNumber());
    probe(
        runKey,
        URL_PROBE_DELAY,
        () -> canConnect(url) ? "printed " + url + ", which answers" : null);
  }

  /// Ends the probes of a start.
  void cancel(int id, int epoch) {
    List<Thread> running = probes.remove(new RunKey(id, epoch));
    if (running != null) {
      running.forEach(Thread::interrupt);
    }
  }

  void runStopCommand(ProcessEffect.RunStop it, ProcessSpec spec) {
    startVirtual(
        "stop-" + spec.name(),
        () -> {
          String trouble = stopCommandError(it, spec);
          commands.accept(new ProcessCommand.StopCommandEnded(it.id(), it.stateVersion(), trouble));
        });
  }

  void diagnoseFailure(ProcessEffect.DiagnoseFailure it, ProcessSpec spec) {
    startVirtual(
        "explain-" + spec.name(),
        () -> {
          int port =
              AddressInUseParser.parsePort(
                  output.tail(it.id(), AddressInUseParser.MAX_LINES),
                  spec.environment(),
                  spec.command());
          if (port > 0) {
            String owner = PortOwner.describe(port, settings.runId(), it.id());
            commands.accept(new ProcessCommand.FailureDiagnosed(it.id(), it.runNumber(), owner));
          }
        });
  }

  private void probe(RunKey runKey, Duration delay, ProbeAttempt probeAttempt) {
    Thread thread =
        startVirtual(
            "probe-" + runKey.id,
            () -> {
              Thread.sleep(delay);
              String evidence = attempt(probeAttempt);
              while (evidence == null) {
                Thread.sleep(ReadinessProbe.INTERVAL);
                evidence = attempt(probeAttempt);
              }
              commands.accept(
                  new ProcessCommand.ReadinessObserved(runKey.id, runKey.runNumber, evidence));
            });
    probes.computeIfAbsent(runKey, _ -> new ArrayList<>()).add(thread);
  }

  private interface InterruptibleTask {
    void run() throws InterruptedException;
  }

  private static Thread startVirtual(String name, InterruptibleTask interruptibleTask) {
    return Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            interruptibleTask.run();
          } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static @Nullable String attempt(ProbeAttempt probeAttempt) throws InterruptedException {
    try {
      return probeAttempt.attempt();
    } catch (IOException notYet) {
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
      return status > 0 && status < 400 ? url + " answers " + status : null;
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
    String failed = "the stop command \"" + String.join(" ", command) + "\" ";
    try {
      Path printed = Files.createTempFile("brummer-stop", ".log");
      try {
        int code = runCommand(it.id(), spec, command, spec.grace(), printed.toFile());
        return code == 0 ? "" : failed + "exited with code " + code + lastLine(printed);
      } finally {
        Files.delete(printed);
      }
    } catch (IOException cannot) {
      return failed + "cannot be run: " + cannot.getMessage();
    }
  }

  private static String lastLine(Path printed) throws IOException {
    String text = Files.readString(printed, Charset.forName("ISO-8859-1")).strip();
    return text.isEmpty() ? "" : ": " + text.substring(text.lastIndexOf('\n') + 1);
  }

  /// Runs a command in the directory and environment of a process, without a shell, and kills it
  /// after `limit` or when interrupted.
  ///
  /// @param printed takes what it prints; null for nowhere
  /// @return its exit code, -1 if it was killed
  private int runCommand(
      int id, ProcessSpec spec, List<String> command, Duration limit, @Nullable File printed)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(spec.directory().toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(ChildEnvironment.of(settings.environment(), spec, settings.runId(), id));
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(
        printed == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(printed));
    Process process = builder.start();
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }
}
