package dev.brummer.perf.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A directory in the format of `/proc`.
final class FakeProc {
  private final Path root;

  FakeProc(Path root) {
    this.root = root;
  }

  /// Adds a process without CPU time.
  void process(int pid, int parent, String environment, String... command) throws IOException {
    Files.createDirectories(file(pid, "task"));
    write(pid, "cmdline", String.join("\0", command) + "\0");
    write(pid, "environ", environment + "\0");
    stat(pid, 'S', parent, "0 0 0 0");
    write(pid, "status", "Name:\tx\n");
  }

  /// Turns a process into a zombie.
  void end(int pid, int parent) throws IOException {
    stat(pid, 'Z', parent, "0 0 0 0");
  }

  /// Sets times in ticks.
  void times(int pid, int parent, long user, long system, long reapedUser, long reapedSystem)
      throws IOException {
    stat(pid, 'S', parent, "%d %d %d %d".formatted(user, system, reapedUser, reapedSystem));
  }

  private void stat(int pid, char state, int parent, String times) throws IOException {
    write(
        pid,
        "stat",
        "%d (a b) %c %d 1 1 0 -1 4194304 1 2 3 4 %s 20 0 1 0 99\n"
            .formatted(pid, state, parent, times));
  }

  void memory(int pid, long kilobytes) throws IOException {
    write(pid, "status", "Name:\tx\nVmHWM:\t999999 kB\nVmRSS:\t  %d kB\n".formatted(kilobytes));
  }

  void thread(int pid, int tid, long nanos, long switches) throws IOException {
    Path thread = Files.createDirectories(file(pid, "task").resolve(Integer.toString(tid)));
    Files.writeString(thread.resolve("schedstat"), nanos + " 77 8\n");
    Files.writeString(
        thread.resolve("status"),
        "voluntary_ctxt_switches:\t%d\nnonvoluntary_ctxt_switches:\t555\n".formatted(switches));
  }

  private void write(int pid, String name, String text) throws IOException {
    Files.writeString(file(pid, name), text);
  }

  private Path file(int pid, String name) {
    return root.resolve(Integer.toString(pid)).resolve(name);
  }
}
