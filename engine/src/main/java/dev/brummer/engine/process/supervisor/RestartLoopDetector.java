package dev.brummer.engine.process.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a process that changes a watched file on each start from a person who saves often. Pure;
/// the caller synchronises.
///
/// A change is *early* if it follows a start within [#EARLY_MILLIS] and the content of the file
/// differs from that of its last change. An early change restarts the process; if the next start is
/// followed by one too, the restart is deferred. Only a person changes a file again without a
/// start: a person who goes on saving at the same pace does so before the deferred restart, which
/// ends the suspicion. Once a file has changed early after [#MAX_STARTS] starts in a row, always
/// about as long after the start, its early changes are ignored, until a start is not followed by
/// one.
///
/// So no change of a person is lost before the last of these starts, and other changes restart the
/// process even then.
final class RestartLoopDetector {
  /// Time after a start in which it may change files itself.
  static final long EARLY_MILLIS = 2_000;

  /// Starts in a row with an early change of the same file that make a loop.
  static final int MAX_STARTS = 6;

  /// A program writes its file about as long after each start, a person does not.
  private static final long MAX_SPREAD_MILLIS = 300;

  /// More than [#EARLY_MILLIS], so that the next save of a person falls into it.
  static final long MIN_DEFERRAL_MILLIS = 2_500;

  /// For starts that change other files each time, which are never ignored.
  private static final long MAX_DEFERRAL_MILLIS = 60_000;

  private static final int MAX_REMEMBERED_FILES = 10_000;

  private final Map<Path, Long> contents = new HashMap<>();

  /// Starts in a row that were followed by an early change of a file, up to [#earlyStart].
  private final Map<Path, EarlyChanges> starts = new HashMap<>();

  /// The last start that was followed by an early change.
  private long earlyStart = Long.MIN_VALUE;

  /// Starts in a row that were followed by an early change that was not ignored.
  private int restartsInARow;

  private long requestedMillis = Long.MIN_VALUE;

  /// Number of the pending deferral; 0 if there is none.
  private int deferral;

  private int deferrals;

  /// Early changes of one file.
  ///
  /// @param starts number of starts in a row that were followed by one
  /// @param minMillis shortest time from start to change
  /// @param maxMillis longest time from start to change
  private record EarlyChanges(int starts, long minMillis, long maxMillis) {
    static EarlyChanges next(@Nullable EarlyChanges before, long millis) {
      if (before != null) {
        long min = Math.min(before.minMillis, millis);
        long max = Math.max(before.maxMillis, millis);
        if (max - min <= MAX_SPREAD_MILLIS) {
          return new EarlyChanges(before.starts + 1, min, max);
        }
      }
      return new EarlyChanges(1, millis, millis);
    }
  }

  /// What to do after a change.
  sealed interface Verdict {
    /// No file has a new content, or a restart is pending, or the loop is known.
    record Ignore() implements Verdict {}

    record Restart(Path file) implements Verdict {}

    /// Restart after a delay if [#endDeferral] still allows it.
    record Defer(Path file, Duration delay, int deferral) implements Verdict {}

    /// Early changes of this file will be ignored.
    record Loop(Path file) implements Verdict {}
  }

  /// @param changed files with a checksum of their content; not empty
  /// @param changedMillis time of the change, without the delay until it was reported
  /// @param startedMillis time of the last start
  Verdict onChange(
      Map<Path, Long> changed, long changedMillis, long startedMillis, long nowMillis) {
    List<Path> different = recordContents(changed);
    if (nowMillis - startedMillis > EARLY_MILLIS) {
      if (deferral != 0 || startedMillis != earlyStart) {
        starts.clear();
        restartsInARow = 0;
      }
      return restart(changed.keySet().iterator().next(), nowMillis);
    }
    if (different.isEmpty() || (deferral != 0 && startedMillis == earlyStart)) {
      return new Verdict.Ignore();
    }
    return onEarlyChange(different, changedMillis - startedMillis, startedMillis, nowMillis);
  }

  private Verdict onEarlyChange(
      List<Path> different, long afterStartMillis, long startedMillis, long nowMillis) {
    boolean first = startedMillis != earlyStart;
    if (first) {
      starts.keySet().retainAll(different);
      earlyStart = startedMillis;
    }
    Path loop = null;
    Path other = null;
    for (Path file : different) {
      EarlyChanges early = starts.get(file);
      if (first || early == null) {
        early = EarlyChanges.next(early, afterStartMillis);
        starts.put(file, early);
      }
      int count = early.starts;
      loop = first && loop == null && count == MAX_STARTS ? file : loop;
      other = other == null && count < MAX_STARTS ? file : other;
    }
    if (other == null) {
      restartsInARow = 0;
      return loop == null ? new Verdict.Ignore() : new Verdict.Loop(loop);
    }
    restartsInARow++;
    return restartsInARow == 1 ? restart(other, nowMillis) : defer(other, nowMillis);
  }

  /// Records the contents.
  ///
  /// @return the files whose content differs from the recorded one
  private List<Path> recordContents(Map<Path, Long> changed) {
    if (contents.size() > MAX_REMEMBERED_FILES) {
      contents.clear();
    }
    List<Path> different = new ArrayList<>();
    changed.forEach((file, content) -> {
      if (!content.equals(contents.put(file, content))) {
        different.add(file);
      }
    });
    return different;
  }

  private Verdict restart(Path file, long nowMillis) {
    deferral = 0;
    requestedMillis = nowMillis;
    return new Verdict.Restart(file);
  }

  /// A person who saves at the pace of the last two changes saves again within the delay.
  private Verdict defer(Path file, long nowMillis) {
    long pace = requestedMillis == Long.MIN_VALUE ? 0 : nowMillis - requestedMillis;
    long delay = Math.max(MIN_DEFERRAL_MILLIS, 1_000 + pace * 3 / 2);
    int repetitions = Math.max(0, restartsInARow - MAX_STARTS);
    delay = Math.min(MAX_DEFERRAL_MILLIS, delay << Math.min(repetitions, 8));
    deferral = ++deferrals;
    return new Verdict.Defer(file, Duration.ofMillis(delay), deferral);
  }

  /// Ends a deferral at its time.
  ///
  /// @return false if a change or a start has ended it before
  boolean endDeferral(int ended, long startedMillis, long nowMillis) {
    if (ended != deferral) {
      return false;
    }
    deferral = 0;
    requestedMillis = nowMillis;
    return startedMillis == earlyStart;
  }
}
