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
  private static final Duration REACH_AFTER = Duration.ofSeconds(1);

  private final SupervisorSettings settings;
  private final ProcessOutput output;
  private final Consumer<ProcessCommand> tell;
  private final Map<Start, List<Thread>> probes = new HashMap<>();

  BackgroundTasks(
      SupervisorSettings settings, ProcessOutput output, Consumer<ProcessCommand> tell) {
    this.settings = settings;
    this.output = output;
    this.tell = tell;
  }

  /// One start of one process.
  record Start(int id, int epoch) {}

  /// Something that can fail now and succeed a moment later.
  private interface Trial {
    /// @return the evidence, null if it failed
    @Nullable String attempt() throws IOException, InterruptedException;
  }

  void probe(ProcessEffect.Probe it, ProcessSpec spec) {
    Start start = new Start(it.id(), it.epoch());
    switch (it.ready()) {
      case ReadinessProbe.Http http -> probe(start, Duration.ZERO, () -> answer(http.url()));
      case ReadinessProbe.Exec exec ->
          probe(
              start,
              Duration.ZERO,
              () -> {
                boolean succeeded =
                    run(start.id, spec, exec.command(), ReadinessProbe.TRY, null) == 0;
                return succeeded ? exec.command().getFirst() + " succeeded" : null;
              });
      case ReadinessProbe.Inferred _, ReadinessProbe.Port _, ReadinessProbe.Log _ -> {}
    }
  }

  void reach(ProcessEffect.Reach it) {
    URI url = URI.create(it.url());
    Start start = new Start(it.id(), it.epoch());
    probe(start, REACH_AFTER, () -> connects(url) ? "printed " + url + ", which answers" : null);
  }

  /// Ends the probes of a start.
  void cancel(int id, int epoch) {
    List<Thread> running = probes.remove(new Start(id, epoch));
    if (running != null) {
      running.forEach(Thread::interrupt);
    }
  }

  void stop(ProcessEffect.RunStop it, ProcessSpec spec) {
    go(
        "stop-" + spec.name(),
        () -> {
          String trouble = runStop(it, spec);
          tell.accept(new ProcessCommand.StopCommandEnded(it.id(), it.turn(), trouble));
        });
  }

  void explain(ProcessEffect.Explain it, ProcessSpec spec) {
    go(
        "explain-" + spec.name(),
        () -> {
          int port =
              AddressInUseParser.port(
                  output.tail(it.id(), AddressInUseParser.LINES),
                  spec.environment(),
                  spec.command());
          if (port > 0) {
            String owner = PortOwner.of(port, settings.runId(), it.id());
            tell.accept(new ProcessCommand.Explained(it.id(), it.epoch(), owner));
          }
        });
  }

  private void probe(Start start, Duration delay, Trial trial) {
    Thread thread =
        go(
            "probe-" + start.id,
            () -> {
              Thread.sleep(delay);
              String evidence = attempt(trial);
              while (evidence == null) {
                Thread.sleep(ReadinessProbe.PERIOD);
                evidence = attempt(trial);
              }
              tell.accept(new ProcessCommand.Shown(start.id, start.epoch, evidence));
            });
    probes.computeIfAbsent(start, _ -> new ArrayList<>()).add(thread);
  }

  private interface Errand {
    void run() throws InterruptedException;
  }

  private static Thread go(String name, Errand errand) {
    return Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            errand.run();
          } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static @Nullable String attempt(Trial trial) throws InterruptedException {
    try {
      return trial.attempt();
    } catch (IOException notYet) {
      return null;
    }
  }

  private static @Nullable String answer(URI url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout((int) ReadinessProbe.TRY.toMillis());
    connection.setReadTimeout((int) ReadinessProbe.TRY.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("User-Agent", "brummer (readiness)");
    try {
      int status = connection.getResponseCode();
      return status > 0 && status < 400 ? url + " answers " + status : null;
    } finally {
      connection.disconnect();
    }
  }

  private static boolean connects(URI url) throws IOException {
    String host = url.getHost() == null ? "" : url.getHost();
    boolean any = host.isEmpty() || host.equals("0.0.0.0") || host.equals("[::]");
    InetSocketAddress address =
        new InetSocketAddress(any ? "localhost" : host.replaceAll("[\\[\\]]", ""), url.getPort());
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) ReadinessProbe.TRY.toMillis());
      return true;
    }
  }

  private String runStop(ProcessEffect.RunStop it, ProcessSpec spec) throws InterruptedException {
    List<String> command = spec.stop().command();
    String failed = "the stop command \"" + String.join(" ", command) + "\" ";
    try {
      Path printed = Files.createTempFile("brummer-stop", ".log");
      try {
        int code = run(it.id(), spec, command, spec.grace(), printed.toFile());
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
  private int run(
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
