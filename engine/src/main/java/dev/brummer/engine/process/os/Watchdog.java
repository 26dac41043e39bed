package dev.brummer.engine.process.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A shell script that stops all children after a `kill -9` of brummer.
///
/// It runs in its own session, so signals to brummer's terminal do not reach it, and without the
/// mark of this run. It receives the pids of the children on its standard input. At the end of the
/// input without a `bye` it stops their process groups and all processes with the mark of this run.
///
/// A group id is not reused while the group has members. The group of a reaped child with orphans
/// therefore remains guarded until a process with that pid exists: then the group was empty and the
/// number has been reused. Confined to the thread `processes`.
public final class Watchdog {
  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM TSTP PIPE
      groups=' '
      orphaned=' '
      while read -r word pid; do
        case $word in
          +) groups="$groups$pid " ;;
          -)
            groups="${groups%% $pid *} ${groups#* $pid }"
            kill -0 "-$pid" && orphaned="$orphaned$pid "
            ;;
          bye) exit 0 ;;
        esac
      done
      marked() { grep -alsF -- "$1" /proc/[0-9]*/environ; }
      signal_all() {
        for group in $groups; do kill "-$2" "-$group"; done
        for group in $orphaned; do [ -d "/proc/$group" ] || kill "-$2" "-$group"; done
        for file in $(marked "$1"); do
          pid=${file#/proc/}
          kill "-$2" "${pid%/environ}"
        done
      }
      signal_all "$1" TERM
      for wait in 1 2 3 4 5 6 7 8 9 10; do
        [ -n "$(marked "$1")" ] || break
        sleep 0.1
      done
      signal_all "$1" KILL
      groups=
      orphaned=
      for wait in 1 2 3 4 5 6 7 8 9 10; do
        sleep 0.05
        [ -n "$(marked "$1")" ] || exit 0
        signal_all "$1" KILL
      done
      """;

  private final Libc libc;
  private final long pid;
  private final int pipe;

  private Watchdog(Libc libc, long pid, int pipe) {
    this.libc = libc;
    this.pid = pid;
    this.pipe = pipe;
  }

  /// Starts the script.
  ///
  /// @param path brummer's own `PATH`, for `grep` and `sleep`
  public static Watchdog start(Libc libc, PosixSpawn posixSpawn, String runId, String path)
      throws LaunchException {
    int[] pipe = libc.pipe();
    int devNull = libc.open("/dev/null", Libc.O_RDWR | Libc.O_CLOEXEC);
    try {
      long pid =
          posixSpawn.spawn(
              Path.of("/bin/sh"),
              List.of("brummer-watchdog", "-c", SCRIPT, "brummer-watchdog", runId + "/"),
              Map.of("PATH", path, "LC_ALL", "C"),
              Path.of("/"),
              new PosixSpawn.Streams.Descriptors(pipe[0], devNull, devNull));
      return new Watchdog(libc, pid, pipe[1]);
    } catch (LaunchException failed) {
      libc.close(pipe[1]);
      throw failed;
    } finally {
      libc.close(pipe[0]);
      libc.close(devNull);
    }
  }

  /// Adds a child.
  public void add(long child) {
    send("+ " + child);
  }

  /// Records that the pid of a child was released. Orphans in its group remain guarded.
  public void markReaped(long child) {
    send("- " + child);
  }

  /// Ends the script without stopping any process.
  public void disarm() {
    send("bye");
    libc.close(pipe);
    libc.waitFor(pid);
  }

  private void send(String line) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
      MemorySegment text = arena.allocate(bytes.length);
      text.copyFrom(MemorySegment.ofArray(bytes));
      libc.write(pipe, text, 0, bytes.length);
    }
  }
}
