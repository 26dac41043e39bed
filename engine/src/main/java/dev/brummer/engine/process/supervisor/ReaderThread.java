package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.child.ChildProcess;
import dev.brummer.engine.process.child.OutputReader;
import dev.brummer.engine.process.child.OutputSink;
import dev.brummer.engine.process.os.ExitStatus;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.PipeWrites;
import dev.brummer.engine.process.supervisor.BackgroundTasks.RunKey;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.text.VisibleText;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The thread `read-<process>` of one run: stores the output of the child and posts its exit. It is
/// started before the child, because the record of the child's writes is addressed to it.
final class ReaderThread {
  /// In a run with a UI, keys come before a flood of output: a busy reader waits for the thread
  /// that paints, and the child for the reader.
  private static final int NICE = 5;

  private final RunKey run;
  private final CompletableFuture<Integer> threadId = new CompletableFuture<>();
  private final CompletableFuture<@Nullable ChildProcess> child = new CompletableFuture<>();
  private final Queue<ProcessCommand> inbox;
  private final OutputSink out;
  private final OutputSink err;
  private final LinePatternWatcher watcher = new LinePatternWatcher();
  private final boolean recorded;

  /// @param recorded whether output is kept for taps that are attached later
  /// @param inbox receives the exit, the end of the output, and a matched readiness pattern
  ReaderThread(
      RunKey run,
      ProcessSpec spec,
      boolean recorded,
      LogStoreWriter output,
      Queue<ProcessCommand> inbox) {
    this.run = run;
    this.recorded = recorded;
    this.inbox = inbox;
    if (spec.readiness() instanceof ReadinessProbe.Log log) {
      watcher.add(log.pattern(), this::onReady);
    }
    LogSource source = spec.pty() ? LogSource.PTY : LogSource.STDOUT;
    this.out = output.sink(run.id(), source, watcher);
    this.err = output.sink(run.id(), LogSource.STDERR, watcher);
  }

  /// Posts the first line that matches from now on. Called by the thread `processes`.
  void watchLine(Pattern pattern) {
    watcher.add(
        pattern,
        _ -> inbox.add(new ProcessCommand.LineMatched(run.id(), run.runNumber(), pattern)));
  }

  private void onReady(String line) {
    inbox.add(
        new ProcessCommand.ReadinessObserved(
            run.id(), run.runNumber(), "printed " + VisibleText.quoted(line)));
  }

  /// The thread as the kernel names it. Blocks until the thread runs.
  int threadId() {
    return threadId.join();
  }

  /// Lets the thread read.
  ///
  /// @param started null if the child could not be started
  void begin(@Nullable ChildProcess started) {
    child.complete(started);
  }

  /// Runs until no process holds a stream of the child open.
  void run(LongAdder backPressureNanos, Consumer<Throwable> onFailure) {
    try (Libc libc = new Libc()) {
      threadId.complete(PipeWrites.owner(libc));
      if (recorded) {
        libc.lowerPriority(NICE);
      }
      ChildProcess started = child.join();
      if (started != null) {
        read(libc, started, backPressureNanos, onFailure);
      }
    } catch (RuntimeException | Error failure) {
      threadId.completeExceptionally(failure);
      throw failure;
    }
  }

  private void read(
      Libc libc, ChildProcess started, LongAdder backPressureNanos, Consumer<Throwable> onFailure) {
    try (OutputReader reader =
        new OutputReader(libc, started, out, err, recorded, backPressureNanos, onFailure)) {
      ExitStatus exit = reader.readUntilExit();
      inbox.add(new ProcessCommand.Exited(run.id(), run.runNumber(), exit.code(), exit.signal()));
      reader.readUntilClosed();
    }
    started.endReading();
    inbox.add(new ProcessCommand.OutputEnded(run.id(), run.runNumber()));
  }
}
