package dev.brummer.proxy.history;

import dev.brummer.engine.event.RequestDetail.NameValue;
import dev.brummer.proxy.redact.UrlRedactor;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Redacts the values of credential and cookie headers, and the secrets of URLs in all others;
/// keeps scheme and cookie names.
final class HeaderRedactor {
  /// Replacement for a redacted value.
  static final String MASK = UrlRedactor.MASK;

  private static final Set<String> SECRET =
      Set.of(
          "x-api-key",
          "api-key",
          "x-auth-token",
          "x-access-token",
          "x-csrf-token",
          "x-xsrf-token",
          "x-amz-security-token");

  private HeaderRedactor() {}

  static List<NameValue> redact(PackedHeaders headers) {
    return headers.all().stream()
        .map(nameValue ->
            new NameValue(
                replaceControls(nameValue.name()),
                replaceControls(redactValue(nameValue.name(), nameValue.value()))))
        .toList();
  }

  /// Whether the value of this header is redacted.
  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET.contains(lower)
        || switch (lower) {
          case "authorization", "proxy-authorization", "cookie", "set-cookie" -> true;
          default -> false;
        };
  }

  static String redactValue(String name, String value) {
    if (!isSecret(name)) {
      return UrlRedactor.redact(value);
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "authorization", "proxy-authorization" -> {
        int space = value.indexOf(' ');
        yield space < 0 ? MASK : value.substring(0, space + 1) + MASK;
      }
      case "cookie" ->
          List.of(value.split(";")).stream()
              .map(HeaderRedactor::redactCookie)
              .collect(Collectors.joining("; "));
      case "set-cookie" -> {
        int end = value.indexOf(';');
        yield redactCookie(end < 0 ? value : value.substring(0, end))
            + (end < 0 ? "" : value.substring(end));
      }
      default -> MASK;
    };
  }

  private static String redactCookie(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0 ? MASK : pair.substring(0, equals).strip() + "=" + MASK;
  }

  private static String replaceControls(String text) {
    return text.chars().anyMatch(Character::isISOControl)
        ? text.replaceAll("\\p{Cntrl}", " ")
        : text;
  }
}
