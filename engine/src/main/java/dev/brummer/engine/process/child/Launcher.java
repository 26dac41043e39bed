package dev.brummer.engine.process.child;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.Signals;
import dev.brummer.engine.process.os.LaunchException;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.PosixSpawn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/// Starts children on a terminal of their own or on pipes. Owner: the thread `processes`.
public final class Launcher {
  private static final long TIOCSPTLCK = 0x4004_5431;
  private static final long TIOCGPTN = 0x8004_5430;

  private final Libc libc;
  private final PosixSpawn posixSpawn;

  public Launcher(Libc libc) {
    this.libc = libc;
    this.posixSpawn = new PosixSpawn(libc);
  }

  /// Starts the command of `spec`.
  ///
  /// @param environment complete, see [ChildEnvironment]
  /// @param columns size of its terminal, known to it from its first instruction
  public ChildProcess launch(
      ProcessSpec spec, Map<String, String> environment, int columns, int rows)
      throws LaunchException {
    return spec.pty()
        ? launchOnTerminal(spec, environment, columns, rows)
        : launchOnPipes(spec, environment);
  }

  private ChildProcess launchOnTerminal(
      ProcessSpec spec, Map<String, String> environment, int columns, int rows)
      throws LaunchException {
    try (DescriptorScope opened = new DescriptorScope(libc)) {
      int flags = Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC | Libc.O_NONBLOCK;
      int terminal =
          opened.add((int) Libc.check(libc.open("/dev/ptmx", flags), "no terminal for it"));
      ChildProcess.resize(libc, terminal, columns, rows);
      ChildProcess.disableOutputProcessing(libc, terminal);
      MemorySegment number = libc.scratch();
      number.set(ValueLayout.JAVA_INT, 0, 0);
      Libc.check(libc.ioctl(terminal, TIOCSPTLCK, number.address()), "no terminal for it");
      Libc.check(libc.ioctl(terminal, TIOCGPTN, number.address()), "no terminal for it");
      String path = "/dev/pts/" + number.get(ValueLayout.JAVA_INT, 0);
      int wake = opened.add(libc.eventFd());
      long pid = spawn(spec, environment, new PosixSpawn.Streams.Terminal(path));
      int pidfd = openPidfd(pid);
      opened.disown();
      return new ChildProcess(libc, pid, pidfd, wake, terminal, terminal, -1);
    }
  }

  private ChildProcess launchOnPipes(ProcessSpec spec, Map<String, String> environment)
      throws LaunchException {
    try (DescriptorScope opened = new DescriptorScope(libc);
        DescriptorScope theirs = new DescriptorScope(libc)) {
      int[] in = libc.pipe();
      theirs.add(in[0]);
      opened.add(in[1]);
      int[] out = libc.pipe();
      theirs.add(out[1]);
      opened.add(out[0]);
      int[] err = libc.pipe();
      theirs.add(err[1]);
      opened.add(err[0]);
      for (int ours : new int[] {in[1], out[0], err[0]}) {
        libc.setNonBlocking(ours);
      }
      int wake = opened.add(libc.eventFd());
      long pid =
          spawn(spec, environment, new PosixSpawn.Streams.Descriptors(in[0], out[1], err[1]));
      int pidfd = openPidfd(pid);
      opened.disown();
      return new ChildProcess(libc, pid, pidfd, wake, in[1], out[0], err[0]);
    }
  }

  private long spawn(ProcessSpec spec, Map<String, String> environment, PosixSpawn.Streams streams)
      throws LaunchException {
    return posixSpawn.spawn(
        ExecutableLookup.find(spec, environment),
        spec.command(),
        environment,
        spec.directory(),
        streams);
  }

  private int openPidfd(long pid) throws LaunchException {
    int pidfd = libc.pidfdOpen(pid);
    if (pidfd < 0) {
      libc.kill(-pid, Signals.KILL);
      libc.waitFor(pid);
      Libc.check(pidfd, "its end cannot be watched");
    }
    return pidfd;
  }

  public PosixSpawn spawner() {
    return posixSpawn;
  }

  /// Files that are closed unless kept.
  private static final class DescriptorScope implements AutoCloseable {
    private final Libc libc;
    private final int[] open = new int[4];
    private int count;

    DescriptorScope(Libc libc) {
      this.libc = libc;
    }

    int add(int fd) {
      open[count++] = fd;
      return fd;
    }

    void disown() {
      count = 0;
    }

    @Override
    public void close() {
      while (count > 0) {
        libc.close(open[--count]);
      }
    }
  }
}
