package dev.brummer.engine.process.os;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// Marks the children of a run with a resource limit that has no effect: the soft limit of file
/// locks (`RLIMIT_LOCKS`), which Linux ignores since version 2.4.25.
///
/// Limits pass to all descendants. A daemon that forks twice, starts a session, closes its
/// descriptors and clears its environment keeps them, and every user can read them in
/// `/proc/<pid>/limits`. The value is a decimal number of 18 digits: 12 derived from the id of the
/// run, 6 for the id of the managed process.
///
/// The kernel knows limits per process, so this process has the mark while it spawns a child.
/// Programs that another thread starts in that moment get it, too, which is why they carry the mark
/// of [dev.brummer.engine.process.HelperPrograms]. Confined to one thread.
public final class LimitMark {
  private static final MethodHandle PRLIMIT = Libc.link("prlimit");
  private static final long LOCKS = 10;
  private static final long MIN_PREFIX = 100_000_000_000L;
  private static final long MAX_ID = 1_000_000;
  private static final int SELF = 0;

  private final Libc libc;
  private final long prefix;
  private final MemorySegment limit;
  private final long softLimit;
  private final long hardLimit;

  public LimitMark(Libc libc, String runId) {
    this.libc = libc;
    this.prefix = prefix(runId);
    this.limit = libc.allocate(2 * Long.BYTES);
    libc.call(PRLIMIT, SELF, LOCKS, 0, limit.address(), 0, 0);
    this.softLimit = limit.get(ValueLayout.JAVA_LONG, 0);
    this.hardLimit = limit.get(ValueLayout.JAVA_LONG, Long.BYTES);
  }

  private static long prefix(String runId) {
    long number = runId.chars().asLongStream().reduce(7, (hash, c) -> hash * 1_000_003 + c);
    return MIN_PREFIX + Long.remainderUnsigned(number, 9 * MIN_PREFIX);
  }

  /// The text that precedes the id of the managed process in `/proc/<pid>/limits`.
  static String text(String runId) {
    return " " + prefix(runId);
  }

  static byte[] bytes(String runId) {
    return text(runId).getBytes(StandardCharsets.US_ASCII);
  }

  /// Gives this process the mark, and so each child that it spawns until [#clear]. Has no effect if
  /// the hard limit is lower than the mark.
  public void set(int id) {
    set(SELF, prefix * MAX_ID + id % MAX_ID);
  }

  public void clear() {
    set(SELF, softLimit);
  }

  /// Removes the mark from a child, also that of an outer brummer.
  public void clear(int pid) {
    set(pid, hardLimit);
  }

  private void set(int pid, long value) {
    limit.set(ValueLayout.JAVA_LONG, 0, value);
    libc.call(PRLIMIT, pid, LOCKS, limit.address(), 0, 0, 0);
  }
}
