package dev.brummer.app.doctor;

import dev.brummer.app.program.TtyFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A machine for the checks, in a directory: kernel files, programs and a project. By default
/// everything is well.
final class FakeMachine {
  private static final Duration TOOL_TIMEOUT = Duration.ofSeconds(5);

  final Path root;
  final Path project;
  final Path state;
  final Map<String, String> environment = new HashMap<>();
  boolean terminal = true;
  Duration toolTimeout = TOOL_TIMEOUT;
  String home = "";

  FakeMachine(Path directory) throws IOException {
    root = Files.createDirectories(directory.resolve("root"));
    project = Files.createDirectories(directory.resolve("project"));
    state = directory.resolve("state/brummer");
    environment.put("PATH", Files.createDirectories(directory.resolve("bin")).toString());
    environment.put("TERM", "xterm-256color");
    environment.put("LANG", "C.UTF-8");
    environment.put("XDG_STATE_HOME", state.getParent().toString());
    environment.put("XDG_RUNTIME_DIR", directory.resolve("run").toString());
    environment.put("XDG_CONFIG_HOME", directory.resolve("config").toString());
    program("stty", "echo 40 120");
    file("proc/sys/kernel/osrelease", "6.1.0");
    file("proc/sys/fs/inotify/max_user_watches", "100000");
    file("proc/sys/fs/inotify/max_user_instances", "128");
    file(
        "proc/self/limits", "Max open files  4096  4096 files\nMax processes  5000 5000 processes");
    file("proc/self/status", "Uid:\t1000\t1000\nThreads:\t3");
    file("proc/self/cgroup", "0::/user");
    file("sys/fs/cgroup/cgroup.controllers", "cpu pids");
    file("sys/fs/cgroup/user/cgroup.procs", "");
  }

  void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// A symbolic link to a text that is no path, as in `/proc/<pid>/fd`.
  void link(String path, String target) throws IOException {
    Path link = root.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  void projectFile(String name, String text) throws IOException {
    Files.writeString(project.resolve(name), text);
  }

  /// A shell script on the `PATH`.
  void program(String name, String script) throws IOException {
    Path program = Path.of(environment.getOrDefault("PATH", "")).resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  DoctorContext context() {
    return new DoctorContext(
        Map.copyOf(environment),
        project,
        List.of(),
        new TtyFlags(terminal, terminal, terminal),
        new SystemFiles(root),
        state,
        home,
        new ToolRunner(Map.copyOf(environment), toolTimeout));
  }

  List<Finding> run(HealthCheck check) throws Exception {
    return check.run(context());
  }
}
