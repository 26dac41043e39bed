package dev.brummer.engine.process.os;

import dev.brummer.engine.process.LinuxSignals;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Starts a program on a terminal as the only child of a stopped shell, which leads the session.
///
/// When a session leader exits, the kernel sends SIGHUP to the foreground process group of its
/// terminal. A wrapper such as `sh -c` or `npm run` exits on the stop signal at once; if it led the
/// session, that SIGHUP would cut short the cleanup of the server below it. In a user's terminal
/// the interactive shell is the leader, and no command of it can hang up the others. The stopped
/// shell has that role: signals to its group stay pending, it costs no CPU and about 100 KB, and it
/// lives until the whole tree has ended.
///
/// The shell stops before it waits for the program, so the program remains a zombie after its exit
/// and `/proc` has its exact wait status, which the shell itself could not pass on (exit code 143
/// and SIGTERM are the same to a shell). If the shell was resumed by a third party, or the program
/// runs as another user, its own exit code is the status.
///
/// @param pid of the shell, also the id of the session and of the foreground process group
/// @param child pid of the program
public record SessionLeader(int pid, int child) {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final Path ENV = Path.of("/usr/bin/env");

  /// `$$` is the pid of the shell in its subshell, too. The subshell waits until the shell has
  /// stopped: a program that exits at once would be reaped otherwise. The traps matter only to a
  /// resumed shell.
  private static final String SCRIPT =
      """
      trap : INT QUIT TERM
      (
        kill -STOP $$
        while read -r REPLY </proc/$$/stat; do
          case $REPLY in *') T '*) break ;; esac
        done
        export "$1"
        shift
        exec "$@"
      )
      exit
      """;

  /// Bytes of an ELF header up to the machine: class, byte order, type and instruction set.
  private static final int ELF_HEADER_BYTES = 20;

  private static final int ELF_TYPE_OFFSET = 16;
  private static final int MAX_INTERPRETER_LINE_BYTES = 256;

  /// Whether a program can be started by a shell with the same result as without one. Programs in
  /// other formats are left to the kernel: a shell would interpret the file itself.
  public static boolean canStart(Path program, List<String> command, Map<String, String> all) {
    String name = command.getFirst();
    boolean plain = !name.startsWith("-") && name.indexOf('=') < 0;
    return plain
        && Files.isExecutable(SHELL)
        && (foreign(all).isEmpty() || Files.isExecutable(ENV))
        && isNative(program);
  }

  private static boolean isNative(Path program) {
    byte[] head = head(program);
    if (head.length > 2 && head[0] == '#' && head[1] == '!') {
      String line = new String(head, 2, head.length - 2, StandardCharsets.UTF_8);
      String interpreter = line.lines().findFirst().orElse("").strip().split("[ \t]", 2)[0];
      return Files.isExecutable(Path.of(interpreter));
    }
    byte[] shell = head(SHELL);
    return head.length >= ELF_HEADER_BYTES
        && shell.length >= ELF_HEADER_BYTES
        && Arrays.equals(head, 0, 6, shell, 0, 6)
        && Arrays.equals(
            head,
            ELF_TYPE_OFFSET + 2,
            ELF_HEADER_BYTES,
            shell,
            ELF_TYPE_OFFSET + 2,
            ELF_HEADER_BYTES);
  }

  private static byte[] head(Path file) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[MAX_INTERPRETER_LINE_BYTES];
      return Arrays.copyOf(bytes, Math.max(0, in.read(bytes)));
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }

  /// Variables that a shell does not pass on because it cannot name them, as `NAME=VALUE`.
  private static List<String> foreign(Map<String, String> all) {
    List<String> foreign = new ArrayList<>();
    all.forEach((name, value) -> {
      if (!isShellName(name)) {
        foreign.add(name + "=" + value);
      }
    });
    return foreign;
  }

  private static boolean isShellName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /// Starts a program. Blocks until its process exists, about a millisecond.
  ///
  /// @param mark name of the variable that marks the processes of this run. Only the program gets
  ///   it: the shell is no member of the tree.
  /// @param streams the terminal
  public static SessionLeader start(
      Libc libc,
      PosixSpawn posixSpawn,
      List<String> command,
      Map<String, String> environment,
      String mark,
      Path directory,
      PosixSpawn.Streams.Terminal streams)
      throws LaunchException {
    List<String> foreign = foreign(environment);
    List<String> arguments =
        new ArrayList<>(List.of("brummer-session", "-c", SCRIPT, "brummer-session"));
    arguments.add(mark + "=" + environment.getOrDefault(mark, ""));
    if (!foreign.isEmpty()) {
      arguments.add(ENV.toString());
      arguments.addAll(foreign);
    }
    arguments.addAll(command);
    Map<String, String> unmarked = new TreeMap<>(environment);
    unmarked.remove(mark);
    int pid = posixSpawn.spawn(SHELL, arguments, unmarked, directory, streams);
    int child = libc.awaitStop(pid) ? onlyChild(pid) : 0;
    if (child == 0) {
      libc.killAndReap(-pid);
      throw new LaunchException("no resources", "cannot start a process: " + Libc.message(11));
    }
    return new SessionLeader(pid, child);
  }

  private static int onlyChild(int pid) {
    try {
      return Integer.parseInt(
          Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children")).strip());
    } catch (IOException | NumberFormatException notSupported) {
      return onlyChildByScan(pid);
    }
  }

  private static int onlyChildByScan(int pid) {
    return ProcessHandle.of(pid)
        .flatMap(shell -> shell.children().findFirst())
        .map(child -> (int) child.pid())
        .orElse(0);
  }

  /// The exit status of the ended program. Blocks for the shell's own exit if the shell was
  /// resumed.
  ///
  /// @param libc of the calling thread
  public ExitStatus exitStatus(Libc libc) {
    ExitStatus exact = zombieStatus();
    if (exact != null) {
      return exact;
    }
    libc.kill(pid, LinuxSignals.CONT);
    return libc.awaitExit(pid);
  }

  private @Nullable ExitStatus zombieStatus() {
    Path folder = Path.of("/proc/" + child);
    try {
      String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      if (!Files.getAttribute(folder, "unix:uid").equals(ownUid())) {
        return null;
      }
      return ExitStatus.ofWaitStatus(
          Integer.parseInt(stat.substring(stat.lastIndexOf(' ') + 1).strip()));
    } catch (IOException gone) {
      return null;
    }
  }

  private static Object ownUid() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  /// Ends the shell, and thereby the session, and releases both pids.
  public void end(Libc libc) {
    libc.killAndReap(pid);
    libc.exitStatus(child, true); // its parent is now brummer if brummer is the init process
  }
}
