package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.os.ControlGroup;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessSignaller;
import dev.brummer.engine.process.os.ProcessTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Ends what is left of a run after its last child, whatever process it belongs to: SIGTERM, a
/// second, then SIGKILL until several scans in a row find nothing. One scan can miss a process that
/// forks and exits. Confined to the thread `processes`, which it blocks.
final class RemainingProcesses {
  private static final int MIN_EMPTY_SCANS = 3;

  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SCAN_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final int MAX_KILL_ROUNDS = 100;

  private final @Nullable ControlGroup controlGroup;
  private final ProcessSignaller signaller;
  private final Supplier<ProcessTrees> scanner;
  private final Consumer<String> onWarning;

  /// @param controlGroup the group of this run, null without one
  /// @param scanner finds the processes of this run
  /// @param onWarning receives one sentence that names what is left
  RemainingProcesses(
      @Nullable ControlGroup controlGroup,
      ProcessSignaller signaller,
      Supplier<ProcessTrees> scanner,
      Consumer<String> onWarning) {
    this.controlGroup = controlGroup;
    this.signaller = signaller;
    this.scanner = scanner;
    this.onWarning = onWarning;
  }

  void end() {
    List<Proc> left = find();
    if (!left.isEmpty()) {
      String list = left.stream().map(Proc::toString).collect(Collectors.joining(", "));
      onWarning.accept("stopping processes that were left: " + list);
    }
    long graceEnd = System.nanoTime() + GRACE_NANOS;
    left.forEach(proc -> signaller.signal(proc, LinuxSignals.TERM));
    while (!left.isEmpty() && System.nanoTime() < graceEnd) {
      LockSupport.parkNanos(SCAN_INTERVAL_NANOS);
      left = find();
    }
    for (int round = 0; round < MAX_KILL_ROUNDS && !left.isEmpty(); round++) {
      if (controlGroup != null) {
        controlGroup.kill();
      }
      left.forEach(proc -> signaller.signal(proc, LinuxSignals.KILL));
      LockSupport.parkNanos(SCAN_INTERVAL_NANOS);
      left = find();
    }
  }

  private List<Proc> find() {
    List<Proc> all = new ArrayList<>();
    for (int look = 0; look < MIN_EMPTY_SCANS && all.isEmpty(); look++) {
      scanner.get().trees().values().forEach(all::addAll);
      if (controlGroup != null && controlGroup.isUsable() && !controlGroup.isPopulated()) {
        break;
      }
    }
    return all;
  }
}
