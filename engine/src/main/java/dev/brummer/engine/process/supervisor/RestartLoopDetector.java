package dev.brummer.engine.process.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Tells a process that changes a watched file on each start from a person who saves often. Pure;
/// the caller synchronises.
///
/// A change is suspicious if it follows a start within [#START_MILLIS] and the content of the file
/// differs from that of its last change. After two suspicious changes in a row, the restart is
/// deferred: only a person changes the file again without a start. If each of [#CONFIRMATIONS]
/// deferred restarts is followed by a suspicious change, the start causes it.
final class RestartLoopDetector {
  /// Time after a start in which a change may be caused by it.
  static final long START_MILLIS = 2_000;

  /// Longer than [#START_MILLIS]: the time in which a person saves again.
  static final Duration DEFERRAL_DELAY = Duration.ofMillis(2_500);

  private static final int SUSPICIOUS_CHANGES = 2;
  private static final int CONFIRMATIONS = 2;

  private final Map<Path, Long> contents = new HashMap<>();
  private int suspiciousChanges;
  private boolean deferred;

  /// What to do after a change.
  enum Verdict {
    RESTART,
    /// The content did not change.
    IGNORE,
    /// Restart after [#DEFERRAL_DELAY] if [#endDeferral] still allows it.
    DEFER,
    /// Each start changes the file.
    LOOP
  }

  /// @param content checksum of the changed file
  /// @param sinceStartMillis time since the last start
  Verdict onChange(Path file, long content, long sinceStartMillis) {
    Long before = contents.put(file, content);
    if (deferred || sinceStartMillis > START_MILLIS) {
      deferred = false;
      suspiciousChanges = 0;
      return Verdict.RESTART;
    }
    if (before == null) {
      return Verdict.RESTART;
    }
    if (before == content) {
      return Verdict.IGNORE;
    }
    suspiciousChanges++;
    if (suspiciousChanges < SUSPICIOUS_CHANGES) {
      return Verdict.RESTART;
    }
    if (suspiciousChanges >= SUSPICIOUS_CHANGES + CONFIRMATIONS) {
      return Verdict.LOOP;
    }
    deferred = true;
    return Verdict.DEFER;
  }

  /// Ends a deferral.
  ///
  /// @return false if another change has ended it
  boolean endDeferral() {
    boolean pending = deferred;
    deferred = false;
    return pending;
  }
}
