package dev.brummer.app.plain;

import static dev.brummer.engine.event.Event.Kind.CONFIG_CHANGED;
import static dev.brummer.engine.event.Event.Kind.INTERNAL_FAILURE;
import static dev.brummer.engine.event.Event.Kind.LOG_LINE;
import static dev.brummer.engine.event.Event.Kind.NOTICE;
import static dev.brummer.engine.event.Event.Kind.ORPHANS_FOUND;
import static dev.brummer.engine.event.Event.Kind.PROCESS_CHANGED;
import static dev.brummer.engine.event.Event.Kind.ROUTE_OPENED;
import static dev.brummer.engine.event.Event.Kind.RUN_ENDED;
import static dev.brummer.engine.event.Event.Kind.URL_DETECTED;
import static java.util.Objects.requireNonNullElse;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ProcessEnd;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.supervisor.Processes;
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
/// One subscriber prints lines and then checks for ended processes, so no line is printed after the
/// run has ended. Its fields are confined to the bus worker; a future passes the exit code to the
/// main thread.
public final class PlainRun implements Subscriber, AutoCloseable {
  /// Exit code of a program that writes to a closed pipe: 128 + SIGPIPE.
  public static final int BROKEN_PIPE = ExitCodes.ofSignal(13);

  /// Batches of lines (up to 256 KiB each) per lane of the mailbox before the processes must wait.
  /// All lanes together hold far less than the store, so no line is evicted before it is printed.
  private static final int MAILBOX_CAPACITY = 16;

  /// Maximum time that a close waits for a blocked standard output.
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private static final Set<Event.Kind> KINDS =
      EnumSet.of(
          LOG_LINE,
          PROCESS_CHANGED,
          ORPHANS_FOUND,
          CONFIG_CHANGED,
          NOTICE,
          INTERNAL_FAILURE,
          URL_DETECTED,
          ROUTE_OPENED,
          RUN_ENDED);

  private final Engine engine;
  private final CompletionTracker completionTracker;
  private final Set<String> awaited;
  private final PlainOutput output;
  private final Subscription subscription;
  private final Set<Integer> endedIds = new HashSet<>();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private boolean closed;

  /// Subscribes; start the processes afterwards with [#start].
  public PlainRun(Engine engine, PlainSettings settings) {
    this(
        engine,
        settings,
        settings.json() ? StandardStreams.out().json() : StandardStreams.out().styled(),
        StandardStreams.err().styled());
  }

  PlainRun(Engine engine, PlainSettings settings, OutputStream out, OutputStream err) {
    this.engine = engine;
    List<ProcessInfo> all = engine.processes().snapshot();
    this.completionTracker =
        new CompletionTracker(settings.policy(), new HashSet<>(settings.awaited()));
    this.awaited = settings.awaited();
    this.output =
        new PlainOutput(
            engine.logs(),
            engine.masking(),
            (stdout, stderr) -> createLineWriter(settings, all, stdout, stderr),
            out,
            err,
            this::onOutputFailure);
    this.subscription =
        engine.bus().subscribe("plain", KINDS, OverflowPolicy.BLOCK, MAILBOX_CAPACITY, this);
  }

  private LineWriter createLineWriter(
      PlainSettings settings, List<ProcessInfo> all, BufferedOutput out, BufferedOutput err) {
    Processes processes = engine.processes();
    IntFunction<String> names = id -> id == Event.BRUMMER ? "brummer" : processes.info(id).name();
    int width = all.stream().mapToInt(info -> info.name().length()).max().orElse(0);
    return settings.json()
        ? new JsonLinesWriter(names, out)
        : new PrefixedLineWriter(
            new PrefixedLineWriter.Layout(
                settings.prefix(), width, settings.colour(), ZoneId::systemDefault),
            names,
            out,
            err);
  }

  /// Starts the awaited processes, and thereby their dependencies.
  public void start() {
    engine.processes().startByName(awaited);
  }

  /// Blocks until the run ends. Does not wait for processes that are still running then.
  ///
  /// @return the exit code
  /// @throws IOException if standard output cannot be written
  public int await() throws InterruptedException, IOException {
    try {
      return exitCode.get();
    } catch (ExecutionException failed) {
      Throwable cause = requireNonNullElse(failed.getCause(), failed);
      throw new IOException(
          "standard output cannot be written: " + IoErrorMessage.of(cause), failed);
    }
  }

  /// Prints the remaining lines, unless standard output is blocked. Idempotent; any thread. The
  /// processes must have ended.
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
    try {
      output.on(event);
    } finally { // a line that cannot be printed must not keep the run from ending
      if (event instanceof Event.ProcessChanged changed && !endedIds.contains(changed.process())) {
        checkEnd(changed.process());
      } else if (event instanceof Event.RunEnded end) {
        endRun(end);
      }
    }
  }

  @Override
  public void idle() {
    output.idle();
  }

  private void checkEnd(int process) {
    ProcessInfo info = engine.processes().info(process);
    ProcessEnd end = ProcessEnd.of(info.state());
    if (end == null) {
      return;
    }
    endedIds.add(process);
    if (completionTracker.recordEnd(info.name(), end)) {
      stopOthers();
    }
    if (completionTracker.isFinished()) {
      exitCode.complete(completionTracker.exitCode());
    }
  }

  /// The process itself ends with the next change of its state.
  private void endRun(Event.RunEnded end) {
    if (completionTracker.endRun(end.code())) {
      stopOthers();
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
