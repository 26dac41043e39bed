package dev.brummer.app.plain;

import static dev.brummer.engine.event.Event.Kind.INTERNAL_FAILURE;
import static dev.brummer.engine.event.Event.Kind.LOG_LINE;
import static dev.brummer.engine.event.Event.Kind.NOTICE;
import static dev.brummer.engine.event.Event.Kind.PROCESS_CHANGED;
import static dev.brummer.engine.event.Event.Kind.ROUTE_OPENED;

import dev.brummer.app.program.StandardStreams;
import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.supervisor.Processes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;

/// A run without a UI, from the first start to the last line.
///
/// One subscriber prints and then watches what ends, so nothing of a process is printed after the
/// run is over. Its fields belong to the worker that runs it; the end is handed to the main thread
/// through a future.
public final class PlainRun implements Subscriber, AutoCloseable {
  /// What a program gets that writes to a pipe nobody reads any more: 128 + SIGPIPE.
  public static final int BROKEN_PIPE = 141;

  /// Batches of lines (up to 64 KiB each) that may wait before the children have to, per lane of
  /// the mailbox: together far less than the store keeps, or lines would go before they are
  /// printed.
  private static final int MAILBOX_CAPACITY = 64;

  /// What a close waits for when standard output is stuck.
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private static final Set<Event.Kind> KINDS =
      EnumSet.of(LOG_LINE, PROCESS_CHANGED, NOTICE, INTERNAL_FAILURE, ROUTE_OPENED);

  private final Engine engine;
  private final RunOutcome outcome;
  private final Set<String> startedNames;
  private final PlainOutput output;
  private final Subscription subscription;
  private final Set<Integer> endedIds = new HashSet<>();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private boolean closed;

  /// Subscribes; start the processes afterwards with [#run].
  public PlainRun(Engine engine, PlainSettings settings) {
    this(
        engine,
        settings,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }

  PlainRun(Engine engine, PlainSettings settings, OutputStream out, OutputStream err) {
    this.engine = engine;
    List<ProcessInfo> all = engine.processes().snapshot();
    this.outcome = new RunOutcome(settings.policy(), new HashSet<>(settings.awaited()));
    this.startedNames = settings.awaited();
    this.output =
        new PlainOutput(engine.logs(), format(settings, all), out, err, this::onOutputFailure);
    this.subscription =
        engine.bus().subscribe("plain", KINDS, OverflowPolicy.BLOCK, MAILBOX_CAPACITY, this);
  }

  private LineFormat format(PlainSettings settings, List<ProcessInfo> all) {
    Processes processes = engine.processes();
    IntFunction<String> names = id -> id == Event.BRUMMER ? "brummer" : processes.info(id).name();
    int width = all.stream().mapToInt(info -> info.name().length()).max().orElse(0);
    return settings.json()
        ? new JsonFormat(names)
        : new PrefixFormat(
            settings.prefix(),
            names,
            width,
            settings.colour(),
            StandardStreams.detect().outputTerminal(),
            ZoneId.systemDefault());
  }

  /// Starts the processes that count, and thereby what they depend on, and waits for the end of the
  /// run: what then still runs is not waited for.
  ///
  /// @return the exit code
  /// @throws IOException if standard output cannot be written
  public int run() throws InterruptedException, IOException {
    engine
        .processes()
        .startAll(
            engine.processes().snapshot().stream()
                .filter(info -> startedNames.contains(info.name()))
                .map(ProcessInfo::id)
                .toList());
    try {
      return exitCode.get();
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    }
  }

  /// Prints what is left, unless standard output is stuck. Idempotent, from any thread; the
  /// children must have ended.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (engine.bus().awaitIdle(CLOSE_TIMEOUT)) {
      subscription.close();
      output.finish();
    }
  }

  @Override
  public void on(Event event) {
    output.on(event);
    if (event instanceof Event.ProcessChanged changed && !endedIds.contains(changed.process())) {
      checkEnd(changed);
    }
  }

  @Override
  public void idle() {
    output.idle();
  }

  private void checkEnd(Event.ProcessChanged changed) {
    ProcessInfo info = engine.processes().info(changed.process());
    switch (info.state()) {
      case ProcessState.Done done -> recordEnd(info, done.code(), false, false);
      case ProcessState.Failed failed -> recordEnd(info, exitCodeOf(failed), true, false);
      case ProcessState.Stopped stopped -> recordEnd(info, stopped.code(), false, true);
      case ProcessState.Idle _,
          ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Stopping _,
          ProcessState.Paused _,
          ProcessState.BackingOff _ -> {}
    }
  }

  private static int exitCodeOf(ProcessState.Failed failed) {
    return failed.code() != 0 ? failed.code() : failed.signal() != 0 ? 128 + failed.signal() : 1;
  }

  private void recordEnd(ProcessInfo info, int code, boolean failed, boolean stopped) {
    endedIds.add(info.id());
    if (outcome.recordEnd(info.name(), code, failed, stopped)) {
      stopOthers();
    }
    if (outcome.isFinished()) {
      exitCode.complete(outcome.exitCode());
    }
  }

  private void stopOthers() {
    for (ProcessInfo info : engine.processes().snapshot()) {
      if (!endedIds.contains(info.id())) {
        engine.processes().stop(info.id());
      }
    }
  }

  private void onOutputFailure(IOException failure) {
    String why = String.valueOf(failure.getMessage());
    if (why.contains("Broken pipe")) {
      exitCode.complete(BROKEN_PIPE);
    } else {
      exitCode.completeExceptionally(failure);
    }
  }
}
