package dev.brummer.tui.terminal;

import dev.brummer.engine.SignalHandlers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Moves this process between the foreground and the background of its terminal.
///
/// A JVM cannot fork, so it cannot leave a child behind and exit. Instead it has itself stopped: a
/// shell with job control then takes the terminal back and prints its prompt. As soon as it has,
/// the process is continued and goes on in the background. `fg` brings it back.
public final class JobControl {
  private static final String MOVED = "moved";
  private static final Path STAT = Path.of("/proc/self/stat");

  /// Arguments: process group and pid of the process to move. Stops the group, waits up to a second
  /// until another group is in the foreground or the process has been continued, which only a shell
  /// does, continues the group, and prints whether there was a shell. Has to run outside the group.
  private static final String STOP_AND_CONTINUE =
      "look() { read -r stat </proc/%2$d/stat; set -- ${stat##*) }; state=$1; group=$3; front=$6; };"
          + " kill -STOP -%1$d; n=0; state=; while [ \"$state\" != T ] && [ $n -lt 50 ]; do look;"
          + " n=$((n+1)); done; n=0; while [ \"$group\" = \"$front\" ] && [ \"$state\" = T ]"
          + " && [ $n -lt 50 ]; do n=$((n+1)); sleep 0.02; look; done; sleep 0.02; kill -CONT -%1$d;"
          + " if [ $n -lt 50 ]; then echo "
          + MOVED
          + "; fi";

  private JobControl() {}

  /// Process group, session and foreground group of the terminal of this process.
  private record Job(int group, int session, int foregroundGroup) {
    static Job read() throws IOException {
      String stat = Files.readString(STAT);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return new Job(
          Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), Integer.parseInt(fields[5]));
    }

    /// Whether this is a job of its own in the foreground of a shell. In the group of the session
    /// leader, no shell would take the terminal over.
    boolean isForegroundJob() {
      return group != session && group == foregroundGroup;
    }
  }

  /// Whether this process may read from its terminal. True if that is unknown.
  public static boolean isForeground() {
    try {
      Job job = Job.read();
      return job.group() == job.foregroundGroup();
    } catch (IOException unknown) {
      return true;
    }
  }

  /// Whether this process is a foreground job that a shell takes the terminal over from.
  static boolean isForegroundJob() throws IOException {
    return Job.read().isForegroundJob();
  }

  /// Puts this process into the background of its terminal, if it is a foreground job.
  ///
  /// A pending read of the terminal fails in the background, because SIGTTIN is ignored from now
  /// on; otherwise it would take input from the shell.
  ///
  /// @return whether a shell took the terminal over; `fg` may have given it back meanwhile
  static boolean leaveForeground(Stty stty) throws IOException {
    SignalHandlers.ignore("TTIN");
    Job job = Job.read();
    return job.isForegroundJob()
        && stty.run(STOP_AND_CONTINUE.formatted(job.group(), ProcessHandle.current().pid()))
            .endsWith(MOVED);
  }
}
