package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.ListeningSockets;
import dev.brummer.engine.process.os.ProcFs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProcessMonitorTest {
  private final ProcessFixture processFixture = new ProcessFixture();

  @AfterEach
  void close() {
    processFixture.close();
  }

  @Test
  void listeningTree_isReady_withItsPort() {
    int id =
        processFixture.start(
            processFixture.terminal(
                "server",
                "python3 -c 'import socket,time; s=socket.socket(); s.bind((\"127.0.0.1\",0));"
                    + " s.listen(); print(\"port=%d\" % s.getsockname()[1], flush=True);"
                    + " time.sleep(300)' & wait"));
    int port = processFixture.printedNumber(id, "port");
    assertEquals(
        "listens on :" + port, processFixture.await(id, ProcessState.Ready.class).evidence());
    assertEquals(List.of(port), processFixture.processes.info(id).ports());
  }

  @Test
  void resources_areOfTheWholeTree_whileSomebodyLooks() {
    int id =
        processFixture.start(
            processFixture.terminal(
                "busy", "(while :; do :; done) & setsid sleep 300 & echo up; wait"));
    processFixture.awaitLine(id, "up");
    processFixture.processes.watchResources(true);
    ProcessFixture.await(
        "two sweeps", () -> processFixture.processes.info(id).resources().cpuPercent() > 5);
    ProcessInfo.Resources resources = processFixture.processes.info(id).resources();
    assertEquals(3, resources.processes());
    assertEquals(3, resources.threads());
    assertTrue(resources.rssBytes() > 100_000, resources::toString);
    assertTrue(
        !processFixture.events(Event.ResourcesSampled.class, e -> e.process() == id).isEmpty());
    processFixture.processes.kill(id);
    processFixture.await(id, ProcessState.Stopped.class);
    assertEquals(ProcessInfo.Resources.NONE, processFixture.processes.info(id).resources());
  }

  @Test
  void listenTable_readsListenersOnly() {
    Map<Long, Integer> ports = new HashMap<>();
    ListeningSockets.parse(
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
           1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 4712 1
        """,
        ports);
    assertEquals(Map.of(4711L, 8080), ports);
  }

  /// The kernel's two ways to say the same, on sockets of both families.
  @Test
  void listenTable_asked_saysWhatIsWritten() throws Exception {
    try (ServerSocket four = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ServerSocket six = listen("::1");
        Socket connected = new Socket(four.getInetAddress(), four.getLocalPort());
        Libc libc = new Libc()) {
      ProcFs files = new ProcFs(libc);
      Map<Long, Integer> asked = new HashMap<>();
      assertTrue(files.readListening(asked));
      Map<Long, Integer> written = ListeningSockets.readText(files);
      List<Integer> ours = List.of(four.getLocalPort(), six.getLocalPort());
      asked.values().retainAll(ours);
      written.values().retainAll(ours);
      assertEquals(2, asked.size());
      assertEquals(written, asked);
      assertTrue(connected.isConnected());
    }
  }

  /// On an address of this machine, or on another where it has no such one.
  private static ServerSocket listen(String address) throws IOException {
    try {
      return new ServerSocket(0, 1, InetAddress.getByName(address));
    } catch (SocketException noSuchAddress) {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
  }

  @Test
  void procFs_readsNamesWithBracketsAndSpaces() throws Exception {
    Process named =
        new ProcessBuilder("sh", "-c", "printf 'a) S (b' >/proc/self/comm; exec 3<&0; read x <&3")
            .start();
    try (Libc libc = new Libc()) {
      ProcFs files = new ProcFs(libc);
      ProcessFixture.await("its name", () -> name(files, named.pid()).equals("a) S (b"));
      ProcFs.Proc proc = files.process((int) named.pid());
      assertEquals(ProcessHandle.current().pid(), proc == null ? 0 : proc.parent());
    } finally {
      named.destroyForcibly().waitFor();
    }
  }

  private static String name(ProcFs files, long pid) {
    ProcFs.Proc proc = files.process((int) pid);
    return proc == null ? "" : proc.name();
  }
}
