package dev.brummer.engine.process.child;

import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.StartMethod;
import dev.brummer.engine.process.os.ExitStatus;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.PseudoTerminal;
import dev.brummer.engine.process.os.SessionLeader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A started child with its pid and file descriptors.
///
/// Owner: the thread `processes`. Only the owner signals, resizes, reaps and closes. The
/// [OutputReader] reads, writes and polls the descriptors and has returned before they are closed.
/// A descriptor number or pid is therefore never used after its release.
public final class ChildProcess {
  /// Limit of input queued for a child that does not read it; further input is dropped.
  private static final int MAX_QUEUED_INPUT_BYTES = 1 << 20;

  private final int id;
  private final Proc proc;

  /// Null for a child that leads its own session.
  private final @Nullable SessionLeader sessionLeader;

  /// Readable once the child has exited.
  final int pidfd;

  /// Event counter that wakes the reader.
  final int wakeFd;

  /// Standard input of the child: the terminal, or the write end of a pipe.
  final int inputFd;

  /// Standard output of the child: the terminal, or the read end of a pipe.
  final int outputFd;

  /// Standard error of the child: the read end of a pipe, -1 on a terminal.
  final int errorFd;

  private final Libc libc;
  private final Queue<byte[]> inputQueue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queuedBytes = new AtomicInteger();
  private final Queue<Runnable> drainActions = new ConcurrentLinkedQueue<>();
  private volatile Attachment attachment;

  /// Null unless it runs a script of a `package.json`.
  private @Nullable StartMethod startMethod;

  /// The reader has returned; drain actions run at once.
  private volatile boolean readingEnded;

  private boolean reaped;

  ChildProcess(Libc libc, int id, Started started, Descriptors descriptors, Attachment attachment) {
    this.libc = libc;
    this.id = id;
    this.proc = started.proc;
    this.sessionLeader = started.sessionLeader;
    this.pidfd = descriptors.pidfd;
    this.wakeFd = descriptors.wake;
    this.inputFd = descriptors.input;
    this.outputFd = descriptors.output;
    this.errorFd = descriptors.error;
    this.attachment = attachment;
  }

  /// The process of a child.
  ///
  /// @param sessionLeader null for a child that leads its own session
  record Started(Proc proc, @Nullable SessionLeader sessionLeader) {}

  /// File descriptors of a child, see the fields of [ChildProcess].
  record Descriptors(int pidfd, int wake, int input, int output, int error) {}

  /// Observer of the output and size of the terminal.
  public record Attachment(@Nullable OutputTap tap, int columns, int rows) {}

  void startedBy(@Nullable StartMethod method) {
    startMethod = method;
  }

  /// How it was started; null unless it runs a script of a `package.json`.
  public @Nullable StartMethod startMethod() {
    return startMethod;
  }

  public int pid() {
    return proc.pid();
  }

  /// Id of its session, and of the process group it was started in.
  public int session() {
    return sessionLeader == null ? proc.pid() : sessionLeader.pid();
  }

  /// The root of the child's process tree.
  public ProcessTreeFinder.Leader leader() {
    return new ProcessTreeFinder.Leader(id, proc.pid(), proc.startTicks(), session());
  }

  /// The exit status, null while the child runs. Called by the reader.
  ///
  /// @param own the [Libc] of the calling thread
  @Nullable ExitStatus exitStatus(Libc own) {
    return sessionLeader == null
        ? own.exitStatus(proc.pid(), false)
        : sessionLeader.exitStatus(own);
  }

  public boolean isOnTerminal() {
    return inputFd == outputFd;
  }

  /// The current attachment. Any thread.
  Attachment attachment() {
    return attachment;
  }

  /// Replaces the attachment, resizes the terminal and wakes the reader.
  public void attach(Attachment next) {
    if (isOnTerminal()) {
      PseudoTerminal.setSize(libc, outputFd, next.columns, next.rows);
    }
    attachment = next;
    wakeReader();
  }

  /// Queues input for the reader to write.
  ///
  /// @return false if the queue is full and the input was dropped
  public boolean queueInput(byte[] bytes) {
    if (queuedBytes.get() + bytes.length > MAX_QUEUED_INPUT_BYTES) {
      return false;
    }
    queuedBytes.addAndGet(bytes.length);
    inputQueue.add(bytes);
    wakeReader();
    return true;
  }

  /// Runs an action on the reader's thread after the output that the tree has written so far is in
  /// the sinks, and on the calling thread if the reader has ended.
  public void afterDrain(Runnable action) {
    drainActions.add(action);
    if (readingEnded) {
      runDrainActions();
    } else {
      wakeReader();
    }
  }

  /// Runs the actions that wait for a drain. Called by the reader when it has read all output.
  public void endReading() {
    readingEnded = true;
    runDrainActions();
  }

  /// Both threads may run this at the same time; each action runs once.
  private void runDrainActions() {
    for (Runnable action = drainActions.poll(); action != null; action = drainActions.poll()) {
      action.run();
    }
  }

  /// Removes the next action that waits for a drain, null if there is none. Called by the reader.
  @Nullable Runnable pollDrainAction() {
    return drainActions.poll();
  }

  private void wakeReader() {
    MemorySegment one = libc.scratch();
    one.set(ValueLayout.JAVA_LONG, 0, 1);
    libc.write(wakeFd, one, 0, Long.BYTES);
  }

  /// Removes the next queued input, null if there is none. Called by the reader.
  byte @Nullable [] pollInput() {
    byte[] bytes = inputQueue.poll();
    if (bytes != null) {
      queuedBytes.addAndGet(-bytes.length);
    }
    return bytes;
  }

  /// Whether a LF of the child stands for CR LF.
  ///
  /// @param own the [Libc] of the calling thread
  boolean printsBareLineFeeds(Libc own) {
    return !isOnTerminal() || PseudoTerminal.expectsCarriageReturns(own, outputFd);
  }

  /// Signals the process group atomically: no member can fork out of it meanwhile. Does nothing
  /// after reaping, because the pid may have been reused.
  public void signalGroup(int signal) {
    if (!reaped) {
      libc.kill(-session(), signal);
    }
  }

  /// Resumes the process group, except below a [SessionLeader], which must remain stopped.
  public void resumeGroup() {
    if (sessionLeader == null) {
      signalGroup(LinuxSignals.CONT);
    }
  }

  public boolean isReaped() {
    return reaped;
  }

  void reap() {
    if (sessionLeader == null) {
      libc.exitStatus(pid(), true);
    } else {
      sessionLeader.end(libc);
    }
    reaped = true;
  }

  /// Closes the descriptors. The reader must have returned.
  public void close() {
    libc.close(pidfd);
    libc.close(wakeFd);
    libc.close(outputFd);
    if (!isOnTerminal()) {
      libc.close(inputFd);
      libc.close(errorFd);
    }
    runDrainActions();
  }
}
