package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.PortIdentity;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.ThreadLimit;
import dev.brummer.engine.process.child.ChildEnvironment;
import dev.brummer.engine.process.os.PortOwner;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.process.supervisor.table.ProcessEffect;
import dev.brummer.engine.text.VisibleText;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs probes, stop commands and failure diagnosis on virtual threads. Each task posts its result
/// to the inbox. The commands that it starts carry the mark of the process and so belong to its
/// tree. Confined to the thread `processes`, except for the tasks themselves.
final class BackgroundTasks {
  /// Delay of a URL probe. The regular poll of listening sockets usually succeeds before.
  private static final Duration URL_PROBE_DELAY = Duration.ofSeconds(1);

  /// Interval of a watching probe while the process is down.
  private static final Duration DOWN_INTERVAL = Duration.ofSeconds(1);

  private final SupervisorSettings settings;
  private final LogStoreWriter logStoreWriter;
  private final Queue<ProcessCommand> inbox;
  private final Map<RunKey, List<Thread>> probes = new HashMap<>();

  /// Watching probes by run; a permit lets the probe try again now.
  private final Map<RunKey, Semaphore> repeats = new HashMap<>();

  /// Limits the questions to one at a time: each scans `/proc`.
  private final Semaphore identification = new Semaphore(1);

  BackgroundTasks(SupervisorSettings settings, LogStoreWriter output, Queue<ProcessCommand> inbox) {
    this.settings = settings;
    this.logStoreWriter = output;
    this.inbox = inbox;
  }

  /// Identifies one run of one process.
  record RunKey(int id, int runNumber) {}

  /// One attempt of a readiness probe.
  private interface ProbeAttempt {
    Observation attempt() throws IOException, InterruptedException;
  }

  /// Result of an attempt.
  ///
  /// @param text the evidence, or the reason of the failure
  private record Observation(boolean ready, String text) {}

  void probe(ProcessEffect.RunProbe it, ProcessSpec spec) {
    ProbeAttempt attempt = attemptOf(it.probe(), it.id(), spec);
    if (attempt != null) {
      probe(new RunKey(it.id(), it.runNumber()), Duration.ZERO, attempt);
    }
  }

  void watch(ProcessEffect.WatchReadiness it, ProcessSpec spec) {
    ProbeAttempt attempt = attemptOf(it.probe(), it.id(), spec);
    if (attempt != null) {
      watch(new RunKey(it.id(), it.runNumber()), attempt);
    }
  }

  void watchUrl(ProcessEffect.WatchUrl it) {
    watch(new RunKey(it.id(), it.runNumber()), urlAttempt(it.url()));
  }

  /// Lets the watching probe of a run try again now.
  void repeat(ProcessEffect.RepeatProbe it) {
    Semaphore permits = repeats.get(new RunKey(it.id(), it.runNumber()));
    if (permits != null) {
      permits.release();
    }
  }

  /// @return null for a condition that needs no attempts
  private @Nullable ProbeAttempt attemptOf(ReadinessProbe probe, int id, ProcessSpec spec) {
    return switch (probe) {
      case ReadinessProbe.Http http -> () -> request(http);
      case ReadinessProbe.Tcp tcp -> () -> connect(tcp);
      case ReadinessProbe.Exec exec -> () -> run(id, spec, exec.command());
      case ReadinessProbe.Inferred _, ReadinessProbe.Port _, ReadinessProbe.Log _ -> null;
    };
  }

  private Observation run(int id, ProcessSpec spec, List<String> command)
      throws IOException, InterruptedException {
    int code = runCommand(id, spec, command, ReadinessProbe.ATTEMPT_TIMEOUT, null);
    String program = command.getFirst();
    return code == 0
        ? new Observation(true, program + " succeeded")
        : new Observation(false, program + (code < 0 ? " timed out" : " exited with code " + code));
  }

  private static ProbeAttempt urlAttempt(String text) {
    URI url = URI.create(text);
    return () ->
        canConnect(url)
            ? new Observation(true, url + " accepts connections")
            : new Observation(false, url + " accepts no connections");
  }

  void probeUrl(ProcessEffect.ProbeUrl it) {
    probe(new RunKey(it.id(), it.runNumber()), URL_PROBE_DELAY, urlAttempt(it.url()));
  }

  /// Asks a port for its protocol.
  void identifyPort(ProcessEffect.IdentifyPort it) {
    RunKey run = new RunKey(it.id(), it.runNumber());
    start(
        run,
        "identify-" + it.port(),
        () -> {
          identification.acquire();
          try {
            PortIdentity identity = PortIdentifier.identify(it.port());
            inbox.add(
                new ProcessCommand.PortIdentified(run.id, run.runNumber, it.port(), identity));
          } finally {
            identification.release();
          }
        });
  }

  /// Cancels the probes of a run.
  void cancel(RunKey run) {
    repeats.remove(run);
    List<Thread> running = probes.remove(run);
    if (running != null) {
      running.forEach(Thread::interrupt);
    }
  }

  void runStopCommand(ProcessEffect.RunStop it, ProcessSpec spec) {
    Thread started =
        startVirtual(
            "stop-" + spec.name(),
            () -> {
              String error = stopCommandError(it, spec);
              inbox.add(new ProcessCommand.StopCommandEnded(it.id(), it.stateVersion(), error));
            });
    if (started == null) {
      String error = "the stop command could not be run: " + ThreadLimit.SENTENCE;
      inbox.add(new ProcessCommand.StopCommandEnded(it.id(), it.stateVersion(), error));
    }
  }

  void diagnoseFailure(ProcessEffect.DiagnoseFailure it, ProcessSpec spec) {
    startVirtual(
        "diagnose-" + spec.name(),
        () -> {
          int port =
              AddressInUseParser.parsePort(
                  logStoreWriter.tail(it.id(), AddressInUseParser.MAX_LINES),
                  spec.environment(),
                  spec.command());
          if (port > 0) {
            String owner = PortOwner.describe(port, settings.runId(), it.id());
            inbox.add(new ProcessCommand.FailureDiagnosed(it.id(), it.runNumber(), owner));
          }
        });
  }

  private void probe(RunKey run, Duration delay, ProbeAttempt probeAttempt) {
    start(
        run,
        "probe-" + run.id,
        () -> {
          Thread.sleep(delay);
          Observation observation = attempt(probeAttempt);
          while (!observation.ready) {
            Thread.sleep(ReadinessProbe.INTERVAL);
            observation = attempt(probeAttempt);
          }
          inbox.add(new ProcessCommand.ReadinessObserved(run.id, run.runNumber, observation.text));
        });
  }

  private void watch(RunKey run, ProbeAttempt probeAttempt) {
    Semaphore permits = new Semaphore(0);
    repeats.put(run, permits);
    start(run, "watch-" + run.id, () -> watch(run, probeAttempt, permits));
  }

  /// Reports the loss of readiness, its return, and every success after a request to repeat.
  private void watch(RunKey run, ProbeAttempt probeAttempt, Semaphore permits)
      throws InterruptedException {
    int failures = 0;
    while (true) {
      Duration pause =
          failures == 0
              ? ReadinessProbe.LIVENESS_INTERVAL
              : failures < ReadinessProbe.MAX_FAILURES ? ReadinessProbe.INTERVAL : DOWN_INTERVAL;
      boolean requested = permits.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
      permits.drainPermits();
      Observation observation = attempt(probeAttempt);
      if (!observation.ready) {
        failures = Math.min(failures + 1, ReadinessProbe.MAX_FAILURES + 1);
        if (failures == ReadinessProbe.MAX_FAILURES) {
          inbox.add(new ProcessCommand.ReadinessLost(run.id, run.runNumber, observation.text));
        }
      } else {
        if (requested || failures >= ReadinessProbe.MAX_FAILURES) {
          inbox.add(new ProcessCommand.ReadinessObserved(run.id, run.runNumber, observation.text));
        }
        failures = 0;
      }
    }
  }

  private void start(RunKey run, String name, InterruptibleTask task) {
    Thread started = startVirtual(name, task);
    if (started == null) {
      logStoreWriter.appendNote(run.id, name + ": " + ThreadLimit.SENTENCE);
    } else {
      probes.computeIfAbsent(run, _ -> new ArrayList<>()).add(started);
    }
  }

  private interface InterruptibleTask {
    void run() throws InterruptedException;
  }

  /// @return null at the process limit: the first virtual threads need platform threads
  private static @Nullable Thread startVirtual(String name, InterruptibleTask task) {
    try {
      return Thread.ofVirtual()
          .name(name)
          .start(() -> {
            try {
              task.run();
            } catch (InterruptedException cancelled) {
              Thread.currentThread().interrupt();
            }
          });
    } catch (OutOfMemoryError noThread) {
      return null;
    }
  }

  private static Observation attempt(ProbeAttempt probeAttempt) throws InterruptedException {
    try {
      return probeAttempt.attempt();
    } catch (IOException notReady) {
      return new Observation(false, IoErrorMessage.of(notReady));
    } catch (OutOfMemoryError limit) {
      return new Observation(false, ThreadLimit.describe(limit));
    }
  }

  private static Observation request(ReadinessProbe.Http probe) throws IOException {
    URI url = probe.url();
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout((int) ReadinessProbe.ATTEMPT_TIMEOUT.toMillis());
    connection.setReadTimeout((int) ReadinessProbe.ATTEMPT_TIMEOUT.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("User-Agent", "brummer (readiness)");
    probe.headers().forEach(connection::setRequestProperty);
    try {
      int status = connection.getResponseCode();
      return status > 0
          ? new Observation(probe.accepts(status), url + " returned " + status)
          : new Observation(false, url + " returned no HTTP response");
    } catch (IOException failed) {
      return new Observation(false, url + " does not respond (" + IoErrorMessage.of(failed) + ")");
    } finally {
      connection.disconnect();
    }
  }

  private static Observation connect(ReadinessProbe.Tcp probe) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(probe.host(), probe.port()),
          (int) ReadinessProbe.ATTEMPT_TIMEOUT.toMillis());
      return new Observation(true, probe.host() + ":" + probe.port() + " accepts connections");
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
    String prefix = "the stop command " + VisibleText.quoted(String.join(" ", command)) + " ";
    try {
      Path log = Files.createTempFile("brummer-stop", ".log");
      try {
        int code = runCommand(it.id(), spec, command, spec.grace(), log.toFile());
        return code == 0 ? "" : prefix + "exited with code " + code + lastLine(log);
      } finally {
        Files.delete(log);
      }
    } catch (IOException failure) {
      return prefix + "could not be run: " + IoErrorMessage.of(failure);
    } catch (OutOfMemoryError limit) {
      return prefix + "could not be run: " + ThreadLimit.describe(limit);
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
