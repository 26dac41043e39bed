package dev.brummer.engine.process.supervisor;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the port in the "address already in use" error of a failed server. Pure.
///
/// Recognises the messages of Node.js tools, Go, Python, Ruby, Rust, the JVM and nginx.
final class AddressInUseParser {
  /// Number of last output lines to search.
  static final int MAX_LINES = 40;

  private static final Pattern ADDRESS_IN_USE =
      Pattern.compile(
          "EADDRINUSE|AddrInUse|address (is )?already in use|address in use"
              + "|port \\d* ?(is|was) (already )?(in use|being used|taken|occupied)"
              + "|port is already (in use|allocated)|WSAEADDRINUSE|only one usage of each socket",
          Pattern.CASE_INSENSITIVE);

  /// In descending order of confidence that the number is a port.
  private static final List<Pattern> PORTS =
      List.of(
          Pattern.compile("\\bport:?[ '\"=]*(\\d{1,5})\\b", Pattern.CASE_INSENSITIVE),
          Pattern.compile("', (\\d{1,5})\\)"),
          Pattern.compile("(?<!\\d\\d:\\d\\d)(?<=[\\d\\]*.:a-z]):(\\d{1,5})\\b(?!:\\d)"),
          Pattern.compile("(?<![\\w.]):(\\d{1,5})\\b(?!:\\d)"));

  /// In a command: a number after a port option, or any number of four or five digits.
  private static final Pattern PORT_IN_COMMAND =
      Pattern.compile("(?:port[= ]|-p ?|:|PORT=)(\\d{1,5})\\b|(?<![\\w.])(\\d{4,5})(?![\\w.])");

  private AddressInUseParser() {}

  /// Searches the output, then the variable `PORT`, then the command.
  ///
  /// @param lines last output lines, without escape sequences
  /// @return the port, 0 without such an error or without a port
  static int parsePort(List<String> lines, Map<String, String> environment, List<String> command) {
    int errorIndex = lines.size() - 1;
    while (errorIndex >= 0 && !ADDRESS_IN_USE.matcher(lines.get(errorIndex)).find()) {
      errorIndex--;
    }
    if (errorIndex < 0) {
      return 0;
    }
    int found = portIn(lines.get(errorIndex));
    for (int i = lines.size() - 1; i >= 0 && found == 0; i--) {
      boolean near = ADDRESS_IN_USE.matcher(lines.get(i)).find() || i > errorIndex;
      found = near ? portIn(lines.get(i)) : 0;
    }
    if (found == 0) {
      found = portNumber(environment.getOrDefault("PORT", ""));
    }
    return found > 0 ? found : portInCommand(String.join(" ", command));
  }

  private static int portInCommand(String command) {
    Matcher matcher = PORT_IN_COMMAND.matcher(command);
    int found = 0;
    while (found == 0 && matcher.find()) {
      found = portNumber(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return found;
  }

  private static int portIn(String line) {
    for (Pattern pattern : PORTS) {
      Matcher matcher = pattern.matcher(line);
      while (matcher.find()) {
        int port = portNumber(matcher.group(1));
        if (port > 0) {
          return port;
        }
      }
    }
    return 0;
  }

  private static int portNumber(String digits) {
    boolean number =
        !digits.isEmpty() && digits.length() < 6 && digits.chars().allMatch(Character::isDigit);
    int port = number ? Integer.parseInt(digits) : 0;
    return port < 65_536 ? port : 0;
  }
}
