package dev.brummer.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Discovery of running brummers.
@Timeout(60)
class ControlInstancesTest {
  @TempDir Path home;

  private Map<String, String> environment = Map.of();
  private Path directory;
  private final List<ControlFixture> started = new ArrayList<>();

  @BeforeEach
  void create() throws IOException {
    environment = ControlFixture.environment(home);
    directory = home.resolve("runtime/brummer");
  }

  @AfterEach
  void close() {
    started.forEach(ControlFixture::close);
  }

  @Test
  void files_areForTheUserOnly_andGoAtTheEnd() throws IOException {
    ControlInstance instance = start("shop");
    Path file = Path.of(instance.socket().toString().replace(".sock", ".json"));
    assertEquals("rwx------", permissions(directory));
    assertEquals("rw-------", permissions(file));
    assertEquals("rw-------", permissions(instance.socket()));
    assertEquals(ProcessHandle.current().pid(), instance.pid());
    assertEquals(home.resolve("shop").toRealPath(), instance.project());

    started.getFirst().server.http(7777, "secret");
    ControlInstance updated = ControlInstances.all(environment).getFirst();
    assertEquals("7777 secret", updated.httpPort() + " " + updated.token());
    assertEquals("rw-------", permissions(file));

    started.getFirst().close();
    assertEquals(0, entries());
  }

  @Test
  void looseDirectory_isTightened() throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    start("shop");
    assertEquals("rwx------", permissions(directory));
  }

  @Test
  void projectOfADirectory_isTheNearestParentWithABrummer() throws IOException {
    ControlInstance outer = start("shop");
    ControlInstance other = start("other");
    Path inner = Files.createDirectories(home.resolve("shop/packages/web/src"));
    assertEquals(outer.socket(), select(inner).socket());
    assertEquals(other.socket(), select(home.resolve("other")).socket());

    ControlInstance web = start("shop/packages/web");
    assertEquals(web.socket(), select(inner).socket());
    assertEquals(outer.socket(), select(home.resolve("shop")).socket());
  }

  @Test
  void checkoutInsideAnother_isAProjectOfItsOwn() throws IOException {
    start("shop");
    Path worktree = Files.createDirectories(home.resolve("shop/worktrees/fix"));
    Files.writeString(worktree.resolve(".git"), "gitdir: elsewhere\n");
    UserException failure = assertThrows(UserException.class, () -> select(worktree));
    assertEquals(ExitCodes.NOT_RUNNING, failure.code());
    assertTrue(failure.text().startsWith("no brummer runs in " + worktree.toRealPath()));
    assertTrue(failure.text().contains("in " + home.resolve("shop").toRealPath()));
  }

  @Test
  void symbolicLink_leadsToTheSameProject() throws IOException {
    ControlInstance instance = start("shop");
    Path link = Files.createSymbolicLink(home.resolve("link"), home.resolve("shop"));
    assertEquals(instance.socket(), select(link).socket());
  }

  @Test
  void severalInOneProject_areNamed_andSelectedByPid() throws IOException {
    ControlInstance first = start("shop");
    start("shop");
    UserException failure = assertThrows(UserException.class, () -> select(home.resolve("shop")));
    assertEquals(ExitCodes.USAGE, failure.code());
    assertTrue(failure.text().contains("2 brummers run in"), failure.text());
    assertEquals(first.pid(), ControlInstances.select(home, first.pid(), environment).pid());
    assertEquals(
        ExitCodes.NOT_RUNNING,
        assertThrows(UserException.class, () -> ControlInstances.select(home, 1, environment))
            .code());
  }

  @Test
  void missingDirectory_isAUsageError() {
    UserException failure =
        assertThrows(UserException.class, () -> select(home.resolve("nowhere")));
    assertEquals(ExitCodes.USAGE, failure.code());
    assertEquals("no such directory: " + home.resolve("nowhere"), failure.text());
  }

  @Test
  void filesOfAKilledBrummer_areRemoved() throws IOException {
    ControlInstance alive = start("shop");
    Path socket = abandonedSocket("gone.sock");
    writeDiscovery("gone", socket, ProcessHandle.current().pid(), 1);
    Path withoutSocket = directory.resolve("lost.sock");
    writeDiscovery("lost", withoutSocket, 999_999_999, 1);

    assertEquals(List.of(alive.socket()), sockets());
    assertFalse(Files.exists(socket));
    assertEquals(2, entries());
  }

  @Test
  void brummerInAnotherPidNamespace_isFound() throws IOException {
    Files.createDirectories(directory);
    Path socket = directory.resolve("container.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      writeDiscovery("container", socket, 999_999_999, 1);
      assertEquals(List.of(socket), sockets());
    }
    assertEquals(List.of(), sockets());
  }

  @Test
  void leftoversOfAnInterruptedStart_areRemovedOnceTheyAreOld() throws IOException {
    start("shop");
    Path socket = abandonedSocket("half.sock");
    Path temporary = Files.writeString(directory.resolve("half.json.tmp"), "{");
    ControlInstances.all(environment);
    assertTrue(Files.exists(socket) && Files.exists(temporary));

    FileTime old = FileTime.from(Instant.now().minusSeconds(60));
    Files.setLastModifiedTime(socket, old);
    Files.setLastModifiedTime(temporary, old);
    ControlInstances.all(environment);
    assertFalse(Files.exists(socket) || Files.exists(temporary));
  }

  @Test
  void foreignAndDamagedFiles_areLeftAlone() throws IOException {
    start("shop");
    for (String content :
        List.of("", "{", "[]", "{}", "{\"pid\":\"x\"}", "\0\0", "x".repeat(99_999))) {
      Path file = directory.resolve("foreign.json");
      Files.writeString(file, content, StandardCharsets.ISO_8859_1);
      assertEquals(1, ControlInstances.all(environment).size(), content);
      Files.deleteIfExists(file);
    }
  }

  @Test
  void runtimeDirectoryThatCannotBeUsed_isReplacedAndNamedOnce() throws IOException {
    Path missing = home.resolve("missing");
    Map<String, String> broken =
        Map.of("XDG_RUNTIME_DIR", missing.toString(), "XDG_STATE_HOME", home + "/state");
    Path project = Files.createDirectories(home.resolve("shop"));
    ControlFixture fixture = new ControlFixture(home, project, ControlLimits.DEFAULT, broken);
    started.add(fixture);
    ControlInstance instance = fixture.start();
    assertTrue(instance.socket().startsWith(home.resolve("state/brummer/control")));
    assertEquals(1, fixture.warnings.size());
    assertTrue(
        fixture.warnings.getFirst().startsWith("cannot use " + missing + "/brummer"),
        fixture.warnings.getFirst());
    assertEquals(
        1,
        ControlInstances.all(environment).size(),
        "a client with another runtime directory finds it, too");
  }

  @Test
  void noUsableDirectory_turnsRemoteControlOff() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    Map<String, String> broken =
        Map.of("XDG_RUNTIME_DIR", file.toString(), "XDG_STATE_HOME", file.toString());
    ControlFixture fixture = new ControlFixture(home, home, ControlLimits.DEFAULT, broken);
    started.add(fixture);
    fixture.server.start();
    ControlFixture.await("the warning", () -> !fixture.warnings.isEmpty());
    assertTrue(
        fixture.warnings.getFirst().startsWith("remote control is off: no directory for"),
        fixture.warnings.getFirst());
  }

  @Test
  void longDirectory_getsASocketWithAShortPath() throws IOException {
    Path deep = home.resolve("d".repeat(60)).resolve("e".repeat(60));
    Map<String, String> environment =
        Map.of(
            "XDG_RUNTIME_DIR",
            Files.createDirectories(deep).toString(),
            "XDG_STATE_HOME",
            home + "/state");
    Path project = Files.createDirectories(home.resolve("shop"));
    ControlFixture fixture = new ControlFixture(home, project, ControlLimits.DEFAULT, environment);
    started.add(fixture);
    fixture.server.method("nothing", _ -> null);
    ControlInstance instance = fixture.start();
    assertTrue(instance.socket().toString().length() <= DiscoveryFile.MAX_SOCKET_PATH);
    try (ControlClient client = ControlClient.connect(instance)) {
      assertEquals(Map.of(), client.call("nothing", Map.of()).values());
    }
    fixture.close();
    assertFalse(Files.exists(instance.socket().getParent()));
  }

  @Test
  void otherProtocol_isRefusedWithBothVersions() throws IOException {
    ControlInstance i = start("shop");
    ControlInstance newer =
        new ControlInstance(
            "9.0", 99, i.pid(), i.startTicks(), 0, i.project(), i.socket(), false, 0, "");
    UserException failure = assertThrows(UserException.class, () -> ControlClient.connect(newer));
    assertTrue(failure.text().startsWith("brummer 9.0 (pid " + i.pid()), failure.text());
  }

  private ControlInstance start(String name) throws IOException {
    Path project = Files.createDirectories(home.resolve(name));
    ControlFixture fixture = new ControlFixture(home, project, ControlLimits.DEFAULT, environment);
    started.add(fixture);
    int before = ControlInstances.all(environment).size();
    fixture.server.start();
    ControlFixture.await("the server", () -> ControlInstances.all(environment).size() > before);
    return ControlInstances.find(project, environment).orElseThrow();
  }

  private ControlInstance select(Path at) {
    return ControlInstances.select(at, 0, environment);
  }

  private List<Path> sockets() {
    return ControlInstances.all(environment).stream().map(ControlInstance::socket).toList();
  }

  /// A socket file without a listener, as a killed process leaves it.
  private Path abandonedSocket(String name) throws IOException {
    Path socket = Files.createDirectories(directory).resolve(name);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
    }
    return socket;
  }

  private void writeDiscovery(String name, Path socket, long pid, long ticks) throws IOException {
    ControlInstance instance =
        new ControlInstance(
            "0.1", ControlInstance.PROTOCOL, pid, ticks, 0, home, socket, false, 0, "");
    Files.write(directory.resolve(name + ".json"), instance.toJson());
  }

  private long entries() throws IOException {
    try (var files = Files.list(directory)) {
      return files.count();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
