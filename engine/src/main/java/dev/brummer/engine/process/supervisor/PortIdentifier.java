package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.DatabaseServers;
import dev.brummer.engine.process.PortIdentity;
import dev.brummer.engine.process.PortProtocol;
import dev.brummer.engine.process.os.ListeningSockets;
import dev.brummer.engine.process.os.PortHolder;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Identifies the protocol of a listening port. Some servers are recognized by their program and
/// never asked, because a question disturbs them: databases log a warning, `nc` spends its only
/// connection, a debugger takes it for its client.
final class PortIdentifier {
  private static final Set<String> NOT_FOR_BROWSERS =
      Set.of(
          "nc",
          "ncat",
          "netcat",
          "nc.openbsd",
          "nc.traditional",
          "socat",
          "dlv",
          "gdbserver",
          "epmd",
          "sshd",
          "Xvfb",
          "chrome",
          "chromium",
          "chromedriver",
          "geckodriver",
          "firefox");

  /// Ports of Node's inspector and of LiveReload.
  private static final Set<Integer> TOOL_PORTS = Set.of(9229, 35729);

  private static final Pattern JDWP = Pattern.compile("jdwp\\S*?address=(?:[^\\s:,]*:)?(\\d+)");
  private static final Pattern INSPECTOR =
      Pattern.compile("--inspect(?:-\\w+)?=(?:[^\\s:]*:)?(\\d+)");
  private static final Pattern PYTHON_DEBUGGER = Pattern.compile("\\bdebugpy\\b|\\bpydevd\\b");

  private PortIdentifier() {}

  /// Identifies protocol and address. Blocks for up to some seconds.
  static PortIdentity identify(int port) {
    List<PortHolder> holders = PortHolder.find(port);
    if (holders.isEmpty()) {
      return PortIdentity.UNKNOWN;
    }
    boolean asked =
        !DatabaseServers.isDefaultPort(port)
            && !TOOL_PORTS.contains(port)
            && holders.stream().noneMatch(holder -> mustNotBeAsked(holder, port));
    if (!asked) {
      return new PortIdentity(PortProtocol.OTHER, "localhost");
    }
    return new PortQuestion(port, ServerAddress.of(ListeningSockets.addresses(port))).ask();
  }

  static boolean mustNotBeAsked(PortHolder holder, int port) {
    String settings = holder.command() + " " + holder.environment();
    return isNamed(holder)
        || namesPort(JDWP, settings, port)
        || namesPort(INSPECTOR, settings, port)
        || PYTHON_DEBUGGER.matcher(holder.command()).find();
  }

  /// By the name of the program, or of a script that an interpreter runs.
  private static boolean isNamed(PortHolder holder) {
    if (isListed(holder.program())) {
      return true;
    }
    String[] words = holder.command().split(" ", 3);
    for (int i = 0; i < Math.min(2, words.length); i++) {
      if (isListed(words[i].substring(words[i].lastIndexOf('/') + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isListed(String program) {
    return DatabaseServers.isProgram(program) || NOT_FOR_BROWSERS.contains(program);
  }

  private static boolean namesPort(Pattern option, String settings, int port) {
    for (Matcher match = option.matcher(settings); match.find(); ) {
      if (match.group(1).equals(String.valueOf(port))) {
        return true;
      }
    }
    return false;
  }
}
