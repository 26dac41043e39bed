package dev.brummer.app.control;

/// A method that turns its connection into a stream of raw bytes.
@FunctionalInterface
public interface ControlUpgrade {
  /// Handles the request and the bytes that follow. Runs on the thread of the connection, a
  /// platform thread, which is closed on return.
  ///
  /// Before [ControlStream#accept], an exception is an error response and the connection stays a
  /// control channel. After it, the bytes belong to this method.
  void run(ControlCall call, ControlStream stream) throws Exception;
}
