package dev.brummer.proxy.http;

import java.util.Locale;

/// The head of a server's answer.
record ResponseHead(int status, String reason, int minor, Fields fields) {
  boolean interim() {
    return status < 200 && status != 101;
  }

  /// Whether the connection can carry another request afterwards.
  boolean keepsAlive() {
    return minor == 0
        ? fields.lists(Known.CONNECTION, "keep-alive")
        : !fields.has(Known.CONNECTION) || !fields.lists(Known.CONNECTION, "close");
  }

  /// The media type without parameters, in lower case.
  String mediaType() {
    String type = fields.text(Known.CONTENT_TYPE);
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }
}
