package dev.brummer.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.doctor.Finding.Level;
import dev.brummer.app.program.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every check: what it says when all is well, and when it is not.
@Timeout(60)
class HealthChecksTest {
  @TempDir Path directory;

  private FakeMachine machine;

  @BeforeEach
  void build() throws IOException {
    machine = new FakeMachine(directory);
  }

  private void assertFinding(Level level, String part, HealthCheck check) throws Exception {
    List<Finding> findings = machine.run(check);
    assertTrue(
        findings.stream().anyMatch(it -> it.level() == level && it.text().contains(part)),
        findings.toString());
    for (Finding it : findings) {
      assertTrue(it.level() != Level.PROBLEM || !it.advice().isEmpty(), it.toString());
    }
  }

  @Test
  void machineWithoutDefects_hasNone() {
    machine.terminal = false; // no clipboard
    List<HealthCheck> checks =
        Doctor.CHECKS.stream().filter(check -> !(check instanceof PortCheck)).toList();
    List<Finding> findings = Doctor.run(checks, machine.context(), Duration.ofSeconds(30));
    assertEquals(List.of(), findings.stream().filter(it -> it.level() != Level.OK).toList());
    assertTrue(findings.size() >= checks.size() - 1, findings.toString());
  }

  @Test
  void version_ofAnotherSystem() throws Exception {
    assertFinding(Level.OK, "6.1.0", new VersionCheck("Linux amd64"));
    assertFinding(Level.PROBLEM, "Mac OS X", new VersionCheck("Mac OS X aarch64"));
  }

  @Test
  void aotCache_missing_unused_used() throws Exception {
    machine.home = directory.resolve("image").toString();
    assertFinding(Level.WARNING, "is missing", new AotCacheCheck());
    Path lib = Files.createDirectories(directory.resolve("image/lib"));
    Files.writeString(lib.resolve("brummer.aot"), "");
    Files.writeString(lib.resolve("client.aot"), "");
    assertFinding(Level.WARNING, "does not fit", new AotCacheCheck());
    machine.file("proc/self/maps", "7f r--p 0 0 0 " + lib.resolve("brummer.aot"));
    assertFinding(Level.OK, "is used", new AotCacheCheck());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xterm-256color|echo 40 120|OK|xterm-256color, 120 x 40, 256 colours",
        "xterm-256color|echo 10 120|WARNING|small",
        "xterm-256color|echo 40 60|WARNING|small",
        "xterm-256color|exit 1|OK|xterm-256color, 256 colours",
        "dumb|echo 40 120|PROBLEM|dumb",
        "''|echo 40 120|PROBLEM|TERM is not set",
      })
  void terminal(String term, String stty, Level level, String text) throws Exception {
    machine.environment.put("TERM", term);
    machine.program("stty", stty);
    assertFinding(level, text, new TerminalCheck());
  }

  @ParameterizedTest
  @CsvSource({
    "de_DE.UTF-8, OK, de_DE.UTF-8",
    "POSIX, WARNING, POSIX is not a UTF-8 locale",
    "'', WARNING, no locale is set"
  })
  void locale(String lang, Level level, String text) throws Exception {
    machine.environment.put("LANG", lang);
    assertFinding(level, text, new LocaleCheck());
  }

  @Test
  void clipboard_thatNothingReaches() throws Exception {
    assertFinding(Level.OK, "if the terminal allows it", new ClipboardCheck());
    machine.environment.put("TERM", "linux");
    assertFinding(Level.WARNING, "not supported", new ClipboardCheck());
    machine.environment.put("TMUX", "/tmp/tmux");
    machine.program("tmux", "echo off");
    assertFinding(Level.WARNING, "set-clipboard is off", new ClipboardCheck());
    machine.environment.put("DISPLAY", ":0");
    machine.program("xclip", "");
    assertFinding(Level.OK, "command of the desktop", new ClipboardCheck());
  }

  @Test
  void project_thatCannotBeRead() throws Exception {
    assertFinding(Level.OK, "none here", new ProjectCheck());
    machine.projectFile("package.json", "{ \"scripts\": ");
    assertFinding(Level.PROBLEM, "package.json", new ProjectCheck());
    machine.projectFile("brummer.toml", "[process.a]\ncomand = 'x'\n");
    assertFinding(Level.PROBLEM, "brummer.toml:2", new ProjectCheck());
  }

  @Test
  void tool_thatTheProjectNeeds() throws Exception {
    machine.projectFile("package.json", "{\"scripts\":{\"dev\":\"x\",\"build\":\"y\"}}");
    machine.program("go", "echo go version go1.24.1 linux/amd64");
    assertFinding(Level.PROBLEM, "npm is not on the PATH, and dev, build need it", new ToolCheck());
    machine.program("npm", "echo broken; exit 3");
    assertFinding(Level.PROBLEM, "npm does not tell its version", new ToolCheck());
    machine.program("npm", "echo 11.0.1");
    assertFinding(Level.OK, "go 1.24.1, npm 11.0.1", new ToolCheck());
  }

  @Test
  void tool_thatDoesNotAnswer_isKilled() throws Exception {
    machine.program("ruby", "exec /bin/sleep 100");
    machine.toolTimeout = Duration.ofMillis(300);
    assertFinding(Level.WARNING, "ruby does not tell its version", new ToolCheck());
  }

  @Test
  void ports_ofOtherPrograms() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = taken.getLocalPort();
      machine.file(
          "proc/net/tcp",
          "  sl local rem st\n 0: 0100007F:%04X 00000000:0000 0A 0 0 0 0 0 4242 1".formatted(port));
      machine.link("proc/77/fd/3", "socket:[4242]");
      machine.file("proc/77/comm", "other");
      PortCheck check = new PortCheck(1, port);
      assertFinding(Level.WARNING, "is in use by other (pid 77)", check);
    }
  }

  @Test
  void proxyPorts_allTaken() throws Exception {
    ServerSocket[] taken = new ServerSocket[10];
    int first = consecutivePorts(taken);
    try {
      assertFinding(Level.WARNING, "0 of the proxy's ports", new PortCheck(first, 1));
      taken[9].close();
      assertFinding(Level.OK, "1 of the proxy's ports", new PortCheck(first, 1));
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }

  private static int consecutivePorts(ServerSocket... sockets) throws IOException {
    for (int first = 31_000; first < 32_000; first += sockets.length) {
      int bound = 0;
      try {
        for (; bound < sockets.length; bound++) {
          sockets[bound] = new ServerSocket(first + bound, 1, InetAddress.getLoopbackAddress());
        }
        return first;
      } catch (IOException taken) {
        for (int i = 0; i < bound; i++) {
          sockets[i].close();
        }
      }
    }
    throw new AssertionError("no ten free ports in a row");
  }

  @Test
  void watches_usedUp_few_orUnavailable() throws Exception {
    machine.link("proc/9/fd/4", "anon_inode:inotify");
    machine.file("proc/9/fdinfo/4", "pos: 0\ninotify wd:1\ninotify wd:2\n");
    assertFinding(Level.OK, "2 of 100000 watches and 1 of 128 instances", new WatchLimitCheck());
    machine.file("proc/sys/fs/inotify/max_user_watches", "8192");
    assertFinding(Level.WARNING, "only 8192", new WatchLimitCheck());
    machine.file("proc/sys/fs/inotify/max_user_watches", "2");
    assertFinding(Level.PROBLEM, "2 of 2 inotify watches", new WatchLimitCheck());
    machine.file("proc/sys/fs/inotify/max_user_instances", "1");
    assertFinding(Level.PROBLEM, "1 of 1 inotify instances", new WatchLimitCheck());
    Files.delete(machine.root.resolve("proc/sys/fs/inotify/max_user_watches"));
    assertFinding(Level.PROBLEM, "not available", new WatchLimitCheck());
  }

  @Test
  void limits_ofFilesAndProcesses() throws Exception {
    assertFinding(Level.OK, "4096 open files, 0 of 5000 processes", new ResourceLimitCheck());
    machine.file("proc/self/limits", "Max open files  512 4096 files");
    assertFinding(Level.WARNING, "only 512 open files", new ResourceLimitCheck());
    machine.file("proc/self/limits", "Max open files  64 4096 files\nMax processes  90 90 x");
    assertFinding(Level.PROBLEM, "only 64 open files", new ResourceLimitCheck());
    assertFinding(Level.PROBLEM, "0 of 90 processes and threads", new ResourceLimitCheck());
    machine.file("sys/fs/cgroup/user/pids.max", "100");
    machine.file("sys/fs/cgroup/user/pids.current", "95");
    assertFinding(Level.PROBLEM, "95 of 100 processes", new ResourceLimitCheck());
  }

  @Test
  void controlGroups_disabled_missing_orOfAnotherUser() throws Exception {
    assertFinding(Level.OK, "/sys/fs/cgroup/user", new ControlGroupCheck());
    machine.environment.put("BRUMMER_CGROUP", "off");
    assertFinding(Level.WARNING, "disabled", new ControlGroupCheck());
    machine.environment.remove("BRUMMER_CGROUP");
    Files.delete(machine.root.resolve("sys/fs/cgroup/user/cgroup.procs"));
    assertFinding(Level.WARNING, "may not be divided", new ControlGroupCheck());
    Files.delete(machine.root.resolve("sys/fs/cgroup/cgroup.controllers"));
    assertFinding(Level.WARNING, "no cgroup version 2", new ControlGroupCheck());
  }

  @Test
  void stateDirectory_new_open_orNoDirectory() throws Exception {
    assertFinding(Level.OK, "will be created", new StateDirectoryCheck());
    Files.createDirectories(machine.state);
    assertFinding(Level.OK, "MB free", new StateDirectoryCheck());
    Files.setPosixFilePermissions(machine.state, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertFinding(Level.PROBLEM, "writable by others", new StateDirectoryCheck());
    Files.delete(machine.state);
    Files.writeString(machine.state, "a file");
    assertFinding(Level.PROBLEM, "is not a directory", new StateDirectoryCheck());
  }

  @Test
  void controlDirectory_openToOthers_andStaleFiles() throws Exception {
    Path control = controlDirectory();
    Files.writeString(control.resolve("a.json"), instance(control, 2_000_000_000L, "1", 1));
    assertFinding(Level.OK, "removed 1 stale file", new ControlFileCheck());
    assertFinding(Level.OK, "no stale sockets", new ControlFileCheck());
    Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertFinding(Level.PROBLEM, "accessible to others", new ControlFileCheck());
  }

  @Test
  void runningBrummers_ofOtherVersions() throws Exception {
    assertFinding(Level.OK, "no brummer", new InstanceCheck());
    Path control = controlDirectory();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(control.resolve("a.sock")));
      Path file = control.resolve("a.json");
      Files.writeString(file, instance(control, 1, Version.NUMBER, 1));
      assertFinding(Level.OK, "(pid 1) in /shop", new InstanceCheck());
      Files.writeString(file, instance(control, 1, "0.0.7", 1));
      assertFinding(Level.WARNING, "brummer 0.0.7", new InstanceCheck());
      Files.writeString(file, instance(control, 1, "9.0", 99));
      assertFinding(Level.PROBLEM, "cannot be controlled", new InstanceCheck());
    }
  }

  private Path controlDirectory() throws IOException {
    Path runtime = Path.of(machine.environment.get("XDG_RUNTIME_DIR"));
    Path control = Files.createDirectories(runtime.resolve("brummer"));
    Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rwx------"));
    return control;
  }

  private static String instance(Path control, long pid, String version, int protocol) {
    return """
    {"version":"%s","protocol":%d,"pid":%d,"startTicks":1,"startedMillis":1,"project":"/shop",\
    "socket":"%s","background":false,"httpPort":0,"token":""}\
    """
        .formatted(version, protocol, pid, control.resolve("a.sock"));
  }

  @Test
  void checkThatFailsOrIsLate_isAWarning() {
    CountDownLatch never = new CountDownLatch(1);
    List<Finding> findings =
        Doctor.run(
            List.of(
                check(
                    "late",
                    _ -> {
                      never.await();
                      return List.of();
                    }),
                check(
                    "broken",
                    _ -> {
                      throw new IOException("no");
                    })),
            machine.context(),
            Duration.ofMillis(200));
    assertEquals(2, findings.size(), findings.toString());
    assertTrue(findings.get(0).text().contains("did not end in time"), findings.toString());
    assertTrue(findings.get(1).text().contains("cannot be checked"), findings.toString());
    assertTrue(findings.stream().allMatch(it -> it.level() == Level.WARNING));
  }

  private interface Body {
    List<Finding> run(DoctorContext context) throws Exception;
  }

  private static HealthCheck check(String topic, Body body) {
    return new HealthCheck() {
      @Override
      public String topic() {
        return topic;
      }

      @Override
      public List<Finding> run(DoctorContext context) throws Exception {
        return body.run(context);
      }
    };
  }

  @Test
  void report_isOneLineAFinding_withAdvice() {
    DoctorReport report =
        new DoctorReport(
            List.of(
                Finding.ok("a", "fine"),
                Finding.problem("ports", "bad\u001b[31m\nx", "do this"),
                Finding.warning("b", "so so", "")));
    List<String> lines = report.lines(false);
    assertEquals("ok       a      fine", lines.get(0));
    assertTrue(lines.get(1).startsWith("problem  ports  bad␛[31m"), lines.get(1));
    assertEquals("                → do this", lines.get(2));
    assertEquals("1 problem, 1 warning", lines.getLast());
    assertEquals(1L, report.json().get("problems"));
  }
}
