package dev.brummer.perf.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The processes of one measured program: those with its mark in their environment, and their
/// descendants. The mark also finds daemons; the descendants include helpers with an environment of
/// their own.
///
/// The own processes of a program are those without the [Workload], its children's commands. What a
/// program puts between itself and a command, such as a package manager, is its own. Stateless but
/// for the mark; any thread.
public final class ProgramTree {
  private static final String VARIABLE = "BENCH_PROGRAM";
  private static final long STOP_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long POLL_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ProcessFiles files;
  private final String id;

  ProgramTree(ProcessFiles files, String id) {
    this.files = files;
    this.id = id;
  }

  /// Creates a tree with a mark of its own.
  static ProgramTree create() {
    return new ProgramTree(new ProcessFiles(Path.of("/proc")), UUID.randomUUID().toString());
  }

  /// Returns the assignment of the environment variable.
  String mark() {
    return VARIABLE + "=" + id;
  }

  /// Returns the pids of all running processes of the program, children included.
  List<Integer> members() {
    List<ProcessFiles.Stat> all = files.processes();
    Set<Integer> members = new HashSet<>();
    all.stream()
        .filter(stat -> files.environment(stat.pid()).contains(mark()))
        .forEach(stat -> members.add(stat.pid()));
    boolean grown = !members.isEmpty();
    while (grown) {
      grown = false;
      for (ProcessFiles.Stat stat : all) {
        grown |= members.contains(stat.parent()) && members.add(stat.pid());
      }
    }
    return all.stream()
        .filter(stat -> members.contains(stat.pid()) && !stat.hasEnded())
        .map(ProcessFiles.Stat::pid)
        .toList();
  }

  /// Returns the use of resources by the program's own processes since their start.
  public ProgramUsage ownUsage() {
    List<ProgramUsage.ProcessUsage> all = new ArrayList<>();
    for (int pid : members()) {
      if (!Workload.isWorkload(files.command(pid))) {
        files.usage(pid).ifPresent(all::add);
      }
    }
    return ProgramUsage.of(System.nanoTime(), all);
  }

  /// Terminates all processes, after five seconds by force.
  void terminate() {
    members().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    long deadline = System.nanoTime() + STOP_TIMEOUT_NANOS;
    List<Integer> left = members();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
      left = members();
    }
    left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }
}
