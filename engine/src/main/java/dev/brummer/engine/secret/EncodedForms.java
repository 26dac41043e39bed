package dev.brummer.engine.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/// The ways in which programs print one value: percent-encoded, as part of a JSON string, of HTML
/// or of a shell command, in base64 at any alignment, and in hexadecimal. Pure.
final class EncodedForms {
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /// Characters that encoders leave as they are: RFC 3986, `encodeURIComponent`, forms, and
  /// `encodeURI`.
  private static final String[] UNRESERVED = {
    ALPHANUMERIC + "-_.~",
    ALPHANUMERIC + "-_.~!*'()",
    ALPHANUMERIC + "-_.*",
    ALPHANUMERIC + "-_.~!*'();/?:@&=+$,#",
    ""
  };

  /// Columns at which `base64` and PEM writers break lines.
  private static final int[] WRAP_COLUMNS = {76, 64};

  private static final int MIN_LENGTH = PatternPrefilter.MIN_PATTERN;

  private EncodedForms() {}

  /// All forms that differ from the value itself.
  static Set<String> of(String value) {
    Set<String> forms = new LinkedHashSet<>();
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    addJson(value, forms);
    for (String unreserved : UNRESERVED) {
      addPercent(bytes, c -> unreserved.indexOf(c) >= 0, forms);
    }
    addMarkup(value, forms);
    forms.add(value.replace("'", "'\\''"));
    forms.add(value.replace("'", "'\"'\"'"));
    addBase64(bytes, forms);
    String hex = HexFormat.of().formatHex(bytes);
    forms.add(hex);
    forms.add(hex.toUpperCase(Locale.ROOT));
    forms.remove(value);
    return forms;
  }

  /// The lines of the value in base64 as written by programs that break lines.
  static Set<String> wrappedBase64(String value) {
    Set<String> lines = new LinkedHashSet<>();
    String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    for (int columns : WRAP_COLUMNS) {
      for (int from = 0; encoded.length() > columns && from < encoded.length(); from += columns) {
        String line = encoded.substring(from, Math.min(encoded.length(), from + columns));
        if (line.length() >= MIN_LENGTH) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private static void addPercent(byte[] bytes, IntPredicate isKept, Set<String> forms) {
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    for (byte b : bytes) {
      int c = b & 0xFF;
      if (c < 0x80 && isKept.test(c)) {
        upper.append((char) c);
        lower.append((char) c);
      } else {
        upper.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        lower.append('%').append(HexFormat.of().toHexDigits(b));
      }
    }
    forms.add(upper.toString());
    forms.add(lower.toString());
    if (upper.indexOf("%20") >= 0) {
      forms.add(upper.toString().replace("%20", "+"));
      forms.add(lower.toString().replace("%20", "+"));
    }
  }

  /// JSON strings of JavaScript, Python (ASCII only), PHP (escaped slashes) and Go (escaped
  /// markup), and a JSON string within a JSON string.
  private static void addJson(String value, Set<String> forms) {
    String plain = json(value, c -> false, false);
    forms.add(plain);
    forms.add(json(plain, c -> false, false));
    forms.add(json(value, c -> c > 0x7E, false));
    forms.add(json(value, c -> c > 0x7E, true));
    forms.add(json(value, c -> c == '<' || c == '>' || c == '&', false));
    forms.add(json(value, c -> c > 0x7E, false).replace("/", "\\/"));
    forms.add(plain.replace("/", "\\/"));
  }

  private static String json(String value, IntPredicate isEscaped, boolean upperCase) {
    StringBuilder json = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> {
          if (c < ' ' || isEscaped.test(c)) {
            String digits = HexFormat.of().toHexDigits(c);
            json.append("\\u").append(upperCase ? digits.toUpperCase(Locale.ROOT) : digits);
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.toString();
  }

  private static void addMarkup(String value, Set<String> forms) {
    String escaped =
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
    forms.add(escaped);
    forms.add(escaped.replace("'", "&#39;"));
    forms.add(escaped.replace("'", "&#x27;"));
    forms.add(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    forms.add(
        value
            .replace("&", "&#38;")
            .replace("<", "&#60;")
            .replace(">", "&#62;")
            .replace("\"", "&#34;")
            .replace("'", "&#39;"));
  }

  /// The characters that depend on the value alone, for each position of its first byte within a
  /// group of three bytes, and those at the end of the encoded text.
  private static void addBase64(byte[] bytes, Set<String> forms) {
    for (int alignment = 0; alignment < 3; alignment++) {
      byte[] aligned = new byte[alignment + bytes.length];
      System.arraycopy(bytes, 0, aligned, alignment, bytes.length);
      int from = (8 * alignment + 5) / 6;
      int to = 8 * aligned.length / 6;
      String encoded = Base64.getEncoder().encodeToString(aligned);
      String unpadded = encoded.replace("=", "");
      for (String own :
          List.of(encoded.substring(from, to), unpadded.substring(from), encoded.substring(from))) {
        forms.add(own);
        forms.add(own.replace('+', '-').replace('/', '_'));
      }
    }
  }
}
