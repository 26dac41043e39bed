package dev.brummer.proxy.http.message;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Locale;

/// What is done with a server's answer.
public sealed interface ResponsePlan {
  /// Its body goes on byte by byte. `reason` says why a document was left alone, else empty.
  record Pass(String reason) implements ResponsePlan {}

  /// It is a document: the tag goes in. `gzip` says that the body has to be unpacked for it.
  record Inject(boolean gzip, CharsetKind charset) implements ResponsePlan {}

  /// It cannot be passed on.
  record Reject(int status, String reason) implements ResponsePlan {}

  /// How the document's characters stand as bytes, as far as its server says.
  enum CharsetKind {
    /// An ASCII-compatible one, or unsaid: a byte order mark may still say otherwise.
    ASCII_COMPATIBLE,
    /// Two bytes or more a character, or escapes: left alone.
    OTHER
  }

  Pass PASS = new Pass("");

  static ResponsePlan of(RequestHead request, ResponseHead response, boolean injecting) {
    if (response.status() == 101 && !request.isUpgrade()) {
      return new Reject(502, "It switched protocols without being asked.");
    }
    boolean document =
        injecting
            && request.isNavigation()
            && !request.isHead()
            && response.status() >= 200
            && response.mediaType().equals("text/html");
    if (!document || isEmptyOrPartial(response.status())) {
      return PASS;
    }
    CharsetKind charset = charset(response.headers().firstOrEmpty(HttpHeaderNames.CONTENT_TYPE));
    if (charset == CharsetKind.OTHER) {
      return new Pass("no telemetry: its charset is not compatible with ASCII; serve it as UTF-8");
    }
    String coding =
        response.headers().firstOrEmpty(HttpHeaderNames.CONTENT_ENCODING).toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "identity" -> new Inject(false, charset);
      case "gzip", "x-gzip" -> new Inject(true, charset);
      default ->
          new Pass(
              "no telemetry: packed as "
                  + coding
                  + " although not asked for; turn the server's compression off");
    };
  }

  private static boolean isEmptyOrPartial(int status) {
    return status == 204 || status == 205 || status == 206 || status == 304;
  }

  private static CharsetKind charset(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    int at = type.indexOf("charset=");
    String name = at < 0 ? "" : type.substring(at + 8).replace("\"", "").strip();
    boolean other =
        name.startsWith("utf-16")
            || name.startsWith("utf-32")
            || name.startsWith("ucs-2")
            || name.startsWith("iso-2022")
            || name.startsWith("utf-7");
    return other ? CharsetKind.OTHER : CharsetKind.ASCII_COMPATIBLE;
  }
}
