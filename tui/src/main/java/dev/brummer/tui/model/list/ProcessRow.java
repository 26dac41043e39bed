package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import org.jspecify.annotations.Nullable;

/// A process as shown in the list and in its card.
public final class ProcessRow {
  private ProcessInfo info;
  private @Nullable Exit lastExit;
  private String cause = "";
  private @Nullable String build;
  private long passed;
  private long failed;
  private int testRun;
  public boolean muted;
  private boolean watched;

  public ProcessRow(ProcessInfo info) {
    this.info = info;
  }

  /// Updates the process from a snapshot; a new run resets test and build results.
  void update(ProcessInfo now) {
    if (now.runNumber() > info.runNumber()) {
      passed = 0;
      failed = 0;
      build = null;
    }
    info = now;
  }

  public void recordExit(Event.ProcessExited event) {
    lastExit = new Exit(event.code(), event.signal(), event.atMillis());
  }

  public void recordChange(Event.ProcessChanged event) {
    cause = event.cause();
  }

  public void recordBuild(Event.BuildEvent event) {
    long millis = event.durationMillis();
    String took = millis < 0 ? "" : " " + CompactFormats.duration(millis * 1_000_000);
    build =
        switch (event.phase()) {
          case STARTED -> event.tool() + " builds";
          case OK -> event.tool() + " built" + took;
          case FAILED -> event.tool() + " failed" + took;
        };
  }

  /// Adds test results.
  ///
  /// @param run number of the test run; a new run replaces the counts
  public void recordTests(int run, int newlyPassed, int newlyFailed) {
    if (run != testRun) {
      testRun = run;
      passed = 0;
      failed = 0;
    }
    passed += newlyPassed;
    failed += newlyFailed;
  }

  /// The exit of the last run.
  public record Exit(int code, int signal, long atMillis) {
    /// `exit 1` or `signal 9`.
    public String describe() {
      return signal == 0 ? "exit " + code : "signal " + signal;
    }
  }

  public ProcessInfo info() {
    return info;
  }

  public int id() {
    return info.id();
  }

  public String name() {
    return info.name();
  }

  public ProcessState state() {
    return info.state();
  }

  public @Nullable Exit lastExit() {
    return lastExit;
  }

  /// The cause of the current state; may be empty.
  public String cause() {
    return cause;
  }

  /// The last build in a few words, or null.
  public @Nullable String build() {
    return build;
  }

  public long passed() {
    return passed;
  }

  public long failed() {
    return failed;
  }

  /// Whether its lines are hidden in the merged log.
  public boolean muted() {
    return muted;
  }

  /// Whether file changes restart it.
  public boolean watched() {
    return watched;
  }

  public void watched(boolean value) {
    watched = value;
  }

  /// Time since its start, or since its end if it has ended, in milliseconds; -1 if never started.
  public long ageMillis(long now) {
    return switch (info.state()) {
      case ProcessState.Idle _, ProcessState.Waiting _ -> -1;
      case ProcessState.Starting _,
          ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Down _,
          ProcessState.Stopping _,
          ProcessState.Paused _ ->
          now - info.startedMillis();
      case ProcessState.Done _,
          ProcessState.Failed _,
          ProcessState.Stopped _,
          ProcessState.Scheduled _,
          ProcessState.BackingOff _ ->
          now - info.sinceMillis();
    };
  }
}
