package dev.brummer.proxy.redact;

import dev.brummer.engine.secret.SecretNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks the secrets of URLs in a text: values of secret parameters in the query, the fragment and
/// the path (`;jsessionid=…`), also within an encoded URL or JSON value; user name and password
/// before the host; and JSON Web Tokens anywhere. A text without secrets is returned as it is.
///
/// Not recognised: secrets that are path segments of their own (`/reset/3f2a…`), unless they are
/// JSON Web Tokens.
public final class UrlRedactor {
  /// Replacement for a secret.
  public static final String MASK = "…";

  private static final int MAX_DEPTH = 3;
  private static final String JWT_START = "eyJ";
  private static final Pattern JWT =
      Pattern.compile("(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{2,}(?:\\.[A-Za-z0-9_-]*){1,4}+");
  private static final Pattern USER_INFO =
      Pattern.compile("(^|[A-Za-z0-9+.-]:)//[^/?#\\\\\\s\"<>]*@");
  private static final Pattern JSON_NAME = Pattern.compile("\"([^\"]{1,64})\"\\s*:");

  private UrlRedactor() {}

  /// @param text a URL, a request target, or a text that contains URLs
  public static String redact(String text) {
    return redact(text, MASK);
  }

  /// @param mask replaces each secret
  public static String redact(String text, String mask) {
    return redact(text, mask, 0);
  }

  /// Masks the secrets of a form body.
  public static String redactForm(String body, String mask) {
    return redact("?" + body, mask).substring(1);
  }

  private static String redact(String text, String mask, int depth) {
    if (text.indexOf('=') < 0 && text.indexOf('@') < 0 && !text.contains(JWT_START)) {
      return text;
    }
    String masked = text;
    if (masked.indexOf('@') >= 0) {
      masked = USER_INFO.matcher(masked).replaceAll("$1//" + Matcher.quoteReplacement(mask) + "@");
    }
    if (masked.indexOf('=') >= 0) {
      masked = redactPairs(masked, mask, depth);
    }
    if (masked.contains(JWT_START)) {
      masked = JWT.matcher(masked).replaceAll(Matcher.quoteReplacement(mask));
    }
    return masked;
  }

  /// Masks `name=value` behind one of `/ ; ? & #`.
  private static String redactPairs(String text, String mask, int depth) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inQuery = false;
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      inQuery = c == '?' || c == '#' || (inQuery && !isOutside(c));
      if ("/;?&#".indexOf(c) < 0) {
        continue;
      }
      int equals = nameEnd(text, at);
      if (equals < 0) {
        continue;
      }
      boolean secret =
          equals - at >= SecretNames.MIN_LENGTH && SecretNames.isSecret(text.substring(at, equals));
      int end = valueEnd(text, equals + 1, inQuery, secret);
      if (secret ? end > equals + 1 : hidesSecret(text, equals + 1, end, depth)) {
        out.append(text, kept, equals + 1).append(mask);
        kept = end;
      }
      at = end;
    }
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  /// The position of the `=` that ends a name, or -1 if none starts here.
  private static int nameEnd(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '=') {
        return at > from ? at : -1;
      }
      if ("/;?&#".indexOf(c) >= 0 || (isOutside(c) && at > from)) {
        return -1;
      }
      at++;
    }
    return -1;
  }

  /// A secret in the query reaches to the next `&`, so that none of its characters is left over.
  private static int valueEnd(String text, int from, boolean inQuery, boolean secret) {
    String ends = !inQuery ? "/;?#" : secret ? "&#" : "&#;?";
    int at = from;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0 && !isOutside(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Whether the character ends a URL within a text.
  private static boolean isOutside(char c) {
    return c <= ' ' || c == '"' || c == '<' || c == '>';
  }

  /// Whether a value is an encoded URL, query or JSON document with a secret.
  private static boolean hidesSecret(String text, int from, int to, int depth) {
    int percent = text.indexOf('%', from);
    return percent >= 0 && percent < to && hidesSecret(text.substring(from, to), depth);
  }

  private static boolean hidesSecret(String value, int depth) {
    if (depth >= MAX_DEPTH || value.indexOf('%') < 0) {
      return false;
    }
    String decoded;
    try {
      decoded = URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return false;
    }
    if (hidesSecret(decoded, depth + 1)) {
      return true;
    }
    String query = "?" + decoded;
    return !redact(query, MASK, depth + 1).equals(query) || hasSecretMember(decoded);
  }

  private static boolean hasSecretMember(String json) {
    Matcher names = JSON_NAME.matcher(json);
    while (names.find()) {
      if (SecretNames.isSecret(names.group(1))) {
        return true;
      }
    }
    return false;
  }
}
