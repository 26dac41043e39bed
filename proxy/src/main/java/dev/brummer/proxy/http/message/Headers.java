package dev.brummer.proxy.http.message;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the proxy asks of the header fields of one message.
public record Headers(HttpHeaders headers) {
  boolean has(AsciiString name) {
    return headers.contains(name);
  }

  int occurrences(AsciiString name) {
    return headers.getAll(name).size();
  }

  @Nullable
  public String first(AsciiString name) {
    return headers.get(name);
  }

  /// The first value, or "".
  public String text(AsciiString name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  /// Whether one of the comma-separated values of such fields is `token`, in whatever case.
  public boolean lists(AsciiString name, CharSequence token) {
    return headers.containsValue(name, token, true);
  }

  /// All of them, in their order.
  Iterator<Map.Entry<CharSequence, CharSequence>> all() {
    return headers.iteratorCharSequence();
  }

  /// Whether fields of that name belong to this connection alone: by their name, or named by
  /// `Connection`.
  boolean hopByHop(CharSequence name) {
    return HeaderNames.HOP_BY_HOP.has(name)
        || (has(HttpHeaderNames.CONNECTION) && lists(HttpHeaderNames.CONNECTION, name));
  }
}
