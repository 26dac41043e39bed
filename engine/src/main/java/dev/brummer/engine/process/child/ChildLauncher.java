package dev.brummer.engine.process.child;

import dev.brummer.engine.process.CommandResolver;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.SearchPath;
import dev.brummer.engine.process.os.AdoptedProcesses;
import dev.brummer.engine.process.os.ControlGroup;
import dev.brummer.engine.process.os.LaunchException;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.LimitMark;
import dev.brummer.engine.process.os.PidFile;
import dev.brummer.engine.process.os.PipeWrites;
import dev.brummer.engine.process.os.PosixSpawn;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.PseudoTerminal;
import dev.brummer.engine.process.os.SessionLeader;
import dev.brummer.engine.process.os.Watchdog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Spawns children on a pseudo terminal or on pipes, and records them with the [Watchdog] and in
/// the [PidFile] until they are reaped. Each child has the [LimitMark] of its process and joins its
/// [ControlGroup]. Owner: the thread that creates it.
public final class ChildLauncher {
  /// Upper limit of the descriptors that a launch opens: three pipes, an event counter, a pidfd and
  /// a file of `/proc`.
  private static final int MAX_DESCRIPTORS = 9;

  private static final String PATH = "PATH";

  private final Libc libc;
  private final ProcFs procFs;
  private final PidFile pidFile;
  private final String runId;
  private final Map<String, String> environment;
  private final CommandResolver resolver;
  private final PosixSpawn posixSpawn;
  private final AdoptedProcesses adoptedProcesses;
  private final LimitMark limitMark;

  /// Pids of the children that are not reaped, and of their sessions.
  private final Set<Integer> started = new HashSet<>();

  private @Nullable ControlGroup controlGroup;
  private @Nullable Watchdog watchdog;

  /// Why the killed watchdog could not be replaced; empty while it runs.
  private String watchdogFailure = "";

  /// @param runId identifies this run in the environment of its children
  /// @param environment brummer's own environment
  /// @param resolver decides what each launch spawns
  public ChildLauncher(
      Libc libc,
      ProcFs procFs,
      PidFile pidFile,
      String runId,
      Map<String, String> environment,
      CommandResolver resolver) {
    this.libc = libc;
    this.procFs = procFs;
    this.pidFile = pidFile;
    this.runId = runId;
    this.environment = environment;
    this.resolver = resolver;
    this.posixSpawn = new PosixSpawn(libc);
    this.adoptedProcesses = new AdoptedProcesses(libc, procFs);
    this.limitMark = new LimitMark(libc, runId);
  }

  /// Spawns the command of a process.
  ///
  /// @param attachment its size applies from the first instruction of the child
  /// @param inheritInput the child reads brummer's own standard input
  /// @param reader the thread that will read its output, see [PipeWrites#owner]
  public ChildProcess launch(
      int id,
      ProcessSpec spec,
      ChildProcess.Attachment attachment,
      boolean inheritInput,
      int reader)
      throws LaunchException {
    Watchdog guard = startWatchdog();
    CommandResolver.Resolved resolved =
        resolver.resolve(spec, ChildEnvironment.of(environment, spec, runId, id));
    Map<String, String> variables = resolved.environment();
    ProcessSpec spawned = spec.withCommand(resolved.command());
    requireDescriptors();
    ChildProcess child;
    limitMark.set(id);
    try {
      child =
          spec.pty()
              ? launchOnTerminal(id, spawned, variables, attachment, inheritInput)
              : launchOnPipes(id, spawned, variables, attachment, inheritInput, reader);
    } finally {
      limitMark.clear();
    }
    child.startedBy(resolved.method());
    if (controlGroup != null) {
      controlGroup.add(id, child.pid());
    }
    guard.add(child.session());
    started.add(child.pid());
    started.add(child.session());
    pidFile.recordStart(child.leader(), spec.name());
    return child;
  }

  /// Fails before the spawn rather than after it, when the command has already begun.
  private void requireDescriptors() throws LaunchException {
    try (DescriptorScope spare = new DescriptorScope(libc)) {
      for (int i = 0; i < MAX_DESCRIPTORS; i++) {
        spare.add((int) Libc.check(libc.open("/dev/null", Libc.O_CLOEXEC), "cannot open files"));
      }
    }
  }

  private ChildProcess launchOnTerminal(
      int id,
      ProcessSpec spec,
      Map<String, String> variables,
      ChildProcess.Attachment attachment,
      boolean inheritInput)
      throws LaunchException {
    try (DescriptorScope opened = new DescriptorScope(libc)) {
      int terminal = opened.add(PseudoTerminal.open(libc));
      PseudoTerminal.setSize(libc, terminal, attachment.columns(), attachment.rows());
      PseudoTerminal.disableOutputProcessing(libc, terminal);
      String path = PseudoTerminal.unlock(libc, terminal);
      int wake = opened.add(libc.eventFd());
      Spawned spawned =
          spawnOnTerminal(spec, variables, new PosixSpawn.Streams.Terminal(path, inheritInput));
      int pidfd = opened.add(openPidfd(spawned));
      Proc proc = readProc(spawned);
      opened.disown();
      return new ChildProcess(
          libc,
          id,
          new ChildProcess.Started(proc, spawned.sessionLeader),
          new ChildProcess.Descriptors(pidfd, wake, terminal, terminal, -1),
          attachment);
    }
  }

  private ChildProcess launchOnPipes(
      int id,
      ProcessSpec spec,
      Map<String, String> variables,
      ChildProcess.Attachment attachment,
      boolean inheritInput,
      int reader)
      throws LaunchException {
    try (DescriptorScope opened = new DescriptorScope(libc);
        DescriptorScope inherited = new DescriptorScope(libc)) {
      int[] in = libc.pipe();
      inherited.add(in[0]);
      opened.add(in[1]);
      int[] out = libc.pipe();
      inherited.add(out[1]);
      opened.add(out[0]);
      int[] err = libc.pipe();
      inherited.add(err[1]);
      opened.add(err[0]);
      for (int fd : new int[] {in[1], out[0], err[0]}) {
        libc.setNonBlocking(fd);
      }
      PipeWrites.start(libc, out[0], reader);
      PipeWrites.start(libc, err[0], reader);
      int wake = opened.add(libc.eventFd());
      PosixSpawn.Streams streams =
          new PosixSpawn.Streams.Descriptors(inheritInput ? 0 : in[0], out[1], err[1]);
      Path program = findProgram(spec, variables);
      Spawned spawned = spawn(program, spec, variables, streams);
      int pidfd = opened.add(openPidfd(spawned));
      Proc proc = readProc(spawned);
      opened.disown();
      return new ChildProcess(
          libc,
          id,
          new ChildProcess.Started(proc, null),
          new ChildProcess.Descriptors(pidfd, wake, in[1], out[0], err[0]),
          attachment);
    }
  }

  /// @param sessionLeader null for a child that leads its own session
  private record Spawned(int pid, @Nullable SessionLeader sessionLeader) {
    int session() {
      return sessionLeader == null ? pid : sessionLeader.pid();
    }
  }

  private Spawned spawnOnTerminal(
      ProcessSpec spec, Map<String, String> variables, PosixSpawn.Streams.Terminal terminal)
      throws LaunchException {
    Path program = findProgram(spec, variables);
    List<String> command = new ArrayList<>(spec.command());
    if (!variables.containsKey(PATH)) {
      command.set(0, program.toString()); // the shell would search elsewhere
    }
    if (!SessionLeader.canStart(program, command, variables)) {
      return spawn(program, spec, variables, terminal);
    }
    SessionLeader leader =
        SessionLeader.start(
            libc,
            posixSpawn,
            command,
            variables,
            ChildEnvironment.PROCESS,
            spec.directory(),
            terminal);
    limitMark.clear(leader.pid());
    return new Spawned(leader.child(), leader);
  }

  /// Finds the program in the child's own `PATH`, or in brummer's if the child has none: a cleared
  /// environment hides variables from the program, not the program from brummer.
  private Path findProgram(ProcessSpec spec, Map<String, String> variables) throws LaunchException {
    return ExecutableLookup.find(spec, variables.containsKey(PATH) ? variables : environment);
  }

  private Spawned spawn(
      Path program, ProcessSpec spec, Map<String, String> variables, PosixSpawn.Streams streams)
      throws LaunchException {
    int pid = posixSpawn.spawn(program, spec.command(), variables, spec.directory(), streams);
    return new Spawned(pid, null);
  }

  private int openPidfd(Spawned spawned) throws LaunchException {
    int pidfd = libc.pidfdOpen(spawned.pid);
    if (pidfd < 0) {
      killAndReap(spawned);
      Libc.check(pidfd, "cannot open a pidfd");
    }
    return pidfd;
  }

  private Proc readProc(Spawned spawned) throws LaunchException {
    Proc proc = procFs.process(spawned.pid);
    if (proc == null) {
      String file = "/proc/" + spawned.pid + "/stat";
      int readable = libc.open(file, Libc.O_CLOEXEC);
      killAndReap(spawned);
      libc.close((int) Libc.check(readable, "cannot read " + file));
      throw new LaunchException("no resources", "cannot read " + file);
    }
    return proc;
  }

  private void killAndReap(Spawned spawned) {
    libc.killAndReap(-spawned.session());
  }

  /// Releases the pid of an exited child.
  public void reap(ChildProcess child) {
    child.reap();
    started.remove(child.pid());
    started.remove(child.session());
    if (watchdog != null) {
      watchdog.markReaped(child.session());
    }
    pidFile.recordExit(child.pid());
  }

  /// Collects the exits of adopted orphans and replaces a watchdog that was killed.
  ///
  /// @param onWarning receives one sentence about a killed watchdog
  public void poll(Consumer<String> onWarning) {
    Watchdog guard = watchdog;
    if (guard == null) {
      return;
    }
    adoptedProcesses.reap(started);
    try {
      long ended = guard.ensureRunning();
      if (ended > 0) {
        onWarning.accept(
            "the watchdog (pid "
                + ended
                + ") was killed; another one (pid "
                + guard.pid()
                + ") ends the processes if brummer is killed");
      }
      watchdogFailure = "";
    } catch (LaunchException failed) {
      String failure = String.valueOf(failed.getMessage());
      if (!failure.equals(watchdogFailure)) {
        onWarning.accept("the watchdog was killed and cannot be started again: " + failure);
      }
      watchdogFailure = failure;
    }
  }

  /// Whether no tree whose root has exited has a member, see [AdoptedProcesses#isEmpty].
  public boolean hasNoOrphans() {
    return adoptedProcesses.isEmpty();
  }

  /// Whether there is something to poll.
  public boolean needsPolling() {
    return watchdog != null;
  }

  /// The control group of the children, null before the first launch and where there is none.
  public @Nullable ControlGroup controlGroup() {
    return controlGroup;
  }

  /// Ends the watchdog, removes the control group and deletes the PID file. No child may be left.
  public void close() {
    if (watchdog != null) {
      watchdog.disarm();
      watchdog = null;
    }
    if (controlGroup != null) {
      controlGroup.remove();
      controlGroup = null;
    }
    pidFile.close();
  }

  private Watchdog startWatchdog() throws LaunchException {
    Watchdog guard = watchdog;
    if (guard == null) {
      String path = environment.getOrDefault(PATH, SearchPath.DEFAULT);
      guard = new Watchdog(libc, posixSpawn, runId, path, limitMark, createControlGroup());
    }
    guard.ensureRunning();
    watchdog = guard;
    return guard;
  }

  private @Nullable ControlGroup createControlGroup() {
    if (controlGroup == null) {
      controlGroup = ControlGroup.create(runId, environment);
      if (controlGroup != null) {
        pidFile.recordControlGroup(controlGroup);
      }
    }
    return controlGroup;
  }

  /// Descriptors that are closed at the end of the scope unless disowned.
  private static final class DescriptorScope implements AutoCloseable {
    private final Libc libc;
    private final int[] open = new int[MAX_DESCRIPTORS];
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
