package dev.brummer.engine.process.os;

import dev.brummer.engine.process.os.ProcFs.Proc;

/// Signals single processes that were found earlier, and never whoever may have got their pid
/// since: a pidfd is opened, then the start time compared, then the pidfd is signalled. Owner: one
/// thread.
public final class ProcessSignaller {
  private final Libc libc;
  private final ProcFs files;

  public ProcessSignaller(Libc libc, ProcFs files) {
    this.libc = libc;
    this.files = files;
  }

  public void signal(Proc target, int signal) {
    int pidfd = libc.pidfdOpen(target.pid());
    if (pidfd < 0) {
      return;
    }
    Proc now = files.process(target.pid());
    if (now != null && now.startTicks() == target.startTicks()) {
      libc.pidfdSignal(pidfd, signal);
    }
    libc.close(pidfd);
  }
}
