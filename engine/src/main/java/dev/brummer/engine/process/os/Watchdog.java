package dev.brummer.engine.process.os;

import dev.brummer.engine.process.HelperPrograms;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A shell script that stops all children after a `kill -9` of brummer.
///
/// It runs in its own session, so signals to brummer's terminal do not reach it, and without the
/// mark of this run. It receives the pids of the children on its standard input. At the end of the
/// input without a `bye` it stops their process groups, all processes with the mark of this run in
/// the environment, in the path of their control group or in their limits (see [LimitMark]), and at
/// last the whole [ControlGroup].
///
/// A chain of processes that fork and exit can be missed by one look at `/proc`. The script gives
/// up only after several empty looks in a row.
///
/// A group id is not reused while the group has members. The group of a reaped child with orphans
/// therefore remains guarded until a process with that pid exists: then the group was empty and the
/// number has been reused.
///
/// A script that was killed is replaced by another one with the same knowledge, see
/// [#ensureRunning]. Confined to the thread `processes`.
public final class Watchdog {
  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM TSTP PIPE
      groups=' '
      orphaned=' '
      cgroup=/nonexistent
      while read -r word pid start; do
        case $word in
          +) groups="$groups$pid " ;;
          -)
            case $groups in
              *" $pid "*) groups="${groups%% $pid *} ${groups#* $pid }" ;;
            esac
            kill -0 "-$pid" && orphaned="$orphaned$pid "
            ;;
          cgroup) cgroup=$pid${start:+ $start} ;;
          bye) exit 0 ;;
        esac
      done
      marked() {
        grep -alsF -e "$mark" -e "$limit" /proc/[0-9]*/environ /proc/[0-9]*/cgroup \
          /proc/[0-9]*/limits | while read -r file; do
          pid=${file#/proc/}
          pid=${pid%/*}
          read -r stat <"/proc/$pid/stat" || continue
          case ${stat##*) } in
            [ZX]*) ;;
            *) echo "$pid" ;;
          esac
        done
      }
      signal_all() {
        for group in $groups; do kill "-$1" "-$group"; done
        for group in $orphaned; do [ -d "/proc/$group" ] || kill "-$1" "-$group"; done
        found=
        for pid in $(marked); do
          found=1
          kill "-$1" "$pid"
        done
        if [ "$1" = KILL ]; then
          echo 1 >"$cgroup/cgroup.kill"
        fi
      }
      mark=$1
      limit=$2
      signal_all TERM
      for wait in 1 2 3 4 5 6 7 8 9 10; do
        [ -n "$(marked)" ] || break
        sleep 0.1
      done
      newest() {
        read -r _ _ _ _ last </proc/loadavg
        list=
        for back in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do
          list="$list /proc/$((last - back))/limits"
        done
        grep -alsF -e "$limit" $list
      }
      empty=0
      look=0
      while [ $look -lt 100 ] && [ $empty -lt 5 ]; do
        look=$((look + 1))
        signal_all KILL
        groups=
        orphaned=
        for again in 1 2 3 4; do
          for file in $(newest); do
            found=1
            pid=${file#/proc/}
            kill -KILL "${pid%/*}"
          done
        done
        empty=$((empty + 1))
        [ -z "$found" ] || empty=0
        sleep 0.02
      done
      for wait in 1 2 3 4 5 6 7 8 9 10; do
        [ -d "$cgroup" ] || exit 0
        rmdir "$cgroup"/*/*/* "$cgroup"/*/* "$cgroup"/*/ "$cgroup"
        sleep 0.05
      done
      """;

  private final Libc libc;
  private final PosixSpawn posixSpawn;
  private final String runId;
  private final String path;
  private final LimitMark limitMark;
  private final @Nullable ControlGroup controlGroup;
  private final Set<Long> groups = new LinkedHashSet<>();
  private final Set<Long> reapedGroups = new LinkedHashSet<>();

  private long pid;
  private int pipe = -1;

  /// @param path brummer's own `PATH`, for `grep`, `sleep` and `rmdir`
  /// @param limitMark the mark of this run, which the script must not have
  /// @param controlGroup the group of this run, null without one
  public Watchdog(
      Libc libc,
      PosixSpawn posixSpawn,
      String runId,
      String path,
      LimitMark limitMark,
      @Nullable ControlGroup controlGroup) {
    this.libc = libc;
    this.posixSpawn = posixSpawn;
    this.runId = runId;
    this.path = path;
    this.limitMark = limitMark;
    this.controlGroup = controlGroup;
  }

  /// Starts the script if it does not run, and tells it all that is known.
  ///
  /// @return the pid of the script that has ended meanwhile, 0 for none
  public long ensureRunning() throws LaunchException {
    if (pipe >= 0 && libc.exitStatus((int) pid, false) == null) {
      return 0;
    }
    long ended = 0;
    if (pipe >= 0) {
      ended = pid;
      libc.close(pipe);
      pipe = -1;
      libc.waitFor(pid);
    }
    start();
    return ended;
  }

  public long pid() {
    return pid;
  }

  private void start() throws LaunchException {
    int[] ends = libc.pipe();
    int devNull = libc.open("/dev/null", Libc.O_RDWR | Libc.O_CLOEXEC);
    try {
      Libc.check(devNull, "cannot open /dev/null");
      pid =
          posixSpawn.spawn(
              Path.of("/bin/sh"),
              List.of(
                  "brummer-watchdog",
                  "-c",
                  SCRIPT,
                  "brummer-watchdog",
                  runId + "/",
                  LimitMark.text(runId)),
              Map.of("PATH", path, "LC_ALL", "C", HelperPrograms.VARIABLE, "watchdog"),
              Path.of("/"),
              new PosixSpawn.Streams.Descriptors(ends[0], devNull, devNull));
      pipe = ends[1];
      limitMark.clear((int) pid);
    } catch (LaunchException failed) {
      libc.close(ends[1]);
      throw failed;
    } finally {
      libc.close(ends[0]);
      libc.close(devNull);
    }
    if (controlGroup != null) {
      send("cgroup " + controlGroup.directory());
    }
    reapedGroups.forEach(group -> send("+ " + group + "\n- " + group));
    groups.forEach(group -> send("+ " + group));
  }

  /// Adds a child.
  public void add(long child) {
    groups.add(child);
    reapedGroups.remove(child);
    send("+ " + child);
  }

  /// Records that the pid of a child was released. Orphans in its group remain guarded.
  public void markReaped(long child) {
    if (groups.remove(child)) {
      if (libc.kill(-child, 0) == 0) {
        reapedGroups.add(child);
      }
      send("- " + child);
    }
  }

  /// Ends the script without stopping any process.
  public void disarm() {
    if (pipe >= 0) {
      send("bye");
      libc.close(pipe);
      pipe = -1;
      libc.waitFor(pid);
    }
  }

  /// A write to a script that has ended fails; [#ensureRunning] notices.
  private void send(String line) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      MemorySegment text = arena.allocate(bytes.length);
      text.copyFrom(MemorySegment.ofArray(bytes));
      libc.write(pipe, text, 0, bytes.length);
    }
  }
}
