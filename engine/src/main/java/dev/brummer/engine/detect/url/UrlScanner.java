package dev.brummer.engine.detect.url;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds URLs in a line: complete URLs, else `host:port` or a bare port after a word such as
/// "listening". Pure.
final class UrlScanner {
  /// @param remote the line refers to a server of another process
  record PrintedUrl(NormalizedUrl url, String label, boolean remote) {}

  /// Excludes characters that are invalid in a URL, and quotes and box-drawing characters that
  /// enclose one.
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(?<![a-z0-9])https?://[^\\s\"'`<>|\\\\^{}\\u2500-\\u257f\\u2026\\u0000-\\u001f]+");

  private static final String SERVES =
      "(?i)\\b(?:listen(?:ing|s)?|running|started|starting|serving|server|ready|available|bound|now|up|on|at)\\b";
  private static final Pattern HOST_PORT =
      Pattern.compile(
          SERVES
              + "[^/]*?(?<![\\w.@/-])(?:(tcp|https?)://)?((?:localhost|127(?:\\.\\d{1,3}){3}|0\\.0\\.0\\.0|\\[::1?\\]|\\[::ffff:0\\.0\\.0\\.0\\]|::(?=:\\d)|\\*):(\\d{2,5}))(?![\\w.:])");
  private static final Pattern SERVES_PORT =
      Pattern.compile(
          "(?i)\\b(?:listen(?:ing|s)?|running|started|starting|serving|server|ready|available|bound|up)\\b(?:.*?\\bport(?:\\(s\\)|s)?[\"']?(?:\\s*[:=]\\s*|\\s+)|[^:]*?\\b(?:on|at) :)(\\d{2,5})(?![\\w.:])((?: \\(https?\\))?)(.*)");
  private static final Pattern PORT_BEFORE =
      Pattern.compile(
          "(?i)\"port\":\\s*(\\d{2,5})\\b.*\\b(?:listening|started|running|ready)\\b.*");
  private static final Pattern MORE_PORTS = Pattern.compile("(\\d{2,5}) \\((https?)\\)");
  private static final Pattern CONTEXT = Pattern.compile("context path '(/[^']*)'");

  /// Lines about connecting to a server, or about a failed connection.
  private static final Pattern REMOTE =
      Pattern.compile(
          "(?i)ECONN|EADDR|refused|\\berrors?\\b|connect(?:ed|ing|ion)?\\b|could not|cannot|proxy(?:ing| created| error)|fetch(?:ing|ed)?\\b|upstream|waiting for|(?:^|[\\s\"])(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) ");

  /// Lines about other protocols or failures, which disqualify a host or port without a scheme.
  private static final Pattern NOT_HTTP =
      Pattern.compile(
          "(?i)\\bin use\\b|already|occupied|debug|inspector|postgres|mysql|mariadb|redis|mongo|kafka|rabbit|amqp|nats|smtp|grpc|jdwp|jmx|dt_socket|websocket|not available|unavailable|fail");

  private static final Pattern CODE_LOCATION =
      Pattern.compile(".*:\\d+:\\d+\\)?|.*\\.\\w{1,4}:\\d+\\)?");

  private UrlScanner() {}

  static List<PrintedUrl> scan(ScannedLine line) {
    String text = line.text();
    if (isFrame(text)) {
      return List.of();
    }
    boolean remote = REMOTE.matcher(text).find();
    List<PrintedUrl> printed = new ArrayList<>();
    if (line.has(Keyword.HTTP)) {
      scanUrls(text, remote, printed);
    }
    if (printed.isEmpty() && !remote && !NOT_HTTP.matcher(text).find()) {
      boolean listening = line.has(Keyword.LISTENING);
      if (line.has(Keyword.HOST)) {
        scanHostPort(text, printed);
      }
      if (printed.isEmpty() && listening && line.has(Keyword.PORT)) {
        scanPort(text, printed);
      }
    }
    return printed;
  }

  private static boolean isFrame(String text) {
    String start = text.stripLeading();
    return (start.startsWith("at ") && start.indexOf(':') > 0) || start.startsWith("File \"");
  }

  private static void scanUrls(String text, boolean remote, List<PrintedUrl> printed) {
    Matcher match = URL.matcher(text);
    int from = 0;
    while (match.find()) {
      String exact = trimPunctuation(match.group());
      if (!isCodeLocation(exact) && !isTemplate(text, match)) {
        NormalizedUrl url = NormalizedUrl.parse(exact);
        if (url != null) {
          String label = UrlLabel.of(text.substring(from, match.start()));
          boolean inherit = label.isEmpty() && !printed.isEmpty();
          printed.add(new PrintedUrl(url, inherit ? printed.getLast().label() : label, remote));
        }
      }
      from = match.end();
    }
  }

  /// True for a placeholder such as `http://localhost:<port>` in a help text.
  private static boolean isTemplate(String text, Matcher match) {
    return match.group().endsWith(":")
        && match.end() < text.length()
        && !Character.isWhitespace(text.charAt(match.end()));
  }

  private static boolean isCodeLocation(String url) {
    int path = url.indexOf('/', url.indexOf("://") + 3);
    return path > 0 && CODE_LOCATION.matcher(url.substring(path)).matches();
  }

  /// Removes punctuation, quotes and unbalanced closing brackets that follow a URL in prose.
  static String trimPunctuation(String url) {
    int end = url.length();
    while (end > 0 && isTail(url, end)) {
      end--;
    }
    return url.substring(0, end);
  }

  private static boolean isTail(String url, int end) {
    char last = url.charAt(end - 1);
    return switch (last) {
      case ')' -> count(url, '(', end) < count(url, ')', end);
      case ']' -> count(url, '[', end) < count(url, ']', end);
      default -> ".,;:!?*~_'\"»”’".indexOf(last) >= 0;
    };
  }

  private static int count(String text, char wanted, int end) {
    int count = 0;
    for (int i = 0; i < end; i++) {
      count += text.charAt(i) == wanted ? 1 : 0;
    }
    return count;
  }

  private static void scanHostPort(String text, List<PrintedUrl> printed) {
    Matcher match = HOST_PORT.matcher(text);
    if (match.find()) {
      String scheme = "https".equalsIgnoreCase(match.group(1)) ? "https" : "http";
      add(printed, scheme + "://" + match.group(2), UrlLabel.of(text.substring(0, match.start(2))));
    }
  }

  private static void scanPort(String text, List<PrintedUrl> printed) {
    Matcher before = PORT_BEFORE.matcher(text);
    if (before.find()) {
      add(printed, "http://localhost:" + before.group(1), "");
      return;
    }
    Matcher match = SERVES_PORT.matcher(text);
    if (!match.find()) {
      return;
    }
    Matcher context = CONTEXT.matcher(text);
    String path = context.find() ? context.group(1) : "";
    String label = UrlLabel.of(text.substring(0, match.start(1)));
    boolean listed = false;
    for (Matcher more = MORE_PORTS.matcher(text); more.find(); listed = true) {
      add(printed, more.group(2) + "://localhost:" + more.group(1) + path, label);
    }
    if (!listed) {
      String scheme = text.toLowerCase(Locale.ROOT).contains("https") ? "https" : "http";
      add(printed, scheme + "://localhost:" + match.group(1) + path, label);
    }
  }

  private static void add(List<PrintedUrl> printed, String text, String label) {
    NormalizedUrl url = NormalizedUrl.parse(text);
    if (url != null) {
      printed.add(new PrintedUrl(url, label, false));
    }
  }
}
