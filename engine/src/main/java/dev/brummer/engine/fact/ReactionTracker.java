package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;
import java.util.concurrent.TimeUnit;

/// Pure state machine: what one process is doing about changed files, derived from events, and
/// whether it has settled. Confined to one thread or lock.
///
///     IDLE ──change noticed, build started──▶ WORKING ──build ended, tests ended, hot update──▶ IDLE
///      │                                         │
///      └──────────program started────────────────┴──▶ STARTING ──ready, exit, or quiet──▶ IDLE
///
/// Times are wall-clock milliseconds of the events. Settled means:
/// - IDLE: no output for [#QUIET_MILLIS]. A process that prints all the time settles
///   [#MAX_TRAIL_MILLIS] after its reaction ended, or after its output began.
/// - STARTING: no output for [#STARTUP_QUIET_MILLIS], because a program is silent while it loads; at
///   the latest [#MAX_STARTUP_MILLIS] after the start.
/// - WORKING: never, the tool says when it ends; but some say nothing after an error, so no output
///   for [#STARTUP_QUIET_MILLIS] after one.
public final class ReactionTracker {
  /// Time without output after which a reaction has no further consequences: longer than detectors
  /// wait for the end of an error, than browsers delay telemetry, and than a supervisor takes to
  /// notice a finished build.
  static final long QUIET_MILLIS = 1_000;

  static final long STARTUP_QUIET_MILLIS = 1_700;
  static final long MAX_STARTUP_MILLIS = 6_000;
  static final long MAX_TRAIL_MILLIS = 3_000;

  private enum Phase {
    IDLE,
    WORKING,
    STARTING
  }

  private Phase phase = Phase.IDLE;
  private String activity = "";
  private long startedMillis = -1;
  private long endedMillis = -1;

  /// When the phase `WORKING` or `STARTING` began.
  private long startupMillis = -1;

  /// Whether an error has been printed since the phase began.
  private boolean failing;

  private long lastOutputMillis = -1;

  /// Start of the output without a pause of [#QUIET_MILLIS].
  private long outputSinceMillis = -1;

  /// Handles an event of the process.
  public void on(Event event) {
    switch (event) {
      case Event.LogLine it -> {
        if (!it.note()) {
          output(it.atMillis());
        }
      }
      case Event.ErrorDetected it -> failing |= it.source() != Event.ErrorDetected.Source.BROWSER;
      case Event.PageEvent it -> output(it.atMillis());
      case Event.RequestCompleted it when isCode(it) ->
          output(it.atMillis() + TimeUnit.NANOSECONDS.toMillis(it.totalNanos()));
      case Event.BuildEvent it -> onBuild(it);
      case Event.WatchEvent it -> onWatch(it);
      case Event.TestFailed it -> onTest(it.tool(), it.atMillis());
      case Event.TestPassed it -> onTest(it.tool(), it.atMillis());
      case Event.ProcessStarted it -> begin(Phase.STARTING, "started", it.atMillis());
      case Event.ProcessExited it ->
          end(it.failure().isEmpty() ? "ended" : it.failure(), it.atMillis());
      case Event.ProcessChanged it -> onState(it);
      default -> {}
    }
  }

  /// Whether a page has fetched code, which it will run: its errors follow.
  private static boolean isCode(Event.RequestCompleted it) {
    return it.status() == 200 && it.contentType().contains("javascript");
  }

  private void output(long at) {
    expire(at);
    if (lastOutputMillis < 0 || at - lastOutputMillis >= QUIET_MILLIS) {
      outputSinceMillis = at;
    }
    lastOutputMillis = Math.max(lastOutputMillis, at);
  }

  /// Ends a start, or work that has failed, which has settled without saying so.
  private void expire(long at) {
    if (phase != Phase.IDLE && isSettled(at)) {
      phase = Phase.IDLE;
      endedMillis = lastOutputMillis;
    }
  }

  private void onBuild(Event.BuildEvent it) {
    String text = it.tool() + ": " + it.summary();
    switch (it.phase()) {
      case STARTED -> begin(Phase.WORKING, text, it.atMillis());
      case OK, FAILED -> end(text, it.atMillis());
    }
  }

  private void onWatch(Event.WatchEvent it) {
    switch (it.step()) {
      case CHANGED -> begin(Phase.WORKING, it.summary(), it.atMillis());
      case RESTARTED -> begin(Phase.STARTING, it.summary(), it.atMillis());
      case OK, FAILED -> end(it.summary(), it.atMillis());
    }
  }

  /// Tests are a reaction of their own, unless they follow a noticed change.
  private void onTest(String tool, long at) {
    output(at);
    if (phase == Phase.IDLE) {
      if (endedMillis < 0 || at - endedMillis >= QUIET_MILLIS) {
        startedMillis = at;
      }
      activity = tool + ": tests";
      endedMillis = at;
    }
  }

  private void onState(Event.ProcessChanged it) {
    switch (it.to()) {
      case "stopping" -> begin(Phase.WORKING, "stopping: " + it.cause(), it.atMillis());
      case "ready" -> {
        if (phase == Phase.STARTING) {
          end("ready", it.atMillis());
        }
      }
      case "stopped" -> end("stopped", it.atMillis());
      default -> {}
    }
  }

  private void begin(Phase next, String text, long at) {
    expire(at);
    if (phase == Phase.IDLE) {
      startedMillis = at;
    }
    phase = next;
    startupMillis = at;
    failing = false;
    activity = text;
    endedMillis = -1;
    output(at);
  }

  private void end(String text, long at) {
    expire(at);
    if (phase == Phase.IDLE && (endedMillis < 0 || at - endedMillis >= QUIET_MILLIS)) {
      startedMillis = at;
    }
    phase = Phase.IDLE;
    activity = text;
    endedMillis = at;
    output(at);
  }

  /// The reaction to a change at `sinceMillis`.
  public Reaction reaction(long sinceMillis, long nowMillis) {
    boolean settled = isSettled(nowMillis);
    boolean expired = phase != Phase.IDLE && settled;
    boolean active = phase != Phase.IDLE && !expired;
    long ended = expired ? lastOutputMillis : endedMillis;
    boolean reacted = active || ended >= sinceMillis;
    return new Reaction(
        reacted, settled, reacted ? activity : "", reacted ? startedMillis : -1, ended);
  }

  private boolean isSettled(long now) {
    long quiet = now - lastOutputMillis;
    return switch (phase) {
      case WORKING -> failing && quiet >= STARTUP_QUIET_MILLIS;
      case STARTING -> quiet >= STARTUP_QUIET_MILLIS || now - startupMillis >= MAX_STARTUP_MILLIS;
      case IDLE ->
          lastOutputMillis < 0
              || quiet >= QUIET_MILLIS
              || now - Math.max(outputSinceMillis, endedMillis) >= MAX_TRAIL_MILLIS;
    };
  }

  /// Time of the newest output, -1 without any.
  public long lastOutputMillis() {
    return lastOutputMillis;
  }
}
