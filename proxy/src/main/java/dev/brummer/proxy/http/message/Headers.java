package dev.brummer.proxy.http.message;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/// Header fields of one message.
public record Headers(HeaderFields fields) {
  boolean contains(AsciiString name) {
    return fields.contains(name);
  }

  int count(AsciiString name) {
    return fields.count(name);
  }

  @Nullable
  public String first(AsciiString name) {
    return fields.get(name);
  }

  /// The first value, or "".
  public String firstOrEmpty(AsciiString name) {
    String value = fields.get(name);
    return value == null ? "" : value;
  }

  /// Whether a comma-separated value of this header contains `token`, ignoring case.
  public boolean containsToken(AsciiString name, CharSequence token) {
    return fields.containsValue(name, token, true);
  }

  /// Whether `Connection` has options other than the usual `keep-alive` or `close`.
  boolean hasConnectionOptions() {
    String first = fields.get(HttpHeaderNames.CONNECTION);
    return first != null
        && !((first.equalsIgnoreCase("keep-alive") || first.equalsIgnoreCase("close"))
            && count(HttpHeaderNames.CONNECTION) == 1);
  }

  /// The first option of `Connection` that names a header the message needs at its destination,
  /// such as `Content-Length`; removing it would change where the message ends or where it goes.
  @Nullable String forbiddenConnectionOption() {
    if (!hasConnectionOptions()) {
      return null;
    }
    for (String value : fields.getAll(HttpHeaderNames.CONNECTION)) {
      int from = 0;
      while (from <= value.length()) {
        int comma = value.indexOf(',', from);
        int end = comma < 0 ? value.length() : comma;
        String option = value.substring(from, end).strip();
        if (!option.isEmpty() && HeaderNames.END_TO_END.contains(option)) {
          return option;
        }
        from = end + 1;
      }
    }
    return null;
  }

  /// Whether the header is limited to this connection, by its name or by being listed in
  /// `Connection`.
  ///
  /// @param options [#hasConnectionOptions]
  boolean isHopByHop(CharSequence name, boolean options) {
    return HeaderNames.HOP_BY_HOP.contains(name)
        || (options && containsToken(HttpHeaderNames.CONNECTION, name));
  }
}
