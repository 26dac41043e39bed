package dev.brummer.app.doctor;

import dev.brummer.app.control.ControlInstances;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/// The ports that brummer opens first: those of the proxy and of MCP over HTTP. All may be taken by
/// brummers that run.
final class PortCheck implements HealthCheck {
  private static final int PROXY_PORTS = 10;

  private final int firstProxyPort;
  private final int mcpPort;

  PortCheck(int firstProxyPort, int mcpPort) {
    this.firstProxyPort = firstProxyPort;
    this.mcpPort = mcpPort;
  }

  @Override
  public String topic() {
    return "ports";
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    boolean running = !ControlInstances.all(context.environment()).isEmpty();
    return List.of(proxy(running), mcp(context, running));
  }

  private Finding proxy(boolean running) {
    int free = 0;
    for (int port = firstProxyPort; port < firstProxyPort + PROXY_PORTS; port++) {
      free += isFree(port) ? 1 : 0;
    }
    String range = firstProxyPort + " to " + (firstProxyPort + PROXY_PORTS - 1);
    String text = free + " of the proxy's ports " + range + " are free";
    return free > 0 || running
        ? Finding.ok(topic(), text)
        : Finding.warning(
            topic(), text + ": it takes later ones", "choose others with --proxy-port");
  }

  private Finding mcp(DoctorContext context, boolean running) {
    if (isFree(mcpPort)) {
      return Finding.ok(topic(), mcpPort + ", the port of MCP over HTTP, is free");
    }
    String owner = SocketOwners.of(context.files(), mcpPort);
    String text =
        mcpPort
            + ", the port of MCP over HTTP, is in use"
            + (owner.isEmpty() ? "" : " by " + owner);
    return running
        ? Finding.ok(topic(), text)
        : Finding.warning(
            topic(), text, "end that program, or pass --mcp-port and its number to agents");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
