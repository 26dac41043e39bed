package dev.brummer.proxy.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The header fields that mean something to the proxy. The name of a field is looked up once, while
/// its head is read, without making a string.
enum Known {
  HOST,
  CONNECTION,
  KEEP_ALIVE,
  PROXY_CONNECTION,
  TE,
  TRANSFER_ENCODING,
  UPGRADE,
  HTTP2_SETTINGS,
  CONTENT_LENGTH,
  CONTENT_TYPE,
  CONTENT_ENCODING,
  EXPECT,
  ORIGIN,
  REFERER,
  ACCEPT,
  ACCEPT_ENCODING,
  IF_NONE_MATCH,
  IF_MODIFIED_SINCE,
  IF_RANGE,
  RANGE,
  ETAG,
  LOCATION,
  CONTENT_LOCATION,
  REFRESH,
  SET_COOKIE,
  CONTENT_SECURITY_POLICY,
  CONTENT_SECURITY_POLICY_REPORT_ONLY,
  ACCESS_CONTROL_ALLOW_ORIGIN,
  X_FORWARDED_FOR,
  X_FORWARDED_HOST,
  X_FORWARDED_PROTO,
  X_REQUESTED_WITH,
  TRACEPARENT,
  SEC_FETCH_DEST,
  SEC_FETCH_SITE,
  OTHER;

  /// Belongs to one connection, never passed on as it is (RFC 9110, 7.6.1).
  static final Set<Known> HOP_BY_HOP =
      EnumSet.of(
          CONNECTION, KEEP_ALIVE, PROXY_CONNECTION, TE, TRANSFER_ENCODING, UPGRADE, HTTP2_SETTINGS);

  private static final Known[][] BY_LENGTH = byLength();

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /// The name in lower case.
  String text() {
    return text;
  }

  static Known of(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length < BY_LENGTH.length) {
      for (Known known : BY_LENGTH[length]) {
        if (Ascii.equalsLower(bytes, start, end, known.text)) {
          return known;
        }
      }
    }
    return OTHER;
  }

  private static Known[][] byLength() {
    List<List<Known>> lists = new ArrayList<>();
    for (Known known : values()) {
      while (lists.size() <= known.text.length()) {
        lists.add(new ArrayList<>());
      }
      if (known != OTHER) {
        lists.get(known.text.length()).add(known);
      }
    }
    return lists.stream().map(list -> list.toArray(Known[]::new)).toArray(Known[][]::new);
  }
}
