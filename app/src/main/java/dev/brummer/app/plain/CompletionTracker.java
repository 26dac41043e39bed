package dev.brummer.app.plain;

import dev.brummer.engine.process.ProcessEnd;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides when a run without a UI ends and with which exit code. Pure; confined to one thread.
///
/// The exit policy of a process, see [dev.brummer.engine.process.ExitPolicy], precedes the policy
/// of the run. A process that brummer stopped has not failed. Only processes that exited on their
/// own count, except for the process that `--success` names.
public final class CompletionTracker {
  /// When a run ends and which process determines its exit code.
  ///
  /// @param until `all`, `any`, or the name of the process whose exit ends the run
  /// @param success `all` (the first failing exit code), `first`, `last`, or the name of a process
  /// @param stopOnFailure the first failed process ends the run
  public record Policy(String until, String success, boolean stopOnFailure) {
    public static final String ALL = "all";
    public static final String ANY = "any";
    public static final String FIRST = "first";
    public static final String LAST = "last";
  }

  private final Policy policy;
  private final Set<String> remaining;
  private boolean endReached;
  private boolean anyExited;
  private int firstCode;
  private int lastCode;
  private int firstFailureCode;
  private int namedCode;
  private @Nullable Integer policyCode;

  /// @param remaining names of the awaited processes; this object removes them as they end
  public CompletionTracker(Policy policy, Set<String> remaining) {
    this.policy = policy;
    this.remaining = remaining;
  }

  /// Records that a process has ended and will not be restarted.
  ///
  /// @return true if the other processes must be stopped now
  public boolean recordEnd(String name, ProcessEnd end) {
    if (!remaining.remove(name)) {
      return false;
    }
    if (name.equals(policy.success)) {
      namedCode = end.stopped() ? 0 : end.code();
    }
    if (!end.stopped()) {
      recordExitCode(end);
    }
    boolean reachedBefore = endReached;
    endReached |= remaining.isEmpty() || endsRun(name, end.failed());
    return endReached && !reachedBefore && !remaining.isEmpty();
  }

  /// Records that the exit policy of a process ends the run. The first one determines the exit
  /// code.
  ///
  /// @return true if the other processes must be stopped now
  public boolean endRun(int code) {
    if (policyCode == null) {
      policyCode = code;
    }
    boolean reachedBefore = endReached;
    endReached = true;
    return !reachedBefore && !remaining.isEmpty();
  }

  private void recordExitCode(ProcessEnd end) {
    firstCode = anyExited ? firstCode : end.code();
    anyExited = true;
    lastCode = end.code();
    if (end.failed() && firstFailureCode == 0) {
      firstFailureCode = end.code();
    }
  }

  private boolean endsRun(String name, boolean failed) {
    return policy.until.equals(Policy.ANY)
        || policy.until.equals(name)
        || (failed && policy.stopOnFailure);
  }

  /// True when all awaited processes have ended.
  public boolean isFinished() {
    return remaining.isEmpty();
  }

  public int exitCode() {
    if (policyCode != null) {
      return policyCode;
    }
    return switch (policy.success) {
      case Policy.ALL -> firstFailureCode;
      case Policy.FIRST -> firstCode;
      case Policy.LAST -> lastCode;
      default -> namedCode;
    };
  }
}
