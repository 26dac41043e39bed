package dev.brummer.app.plain;

import java.util.Set;

/// When a run without a UI is over and what its exit code is. Pure; confined to one thread.
///
/// A process that brummer stopped has not failed: only what ended by itself counts, unless it is
/// asked for by name.
public final class RunOutcome {
  /// How a run ends and whose code it gives.
  ///
  /// @param until `all`, `any`, or the process whose end is the end of the run
  /// @param success `all` (the first failing code), `first`, `last`, or the process whose code it
  ///   is
  /// @param stopOnFailure the first failure ends the run
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

  /// @param running names of all that take part; emptied as they end
  public RunOutcome(Policy policy, Set<String> running) {
    this.policy = policy;
    this.remaining = running;
  }

  /// A process has ended for good.
  ///
  /// @param code its exit code, 128 + n after signal n, 127 if it could not be started
  /// @param stopped brummer made it end
  /// @return whether the others are to be stopped now
  public boolean recordEnd(String name, int code, boolean failed, boolean stopped) {
    if (!remaining.remove(name)) {
      return false;
    }
    if (name.equals(policy.success)) {
      namedCode = stopped ? 0 : code;
    }
    if (!stopped) {
      recordExitCode(code, failed);
    }
    boolean was = endReached;
    endReached |= remaining.isEmpty() || endsRun(name, failed && !stopped);
    return endReached && !was && !remaining.isEmpty();
  }

  private void recordExitCode(int code, boolean failed) {
    firstCode = anyExited ? firstCode : code;
    anyExited = true;
    lastCode = code;
    if (failed && firstFailureCode == 0) {
      firstFailureCode = code;
    }
  }

  private boolean endsRun(String name, boolean failed) {
    return policy.until.equals(Policy.ANY)
        || policy.until.equals(name)
        || (failed && policy.stopOnFailure);
  }

  /// Nothing runs any more.
  public boolean isFinished() {
    return remaining.isEmpty();
  }

  public int exitCode() {
    return switch (policy.success) {
      case Policy.ALL -> firstFailureCode;
      case Policy.FIRST -> firstCode;
      case Policy.LAST -> lastCode;
      default -> namedCode;
    };
  }
}
