package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.process.os.ListeningSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|localhost localhost",
        "0.0.0.0|localhost localhost",
        "::|localhost localhost",
        "127.0.0.1|localhost localhost",
        "::1|localhost localhost",
        "127.0.0.2|127.0.0.2",
        "192.168.1.5|192.168.1.5",
        "169.254.7.1|169.254.7.1",
        "fd00::2 10.0.0.3 127.0.1.1|127.0.1.1 10.0.0.3 [fd00:0:0:0:0:0:0:2]",
        "10.0.0.3 127.0.0.1|localhost localhost 10.0.0.3"
      })
  void addresses_areReachable_localhostFirst(String listening, String hosts)
      throws UnknownHostException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : listening == null ? new String[0] : listening.split(" ")) {
      all.add(InetAddress.getByName(address));
    }
    List<String> found = ServerAddress.of(all).stream().map(ServerAddress::host).toList();
    assertEquals(List.of(hosts.split(" ")), found);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "127.0.0.2", "127.3.2.1"})
  void listeningSocket_hasItsAddress(String address) throws IOException {
    InetAddress bound = InetAddress.getByName(address);
    try (ServerSocket server = new ServerSocket(0, 1, bound)) {
      assertEquals(List.of(bound), ListeningSockets.addresses(server.getLocalPort()));
    }
  }
}
