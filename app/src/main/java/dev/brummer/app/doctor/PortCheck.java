package dev.brummer.app.doctor;

import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.mcp.token.HttpToken;
import dev.brummer.proxy.ProxySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// The ports that brummer opens first: those of the proxy and of MCP over HTTP.
final class PortCheck implements HealthCheck {
  private static final int PROXY_PORTS = 10;

  @Override
  public String topic() {
    return "ports";
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    List<Integer> taken = new ArrayList<>();
    int first = ProxySettings.FIRST_PORT;
    for (int port = first; port < first + PROXY_PORTS; port++) {
      if (!isFree(port)) {
        taken.add(port);
      }
    }
    boolean ours = !ControlInstances.all(context.environment()).isEmpty();
    String range = first + " to " + (first + PROXY_PORTS - 1);
    List<Finding> findings = new ArrayList<>();
    if (taken.size() == PROXY_PORTS && !ours) {
      findings.add(
          Finding.warning(
              topic(),
              "the ports of the proxy, " + range + ", are in use: it takes later ones",
              "choose others with --proxy-port"));
    } else {
      findings.add(
          Finding.ok(
              topic(),
              "proxy: "
                  + (PROXY_PORTS - taken.size())
                  + " of "
                  + range
                  + " are free"
                  + (isFree(HttpToken.DEFAULT_PORT)
                      ? ", MCP: " + HttpToken.DEFAULT_PORT + " is free"
                      : "")));
    }
    if (!isFree(HttpToken.DEFAULT_PORT)) {
      String text = "port " + HttpToken.DEFAULT_PORT + " of MCP over HTTP is in use";
      findings.add(
          ours
              ? Finding.ok(topic(), text + ", a brummer runs")
              : Finding.warning(
                  topic(),
                  text + " by another program" + owner(context),
                  "end it, or agents that connect over HTTP need --mcp-port and its number"));
    }
    return findings;
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

  private static String owner(DoctorContext context) {
    String owner = SocketOwners.of(context.files(), HttpToken.DEFAULT_PORT);
    return owner.isEmpty() ? "" : ": " + owner;
  }
}
