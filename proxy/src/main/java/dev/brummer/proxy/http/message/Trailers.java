package dev.brummer.proxy.http.message;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Set;

/// Trailers of chunked bodies. A reader that merges them into the headers would let them replace
/// what frames, routes or authenticates the message (RFC 9110, 6.5.1).
public final class Trailers {
  private Trailers() {}

  /// @throws MalformedMessageException if a trailer of a request must be a header
  public static void check(LastHttpContent end) throws MalformedMessageException {
    HttpHeaders fields = end.trailingHeaders();
    if (fields.isEmpty()) {
      return;
    }
    for (String name : fields.names()) {
      if (HeaderNames.END_TO_END.contains(name)) {
        throw MalformedMessageException.badRequest("The trailer " + name + " must be a header.");
      }
    }
  }

  /// Removes the trailers of a response that must be headers.
  public static void strip(LastHttpContent end) {
    HttpHeaders fields = end.trailingHeaders();
    if (fields.isEmpty()) {
      return;
    }
    for (String name : Set.copyOf(fields.names())) {
      if (HeaderNames.END_TO_END.contains(name)) {
        fields.remove(name);
      }
    }
  }
}
