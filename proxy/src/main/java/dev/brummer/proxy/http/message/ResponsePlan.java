package dev.brummer.proxy.http.message;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Locale;

/// The treatment of a response, decided once by its head.
public sealed interface ResponsePlan {
  /// Forwards the body unchanged. `reason` says why a document was not modified, else empty.
  record Pass(String reason) implements ResponsePlan {}

  /// Injects the script into a document. `gzip` says whether the body must be decompressed.
  record Inject(boolean gzip, CharsetKind charset) implements ResponsePlan {}

  /// Rejects a response that cannot be forwarded.
  record Reject(int status, String reason) implements ResponsePlan {}

  /// Whether ASCII can be inserted into the document, as declared by the server.
  enum CharsetKind {
    /// ASCII-compatible or undeclared; a byte order mark may still override it.
    ASCII_COMPATIBLE,
    /// Two or more bytes per character, or escape sequences; the document is not modified.
    OTHER
  }

  Pass PASS = new Pass("");

  static ResponsePlan of(RequestHead request, ResponseHead response, boolean injecting) {
    if (response.status() == 101 && !request.isUpgrade()) {
      return new Reject(502, "The server switched protocols although no upgrade was requested.");
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
              "no telemetry: compressed as "
                  + coding
                  + " although not requested; turn off the server's compression");
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
