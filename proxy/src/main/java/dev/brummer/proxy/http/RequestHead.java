package dev.brummer.proxy.http;

import java.util.Locale;

/// The head of a request, checked: an origin-form target (or `*`), a method that is a token.
///
/// @param minor the minor HTTP version: 0 or 1
/// @param host the authority that was asked for
record RequestHead(String method, String target, int minor, String host, Fields fields) {
  boolean isHead() {
    return method.equals("HEAD");
  }

  /// Whether sending it twice is the same as once (RFC 9110, 9.2.2).
  boolean idempotent() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /// Whether the client keeps the connection open after the answer.
  boolean keepsAlive() {
    return minor == 0
        ? fields.lists(Known.CONNECTION, "keep-alive")
        : !fields.has(Known.CONNECTION) || !fields.lists(Known.CONNECTION, "close");
  }

  /// Whether it wants another protocol on this connection. HTTP/2 is not offered.
  boolean upgrades() {
    return minor == 1
        && fields.has(Known.UPGRADE)
        && fields.lists(Known.CONNECTION, "upgrade")
        && !fields.text(Known.UPGRADE).toLowerCase(Locale.ROOT).contains("h2c");
  }

  /// Whether a browser wants a document to show, in a window or a frame, as opposed to data for a
  /// script. Browsers say so; of other clients those that ask for HTML.
  boolean navigates() {
    String destination = fields.first(Known.SEC_FETCH_DEST);
    if (destination != null) {
      return switch (destination) {
        case "document", "iframe", "frame" -> true;
        default -> false;
      };
    }
    return fields.text(Known.ACCEPT).contains("text/html") && !fields.has(Known.X_REQUESTED_WITH);
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
