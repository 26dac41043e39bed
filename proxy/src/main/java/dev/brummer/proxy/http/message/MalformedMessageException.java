package dev.brummer.proxy.http.message;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpObject;

/// A message that breaks HTTP/1.1 or a limit of ours. `status` is what its sender is told if it is
/// a client; a server's malformed answer becomes 502.
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

  /// @throws Malformed if the codec could not make sense of it; a head that is too long is 431
  public static void check(HttpObject message) throws MalformedMessageException {
    if (message.decoderResult().isFailure()) {
      Throwable cause = message.decoderResult().cause();
      throw cause instanceof TooLongFrameException
          ? new MalformedMessageException(431, "The request's head is longer than 64 kB.")
          : badRequest("The request is malformed" + detail(cause) + ".");
    }
  }

  /// The codec's words, as far as they can be shown.
  private static String detail(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    boolean plain = said.length() < 100 && said.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    return cause.getMessage() == null || !plain ? "" : ": " + said;
  }

  public int status() {
    return status;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
