package dev.brummer.engine.process;

/// Effect of the end of one process on the whole run: the other processes are stopped, and brummer
/// exits with the code of this process.
///
/// @param endsRun any end that was not requested and is not followed by a restart
/// @param endsRunOnFailure the same, for failures only
/// @param endsRunIfSkipped the process cannot start because a dependency can never be met
public record ExitPolicy(boolean endsRun, boolean endsRunOnFailure, boolean endsRunIfSkipped) {
  /// The default: the other processes go on.
  public static final ExitPolicy NONE = new ExitPolicy(false, false, false);

  /// Whether this end of the process ends the run. A requested stop never does.
  public boolean appliesTo(ProcessEnd end) {
    return !end.stopped()
        && (end.skipped() ? endsRunIfSkipped : endsRun || (endsRunOnFailure && end.failed()));
  }
}
