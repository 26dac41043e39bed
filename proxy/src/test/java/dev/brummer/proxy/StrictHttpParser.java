package dev.brummer.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses HTTP/1.1 messages by the grammar of RFC 9112, without any of its permitted leniency, and
/// by none of the product's code. What it accepts has one meaning for every reader.
final class StrictHttpParser {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(" + TOKEN + ") ([\\x21-\\x7e\\x80-\\xff]+) HTTP/1\\.1");
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.1 ([1-9][0-9]{2}) [\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Pattern FIELD =
      Pattern.compile(
          "(" + TOKEN + "):[\\t ]*((?:[\\x21-\\x7e\\x80-\\xff][\\t\\x20-\\x7e\\x80-\\xff]*)?)");
  private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9a-fA-F]{1,8}");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");

  private final byte[] bytes;
  private int at;

  StrictHttpParser(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A violation of the grammar.
  static final class Violation extends Exception {
    private static final long serialVersionUID = 1;

    Violation(String text) {
      super(text);
    }
  }

  /// The bytes end within a message.
  static final class Incomplete extends Exception {
    private static final long serialVersionUID = 1;

    Incomplete() {
      super("incomplete");
    }
  }

  /// A parsed message.
  ///
  /// @param target of a request, or the status of a response
  /// @param fields names in lower case, with values
  record Message(String method, String target, List<String[]> fields, String body) {
    List<String> all(String name) {
      return fields.stream().filter(f -> f[0].equals(name)).map(f -> f[1]).toList();
    }
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at == bytes.length;
  }

  Message request() throws Violation, Incomplete {
    int start = at;
    try {
      Matcher line = match(REQUEST_LINE, line());
      List<String[]> fields = fields();
      checkSingle(fields, Set.of("host", "origin", "content-length", "transfer-encoding"));
      if (values(fields, "host").size() != 1) {
        throw new Violation("no Host");
      }
      for (String[] field : fields) {
        String dashed = field[0].replace('_', '-');
        if (!dashed.equals(field[0])
            && (dashed.equals("content-length") || dashed.equals("transfer-encoding"))) {
          throw new Violation("ambiguous name " + field[0]);
        }
      }
      return new Message(line.group(1), line.group(2), fields, body(fields, false));
    } catch (Incomplete more) {
      at = start;
      throw more;
    }
  }

  /// @param bodyless the request was HEAD
  Message response(boolean bodyless) throws Violation, Incomplete {
    Matcher line = match(STATUS_LINE, line());
    List<String[]> fields = fields();
    checkSingle(fields, Set.of("content-length", "transfer-encoding"));
    int status = Integer.parseInt(line.group(1));
    boolean none = bodyless || status < 200 || status == 204 || status == 304;
    if ((status < 200 || status == 204)
        && !(values(fields, "content-length").isEmpty()
            && values(fields, "transfer-encoding").isEmpty())) {
      throw new Violation("a length in " + status);
    }
    return new Message("", line.group(1), fields, none ? "" : body(fields, true));
  }

  private static Matcher match(Pattern pattern, String text) throws Violation {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new Violation("malformed line: " + text);
    }
    return matcher;
  }

  private String line() throws Violation, Incomplete {
    for (int i = at; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (i == at || bytes[i - 1] != '\r') {
          throw new Violation("bare LF");
        }
        String line = text(at, i - 1);
        at = i + 1;
        return line;
      }
    }
    throw new Incomplete();
  }

  private List<String[]> fields() throws Violation, Incomplete {
    List<String[]> fields = new ArrayList<>();
    String line;
    while (!(line = line()).isEmpty()) {
      Matcher field = match(FIELD, line);
      fields.add(new String[] {field.group(1).toLowerCase(Locale.ROOT), field.group(2).strip()});
    }
    return fields;
  }

  private static void checkSingle(List<String[]> fields, Set<String> names) throws Violation {
    for (String name : names) {
      if (values(fields, name).size() > 1) {
        throw new Violation("repeated " + name);
      }
    }
    if (!values(fields, "content-length").isEmpty()
        && !values(fields, "transfer-encoding").isEmpty()) {
      throw new Violation("two lengths");
    }
  }

  private static List<String> values(List<String[]> fields, String name) {
    return fields.stream().filter(f -> f[0].equals(name)).map(f -> f[1]).toList();
  }

  private String body(List<String[]> fields, boolean response) throws Violation, Incomplete {
    List<String> codings = values(fields, "transfer-encoding");
    if (!codings.isEmpty()) {
      if (!codings.getFirst().equals("chunked")) {
        throw new Violation("coding " + codings.getFirst());
      }
      return chunks();
    }
    List<String> lengths = values(fields, "content-length");
    if (lengths.isEmpty()) {
      int from = at;
      at = response ? bytes.length : at;
      return text(from, at);
    }
    match(LENGTH, lengths.getFirst());
    return take(Integer.parseInt(lengths.getFirst()));
  }

  private String take(int count) throws Incomplete {
    if (count > bytes.length - at) {
      throw new Incomplete();
    }
    at += count;
    return text(at - count, at);
  }

  private String chunks() throws Violation, Incomplete {
    StringBuilder body = new StringBuilder();
    int size;
    while ((size = Integer.parseInt(match(CHUNK_SIZE, line()).group(), 16)) > 0) {
      body.append(take(size));
      if (!take(2).equals("\r\n")) {
        throw new Violation("no CRLF behind a chunk");
      }
    }
    for (String[] trailer : fields()) {
      if (Set.of("host", "content-length", "transfer-encoding", "authorization", "cookie")
          .contains(trailer[0])) {
        throw new Violation("trailer " + trailer[0]);
      }
    }
    return body.toString();
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
