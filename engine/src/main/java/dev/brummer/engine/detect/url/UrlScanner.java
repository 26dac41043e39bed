package dev.brummer.engine.detect.url;

import dev.brummer.engine.detect.line.Hyperlink;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds URLs in a line: complete URLs and the targets of terminal hyperlinks, else `host:port` or
/// a bare port after a word such as "listening". Pure.
final class UrlScanner {
  /// Path, query and fragment consist of ASCII, without quotes and brackets that enclose a URL, and
  /// of letters, marks and digits of any script. Other characters, such as CJK punctuation,
  /// no-break spaces and box drawing, end a URL.
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(?<![a-z0-9])https?://[a-z0-9._~%:@\\[\\]*+!=-]*"
              + "(?<rest>[/?#][\\p{L}\\p{M}\\p{N}!#$%&()*+,./:;=?@\\[\\]_~-]*)?");

  /// A comma or semicolon ends a URL if another URL follows it.
  private static final Pattern JOINT = Pattern.compile("(?i)[,;](?=https?://)");

  /// A path that is prose of a script without spaces, written directly behind `host:port/`.
  private static final Pattern GLUED_PROSE =
      Pattern.compile("/[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}][^/?#.=&%]*");

  private static final String SERVES =
      "(?i)\\b(?:listen(?:ing|s)?|running|started|starting|serving|server|ready|available|bound|now|up|on|at)\\b";
  private static final Pattern SERVES_WORD = Pattern.compile(SERVES);
  private static final Pattern HOST_PORT =
      Pattern.compile(
          SERVES
              + "[^/]*?(?<![\\w.@/-])(?:(tcp|https?)://)?((?:localhost|127(?:\\.\\d{1,3}){3}|0\\.0\\.0\\.0|\\[::1?\\]|\\[::ffff:0\\.0\\.0\\.0\\]|::(?=:\\d)|\\*):(\\d{2,5}))(?![\\w.:])");
  private static final Pattern SERVES_PORT =
      Pattern.compile(
          "(?i)\\b(?:listen(?:ing|s)?|running|started|starting|serving|server|ready|available|bound|up)\\b(?:.*?\\bport(?:\\(s\\)|s)?[\"']?(?:\\s*[:=]\\s*|\\s+)|[^:]*?\\b(?:on|at) :)(\\d{2,5})(?![\\w.:])(?: \\(https?\\))?");
  private static final Pattern PORT_BEFORE =
      Pattern.compile(
          "(?i)\"port\":\\s*(\\d{2,5})\\b.*\\b(?:listening|started|running|ready)\\b.*");
  private static final Pattern MORE_PORTS = Pattern.compile("(\\d{2,5}) \\((https?)\\)");
  private static final Pattern CONTEXT = Pattern.compile("context path '(/[^']*)'");

  /// Servers of other protocols and ports that are taken.
  private static final Pattern NOT_HTTP =
      Pattern.compile(
          "(?i)\\bin use\\b|already|occupied|debug|inspector|smtp|grpc|jdwp|jmx|dt_socket|websocket|not available|unavailable|fail");

  private static final Pattern DATABASE =
      Pattern.compile("(?i)postgres|mysql|mariadb|redis|mongo|kafka|rabbit|amqp|nats");

  private static final Pattern CONNECTED = Pattern.compile("(?i)\\bconnect(?:ed|ing|ion)?\\b");

  private static final Pattern CODE_LOCATION =
      Pattern.compile(".*:\\d+:\\d+\\)?|.*\\.\\w{1,4}:\\d+\\)?");

  private UrlScanner() {}

  static List<PrintedUrl> scan(ScannedLine line) {
    String text = line.text();
    if (isFrame(text)) {
      return List.of();
    }
    List<PrintedUrl> printed = new ArrayList<>();
    if (line.has(Keyword.HTTP)) {
      scanUrls(text, printed);
      scanLinks(line, printed);
    }
    if (printed.isEmpty()) {
      if (line.has(Keyword.HOST)) {
        scanHostPorts(text, printed);
      }
      if (printed.isEmpty() && line.has(Keyword.LISTENING) && line.has(Keyword.PORT)) {
        scanPorts(text, printed);
      }
    }
    return printed;
  }

  private static boolean isFrame(String text) {
    String start = text.stripLeading();
    return (start.startsWith("at ") && start.indexOf(':') > 0) || start.startsWith("File \"");
  }

  private static void scanUrls(String text, List<PrintedUrl> printed) {
    Matcher match = URL.matcher(text);
    int from = 0;
    while (match.find(from)) {
      Matcher joint = JOINT.matcher(match.group());
      int end = joint.find() ? match.start() + joint.start() : match.end();
      String exact = trimPunctuation(withoutProse(text.substring(match.start(), end)));
      if (!isCodeLocation(exact) && !isTemplate(text, match)) {
        NormalizedUrl url = NormalizedUrl.parse(exact);
        if (url != null) {
          String label = UrlLabel.of(text.substring(from, match.start()));
          boolean inherit = label.isEmpty() && !printed.isEmpty();
          Claim claim = Claim.of(text, match.start(), match.start() + exact.length());
          printed.add(
              new PrintedUrl(url, inherit ? printed.getLast().label() : label, claim, false));
        }
      }
      from = end;
    }
  }

  private static String withoutProse(String url) {
    int path = url.indexOf('/', url.indexOf("://") + 3);
    return path > 0 && GLUED_PROSE.matcher(url.substring(path)).matches()
        ? url.substring(0, path)
        : url;
  }

  /// Adds the targets of terminal hyperlinks that the text does not name.
  private static void scanLinks(ScannedLine line, List<PrintedUrl> printed) {
    String text = line.text();
    int from = 0;
    for (Hyperlink link : line.links()) {
      int at = link.text().isEmpty() ? -1 : text.indexOf(link.text(), from);
      int start = at < 0 ? from : at;
      int end = at < 0 ? from : at + link.text().length();
      Matcher match = URL.matcher(link.target());
      NormalizedUrl url =
          match.lookingAt() && !isCodeLocation(link.target())
              ? NormalizedUrl.parse(link.target())
              : null;
      if (url != null && printed.stream().noneMatch(known -> known.url().equals(url))) {
        printed.add(
            new PrintedUrl(url, linkLabel(text, start, link), Claim.of(text, start, end), false));
      }
      from = end;
    }
  }

  /// The label before a link, else its own text if that is a name.
  private static String linkLabel(String text, int start, Hyperlink link) {
    String before = UrlLabel.of(text.substring(0, start));
    return before.isEmpty() ? UrlLabel.of(link.text() + ":") : before;
  }

  /// True for a placeholder such as `http://localhost:<port>` in a help text.
  private static boolean isTemplate(String text, Matcher match) {
    if (match.end() >= text.length()) {
      return false;
    }
    char next = text.charAt(match.end());
    boolean placeholder = next == '$' || next == '{';
    return match.group("rest") == null
        && (placeholder || (match.group().endsWith(":") && !Character.isWhitespace(next)));
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
      default -> ".,;:!?*~_'\"".indexOf(last) >= 0;
    };
  }

  private static int count(String text, char wanted, int end) {
    int count = 0;
    for (int i = 0; i < end; i++) {
      count += text.charAt(i) == wanted ? 1 : 0;
    }
    return count;
  }

  private static void scanHostPorts(String text, List<PrintedUrl> printed) {
    Matcher match = HOST_PORT.matcher(text);
    while (match.find()) {
      String scheme = "https".equalsIgnoreCase(match.group(1)) ? "https" : "http";
      add(text, match.start(2), match.end(2), scheme + "://" + match.group(2), printed);
    }
  }

  private static void scanPorts(String text, List<PrintedUrl> printed) {
    Matcher before = PORT_BEFORE.matcher(text);
    if (before.find()) {
      add(text, before.start(1), before.end(), "http://localhost:" + before.group(1), printed);
      return;
    }
    Matcher context = CONTEXT.matcher(text);
    String path = context.find() ? context.group(1) : "";
    int listed = 0;
    for (Matcher more = MORE_PORTS.matcher(text); more.find(); listed++) {
      String url = more.group(2) + "://localhost:" + more.group(1) + path;
      add(text, more.start(1), more.end(1), url, printed);
    }
    if (listed > 0) {
      return;
    }
    String scheme = text.toLowerCase(Locale.ROOT).contains("https") ? "https" : "http";
    for (Matcher match = SERVES_PORT.matcher(text); match.find(); ) {
      String url = scheme + "://localhost:" + match.group(1) + path;
      add(text, match.start(1), match.end(1), url, printed);
    }
  }

  /// Adds the URL assumed for the host or port at `[start, end)`, unless the words around it speak
  /// of another protocol.
  private static void add(
      String text, int start, int end, String assumed, List<PrintedUrl> printed) {
    String near = Claim.clause(text, start, end);
    String clause = SERVES_WORD.matcher(near).find() ? near : text;
    boolean database = DATABASE.matcher(clause).find();
    NormalizedUrl url = NormalizedUrl.parse(assumed);
    if (url == null
        || NOT_HTTP.matcher(clause).find()
        || (database && !CONNECTED.matcher(clause).find())) {
      return;
    }
    Claim claim = database ? Claim.MENTION : Claim.of(text, start, end);
    printed.add(new PrintedUrl(url, UrlLabel.of(text.substring(0, start)), claim, true));
  }
}
