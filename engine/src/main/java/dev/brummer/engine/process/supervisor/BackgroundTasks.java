package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.PortIdentity;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ThreadLimit;
import dev.brummer.engine.process.os.PortOwner;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.process.supervisor.table.ProcessEffect;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Runs stop commands, port questions and failure diagnosis on virtual threads, and the
/// [ProbeTasks]. Each task posts its result to the inbox. Confined to the thread `processes`,
/// except for the tasks themselves.
final class BackgroundTasks {
  private final SupervisorSettings settings;
  private final LogStoreWriter logStoreWriter;
  private final Queue<ProcessCommand> inbox;
  private final HelperCommand helperCommand;
  private final ProbeTasks probeTasks;
  private final Map<RunKey, List<Thread>> threads = new HashMap<>();

  /// Limits the questions to one at a time: each scans `/proc`.
  private final Semaphore identification = new Semaphore(1);

  BackgroundTasks(SupervisorSettings settings, LogStoreWriter output, Queue<ProcessCommand> inbox) {
    this.settings = settings;
    this.logStoreWriter = output;
    this.inbox = inbox;
    this.helperCommand = new HelperCommand(settings);
    this.probeTasks = new ProbeTasks(this, helperCommand, inbox);
  }

  /// The probes of all runs.
  ProbeTasks probes() {
    return probeTasks;
  }

  /// Identifies one run of one process.
  record RunKey(int id, int runNumber) {}

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

  /// Searches the lines that a run has printed so far.
  ///
  /// @param from number of the first line that may belong to the run
  void findLine(ProcessEffect.WatchLine it, long from) {
    startVirtual(
        "find-line-" + it.id(),
        () -> {
          if (logStoreWriter.hasPrinted(it.id(), from, it.pattern())) {
            inbox.add(new ProcessCommand.LineMatched(it.id(), it.runNumber(), it.pattern()));
          }
        });
  }

  /// Cancels the tasks of a run.
  void cancel(RunKey run) {
    probeTasks.cancel(run);
    List<Thread> running = threads.remove(run);
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

  /// Starts a task that [#cancel] interrupts.
  void start(RunKey run, String name, InterruptibleTask task) {
    Thread started = startVirtual(name, task);
    if (started == null) {
      logStoreWriter.appendNote(run.id, name + ": " + ThreadLimit.SENTENCE);
    } else {
      threads.computeIfAbsent(run, _ -> new ArrayList<>()).add(started);
    }
  }

  /// A task on a virtual thread.
  interface InterruptibleTask {
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

  private String stopCommandError(ProcessEffect.RunStop it, ProcessSpec spec)
      throws InterruptedException {
    List<String> command = spec.stop().command();
    String prefix = "the stop command " + VisibleText.quoted(String.join(" ", command)) + " ";
    try {
      Path log = Files.createTempFile("brummer-stop", ".log");
      try {
        int code = helperCommand.run(it.id(), spec, command, spec.grace(), log.toFile());
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
}
