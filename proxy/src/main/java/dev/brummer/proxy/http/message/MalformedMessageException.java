package dev.brummer.proxy.http.message;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpObject;

/// A message that violates HTTP/1.1 or a limit of the proxy. `status` is the response to a client;
/// a malformed response of a server becomes 502.
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  public MalformedMessageException(int status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  public static MalformedMessageException badRequest(String reason) {
    return new MalformedMessageException(400, reason);
  }

  /// @throws MalformedMessageException if decoding failed; with status 431 for a head that is too
  ///   long
  public static void check(HttpObject message) throws MalformedMessageException {
    if (message.decoderResult().isFailure()) {
      Throwable cause = message.decoderResult().cause();
      throw cause instanceof TooLongFrameException
          ? new MalformedMessageException(431, "The request head exceeds 64 kB.")
          : badRequest("The request is malformed" + detail(cause) + ".");
    }
  }

  /// @throws MalformedMessageException if decoding of a server's response failed
  public static void checkResponse(HttpObject message) throws MalformedMessageException {
    if (message.decoderResult().isFailure()) {
      Throwable cause = message.decoderResult().cause();
      throw new MalformedMessageException(
          502,
          cause instanceof TooLongFrameException
              ? "The response head exceeds 64 kB."
              : "The server's response is malformed" + detail(cause) + ".");
    }
  }

  /// The decoder's message if it is short and printable.
  private static String detail(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    boolean printable = text.length() < 140 && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    return cause.getMessage() == null || !printable ? "" : ": " + text;
  }

  public int status() {
    return status;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
