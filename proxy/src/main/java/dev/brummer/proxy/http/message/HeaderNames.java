package dev.brummer.proxy.http.message;

import dev.brummer.proxy.history.RequestRecord;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;

/// Names of headers missing in [HttpHeaderNames], and case-insensitive sets of names.
public final class HeaderNames {
  static final AsciiString HTTP2_SETTINGS = AsciiString.cached("http2-settings");
  static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
  static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
  static final AsciiString REPLAY = AsciiString.cached(RequestRecord.REPLAY_HEADER);
  static final AsciiString REFRESH = AsciiString.cached("refresh");
  static final AsciiString LINK = AsciiString.cached("link");
  static final AsciiString SOURCE_MAP = AsciiString.cached("sourcemap");
  static final AsciiString TIMING_ALLOW_ORIGIN = AsciiString.cached("timing-allow-origin");
  static final AsciiString POLICY_REPORT_ONLY =
      AsciiString.cached("content-security-policy-report-only");
  static final AsciiString SEC_FETCH_DEST = AsciiString.cached("sec-fetch-dest");
  public static final AsciiString SEC_FETCH_SITE = AsciiString.cached("sec-fetch-site");
  public static final AsciiString SERVER_TIMING = AsciiString.cached(RequestRecord.SERVER_TIMING);
  public static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
  static final AsciiString X_FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
  static final AsciiString X_FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
  static final AsciiString X_FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");

  /// Hop-by-hop headers, never forwarded unchanged (RFC 9110, 7.6.1).
  static final HeaderNames HOP_BY_HOP =
      of(
          HttpHeaderNames.CONNECTION,
          KEEP_ALIVE,
          PROXY_CONNECTION,
          HttpHeaderNames.TE,
          HttpHeaderNames.TRANSFER_ENCODING,
          HttpHeaderNames.UPGRADE,
          HTTP2_SETTINGS,
          HttpHeaderNames.PROXY_AUTHORIZATION);

  /// Headers that decide where a message ends and where it goes.
  static final HeaderNames FRAMING =
      of(
          HttpHeaderNames.HOST,
          HttpHeaderNames.CONTENT_LENGTH,
          HttpHeaderNames.TRANSFER_ENCODING,
          HttpHeaderNames.CONTENT_ENCODING,
          X_FORWARDED_FOR,
          X_FORWARDED_HOST,
          X_FORWARDED_PROTO);

  /// Headers that frame, route or describe a message, or carry the credentials and the origin by
  /// which its destination judges it. Never connection options (RFC 9110, 7.6.1), and never
  /// trailers (6.5.1).
  static final HeaderNames END_TO_END =
      of(
          HttpHeaderNames.HOST,
          HttpHeaderNames.CONTENT_LENGTH,
          HttpHeaderNames.TRANSFER_ENCODING,
          HttpHeaderNames.TRAILER,
          HttpHeaderNames.EXPECT,
          HttpHeaderNames.CONTENT_TYPE,
          HttpHeaderNames.CONTENT_ENCODING,
          HttpHeaderNames.CONTENT_RANGE,
          HttpHeaderNames.CONTENT_LOCATION,
          HttpHeaderNames.CONTENT_SECURITY_POLICY,
          POLICY_REPORT_ONLY,
          HttpHeaderNames.RANGE,
          HttpHeaderNames.ORIGIN,
          HttpHeaderNames.REFERER,
          HttpHeaderNames.AUTHORIZATION,
          HttpHeaderNames.COOKIE,
          HttpHeaderNames.SET_COOKIE,
          HttpHeaderNames.LOCATION,
          HttpHeaderNames.CACHE_CONTROL,
          HttpHeaderNames.VARY,
          SEC_FETCH_SITE,
          SEC_FETCH_DEST,
          X_FORWARDED_FOR,
          X_FORWARDED_HOST,
          X_FORWARDED_PROTO);

  private final AsciiString[] table;

  private HeaderNames(AsciiString[] table) {
    this.table = table;
  }

  static HeaderNames of(AsciiString... names) {
    int size = Integer.highestOneBit(names.length * 4) * 2;
    AsciiString[] table = new AsciiString[size];
    for (AsciiString name : names) {
      int at = AsciiString.hashCode(name) & size - 1;
      while (table[at] != null) {
        at = at + 1 & size - 1;
      }
      table[at] = name;
    }
    return new HeaderNames(table);
  }

  boolean contains(CharSequence name) {
    int mask = table.length - 1;
    int at = AsciiString.hashCode(name) & mask;
    while (table[at] != null) {
      if (table[at].contentEqualsIgnoreCase(name)) {
        return true;
      }
      at = at + 1 & mask;
    }
    return false;
  }
}
