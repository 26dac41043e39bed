package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.process.PortTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProcessPortTableTest {
  private final ProcessFixture processFixture = new ProcessFixture();

  @AfterEach
  void close() {
    processFixture.close();
  }

  @Test
  void holder_isTheProcessWhoseTreeListens() {
    int id =
        processFixture.start(
            processFixture.terminal(
                "server",
                "env -i setsid /usr/bin/env python3 -c 'import socket,time; s=socket.socket();"
                    + " s.bind((\"127.0.0.1\",0)); s.listen();"
                    + " print(\"port=%d\" % s.getsockname()[1], flush=True); time.sleep(300)' & wait"));
    int port = processFixture.printedNumber(id, "port");
    try (PortTable table = processFixture.processes.openPortTable()) {
      List<PortTable.Holder> holders = table.holders(Set.of(port)).get(port);
      assertEquals(List.of(id), holders.stream().map(PortTable.Holder::process).toList());
      assertEquals("python", holders.getFirst().program().substring(0, 6));
    }
  }

  @Test
  void holder_ofAnyOtherProcess_isNotManaged_andAFreePortHasNone() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PortTable table = processFixture.processes.openPortTable()) {
      int port = other.getLocalPort();
      assertEquals(Map.of(port, List.of(new PortTable.Holder(0, ""))), table.holders(Set.of(port)));
      other.close();
      assertEquals(Map.of(), table.holders(Set.of(port)));
    }
  }
}
