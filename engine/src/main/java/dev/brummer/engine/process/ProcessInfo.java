package dev.brummer.engine.process;

import java.util.List;

/// A process as it is now: an immutable picture, cheap to hand around.
///
/// @param id what commands and events call it; positive, stable for the run
/// @param runNumber how often it has been started
/// @param pid of the child, 0 when there is none
/// @param sinceMillis when it entered this state
/// @param startedMillis when the current or last child started, 0 if never
/// @param resources of its whole tree, as of the last sweep
/// @param ports that its tree listens on, ascending
public record ProcessInfo(
    int id,
    ProcessSpec spec,
    ProcessState state,
    int runNumber,
    long pid,
    long sinceMillis,
    long startedMillis,
    Resources resources,
    List<Integer> ports) {
  /// A process that listens on nothing.
  public ProcessInfo(
      int id,
      ProcessSpec spec,
      ProcessState state,
      int epoch,
      long pid,
      long sinceMillis,
      long startedMillis,
      Resources resources) {
    this(id, spec, state, epoch, pid, sinceMillis, startedMillis, resources, List.of());
  }

  public String name() {
    return spec.name();
  }

  /// What a process tree uses.
  ///
  /// @param cpuPercent of one core, over the last sweep
  /// @param rssBytes resident memory, summed over the tree
  public record Resources(double cpuPercent, long rssBytes, int processes, int threads) {
    public static final Resources NONE = new Resources(0, 0, 0, 0);
  }
}
