package dev.brummer.proxy.http.message;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Header fields of one message.
public record Headers(HttpHeaders nettyHeaders) {
  boolean contains(AsciiString name) {
    return nettyHeaders.contains(name);
  }

  int count(AsciiString name) {
    return nettyHeaders.getAll(name).size();
  }

  @Nullable
  public String first(AsciiString name) {
    return nettyHeaders.get(name);
  }

  /// The first value, or "".
  public String firstOrEmpty(AsciiString name) {
    String value = nettyHeaders.get(name);
    return value == null ? "" : value;
  }

  /// Whether a comma-separated value of this header contains `token`, ignoring case.
  public boolean containsToken(AsciiString name, CharSequence token) {
    return nettyHeaders.containsValue(name, token, true);
  }

  /// All fields in their order.
  Iterator<Map.Entry<CharSequence, CharSequence>> all() {
    return nettyHeaders.iteratorCharSequence();
  }

  /// Whether the header is limited to this connection, by its name or by being listed in
  /// `Connection`.
  boolean isHopByHop(CharSequence name) {
    return HeaderNames.HOP_BY_HOP.contains(name)
        || (contains(HttpHeaderNames.CONNECTION)
            && containsToken(HttpHeaderNames.CONNECTION, name));
  }
}
