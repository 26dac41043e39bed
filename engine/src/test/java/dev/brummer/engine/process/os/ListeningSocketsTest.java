package dev.brummer.engine.process.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ListeningSocketsTest {
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

  /// Netlink and the text files agree, for sockets of both address families.
  @Test
  void listenTable_asked_saysWhatIsWritten() throws Exception {
    try (ServerSocket four = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ServerSocket six = listen("::1");
        Socket connected = new Socket(four.getInetAddress(), four.getLocalPort());
        Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      Map<Long, Integer> netlink = new HashMap<>();
      assertTrue(procFs.readListening(netlink));
      Map<Long, Integer> text = ListeningSockets.readText(procFs);
      List<Integer> expected = List.of(four.getLocalPort(), six.getLocalPort());
      netlink.values().retainAll(expected);
      text.values().retainAll(expected);
      assertEquals(2, netlink.size());
      assertEquals(text, netlink);
      assertTrue(connected.isConnected());
    }
  }

  /// Listens on the address, or on the loopback address of a machine without it.
  private static ServerSocket listen(String address) throws IOException {
    try {
      return new ServerSocket(0, 1, InetAddress.getByName(address));
    } catch (SocketException unavailable) {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
  }
}
