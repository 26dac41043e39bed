package dev.brummer.app.control;

import org.jspecify.annotations.Nullable;

/// Error response of the control channel. The message is one sentence for the user.
public final class ControlException extends Exception {
  private static final long serialVersionUID = 1;

  /// The request is not valid JSON.
  public static final int PARSE_ERROR = -32700;

  /// The request is not a JSON-RPC 2.0 request, or too long.
  public static final int INVALID_REQUEST = -32600;

  /// The running brummer does not know the method.
  public static final int UNKNOWN_METHOD = -32601;

  /// A parameter is missing or has the wrong type.
  public static final int INVALID_PARAMS = -32602;

  /// The method failed unexpectedly.
  public static final int INTERNAL_ERROR = -32603;

  /// The request is valid and cannot be fulfilled.
  public static final int REFUSED = -32000;

  /// All connections are in use.
  public static final int BUSY = -32005;

  private final int code;
  private final transient @Nullable Object data;

  public ControlException(int code, String message) {
    this(code, message, null);
  }

  /// @param data details for programs; anything Jackson writes
  public ControlException(int code, String message, @Nullable Object data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  public int code() {
    return code;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  public @Nullable Object data() {
    return data;
  }
}
