package dev.brummer.perf.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the own processes of a program have used up to one moment.
///
/// CPU time exists twice: per process in ticks of 10 ms, which includes ended threads and reaped
/// children, and per running thread in nanoseconds. The first suits a whole run, the second an idle
/// interval. A value; any thread.
///
/// @param nanoTime time of the reading in `System.nanoTime`
/// @param processNanos CPU time of the processes and of the children that they have reaped
/// @param reapedNanos the part of the reaped children
/// @param memory resident bytes; shared pages count for each process
public record ProgramUsage(
    long nanoTime,
    long processNanos,
    long reapedNanos,
    long memory,
    Map<ThreadKey, ThreadUsage> threads) {
  /// Identifies a thread.
  record ThreadKey(int pid, int tid) {}

  /// CPU time and voluntary context switches of a thread. The time is 0 on kernels without
  /// scheduler statistics.
  record ThreadUsage(long cpuNanos, long switches) {
    static final ThreadUsage NONE = new ThreadUsage(0, 0);
  }

  /// One process.
  ///
  /// @param cpuNanos of all its threads, ended ones included
  /// @param reapedNanos of the children that it has reaped
  record ProcessUsage(
      int pid,
      long cpuNanos,
      long reapedNanos,
      long memory,
      Map<Integer, ThreadUsage> threadsById) {}

  public ProgramUsage {
    threads = Map.copyOf(threads);
  }

  static ProgramUsage of(long nanoTime, List<ProcessUsage> processes) {
    long cpu = 0;
    long reaped = 0;
    long memory = 0;
    Map<ThreadKey, ThreadUsage> threads = new HashMap<>();
    for (ProcessUsage process : processes) {
      cpu += process.cpuNanos + process.reapedNanos;
      reaped += process.reapedNanos;
      memory += process.memory;
      process.threadsById.forEach(
          (tid, usage) -> threads.put(new ThreadKey(process.pid, tid), usage));
    }
    return new ProgramUsage(nanoTime, cpu, reaped, memory, threads);
  }

  /// Returns the CPU time since an earlier reading in percent of one core. Threads that have ended
  /// since then are missing.
  public double cpuPercentSince(ProgramUsage earlier) {
    long nanos = 0;
    boolean known = false;
    for (Map.Entry<ThreadKey, ThreadUsage> thread : threads.entrySet()) {
      nanos += thread.getValue().cpuNanos - earlier.thread(thread.getKey()).cpuNanos;
      known |= thread.getValue().cpuNanos > 0;
    }
    nanos += Math.max(0, reapedNanos - earlier.reapedNanos);
    long used = known ? nanos : processNanos - earlier.processNanos;
    return 100.0 * used / (nanoTime - earlier.nanoTime);
  }

  /// Returns the voluntary context switches per second since an earlier reading.
  public double switchesPerSecondSince(ProgramUsage earlier) {
    long switches = 0;
    for (Map.Entry<ThreadKey, ThreadUsage> thread : threads.entrySet()) {
      switches += thread.getValue().switches - earlier.thread(thread.getKey()).switches;
    }
    return 1e9 * switches / (nanoTime - earlier.nanoTime);
  }

  private ThreadUsage thread(ThreadKey key) {
    return threads.getOrDefault(key, ThreadUsage.NONE);
  }
}
