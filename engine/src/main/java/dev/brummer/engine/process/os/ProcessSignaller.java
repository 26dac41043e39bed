package dev.brummer.engine.process.os;

import dev.brummer.engine.process.os.ProcFs.Proc;

/// Signals processes found by an earlier scan, safe against pid reuse: opens a pidfd, compares the
/// start time, then signals the pidfd. Confined to one thread.
public final class ProcessSignaller {
  private final Libc libc;
  private final ProcFs procFs;

  public ProcessSignaller(Libc libc, ProcFs procFs) {
    this.libc = libc;
    this.procFs = procFs;
  }

  public void signal(Proc target, int signal) {
    int pidfd = libc.pidfdOpen(target.pid());
    if (pidfd < 0) {
      return;
    }
    Proc now = procFs.process(target.pid());
    if (now != null && now.startTicks() == target.startTicks()) {
      libc.pidfdSignal(pidfd, signal);
    }
    libc.close(pidfd);
  }
}
