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
  private final Set<String> running;
  private boolean over;
  private boolean someEnded;
  private int first;
  private int last;
  private int firstFailure;
  private int named;

  /// @param running names of all that take part; emptied as they end
  public RunOutcome(Policy policy, Set<String> running) {
    this.policy = policy;
    this.running = running;
  }

  /// A process has ended for good.
  ///
  /// @param code its exit code, 128 + n after signal n, 127 if it could not be started
  /// @param stopped brummer made it end
  /// @return whether the others are to be stopped now
  public boolean ended(String name, int code, boolean failed, boolean stopped) {
    if (!running.remove(name)) {
      return false;
    }
    if (name.equals(policy.success)) {
      named = stopped ? 0 : code;
    }
    if (!stopped) {
      count(code, failed);
    }
    boolean was = over;
    over |= running.isEmpty() || ends(name, failed && !stopped);
    return over && !was && !running.isEmpty();
  }

  private void count(int code, boolean failed) {
    first = someEnded ? first : code;
    someEnded = true;
    last = code;
    if (failed && firstFailure == 0) {
      firstFailure = code;
    }
  }

  private boolean ends(String name, boolean failed) {
    return policy.until.equals(Policy.ANY)
        || policy.until.equals(name)
        || (failed && policy.stopOnFailure);
  }

  /// Nothing runs any more.
  public boolean finished() {
    return running.isEmpty();
  }

  public int exitCode() {
    return switch (policy.success) {
      case Policy.ALL -> firstFailure;
      case Policy.FIRST -> first;
      case Policy.LAST -> last;
      default -> named;
    };
  }
}
