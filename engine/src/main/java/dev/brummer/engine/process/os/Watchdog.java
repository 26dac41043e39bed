package dev.brummer.engine.process.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A small shell in a session of its own that outlives a `kill -9` of brummer by a moment. It is
/// told the children on its input; when that ends without a word of parting, it ends their groups
/// and whatever carries the mark of this run. Its own environment carries no mark, and signals
/// meant for brummer's terminal do not reach it.
///
/// The number of a group is nobody else's while somebody is in it. So a child that has ended stays
/// guarded as a group if it has left somebody behind, until there is a process of that number
/// again: then the group had emptied and the number was given anew. Owner: the thread `processes`.
public final class Watchdog {
  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM TSTP PIPE
      groups=' '
      left=' '
      while read -r word pid; do
        case $word in
          +) groups="$groups$pid " ;;
          -)
            groups="${groups%% $pid *} ${groups#* $pid }"
            kill -0 "-$pid" && left="$left$pid "
            ;;
          bye) exit 0 ;;
        esac
      done
      marked() { grep -alsF -- "$1" /proc/[0-9]*/environ; }
      strike() {
        for group in $groups; do kill "-$2" "-$group"; done
        for group in $left; do [ -d "/proc/$group" ] || kill "-$2" "-$group"; done
        for file in $(marked "$1"); do
          pid=${file#/proc/}
          kill "-$2" "${pid%/environ}"
        done
      }
      strike "$1" TERM
      for wait in 1 2 3 4 5 6 7 8 9 10; do
        [ -n "$(marked "$1")" ] || break
        sleep 0.1
      done
      strike "$1" KILL
      groups=
      left=
      for wait in 1 2 3 4 5 6 7 8 9 10; do
        sleep 0.05
        [ -n "$(marked "$1")" ] || exit 0
        strike "$1" KILL
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

  /// Starts one.
  ///
  /// @param path brummer's own `PATH`, for `grep` and `sleep`
  public static Watchdog start(Libc libc, PosixSpawn posixSpawn, String runId, String path)
      throws LaunchException {
    int[] pipe = libc.pipe();
    int nowhere = libc.open("/dev/null", Libc.O_RDWR | Libc.O_CLOEXEC);
    try {
      long pid =
          posixSpawn.spawn(
              Path.of("/bin/sh"),
              List.of("brummer-guardian", "-c", SCRIPT, "brummer-guardian", runId + "/"),
              Map.of("PATH", path, "LC_ALL", "C"),
              Path.of("/"),
              new PosixSpawn.Streams.Descriptors(pipe[0], nowhere, nowhere));
      return new Watchdog(libc, pid, pipe[1]);
    } catch (LaunchException failed) {
      libc.close(pipe[1]);
      throw failed;
    } finally {
      libc.close(pipe[0]);
      libc.close(nowhere);
    }
  }

  long pid() {
    return pid;
  }

  /// @return false if it is gone
  public boolean add(long child) {
    return send("+ " + child);
  }

  /// The child has been reaped, its pid given back: what is left of its group is guarded on.
  public boolean markReaped(long child) {
    return send("- " + child);
  }

  /// Nothing is left to guard: it ends and kills nobody.
  public void disarm() {
    send("bye");
    libc.close(pipe);
    libc.waitFor(pid);
  }

  private boolean send(String line) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
      MemorySegment text = arena.allocate(bytes.length);
      text.copyFrom(MemorySegment.ofArray(bytes));
      return libc.write(pipe, text, 0, bytes.length) == bytes.length;
    }
  }
}
