package dev.brummer.app.control;

import org.jspecify.annotations.Nullable;

/// A method of the control channel.
@FunctionalInterface
public interface ControlMethod {
  /// Handles one request. Runs on a virtual thread and may block; the thread is interrupted when
  /// the client disconnects.
  ///
  /// @return the result: anything that Jackson writes, null for none
  /// @throws ControlException for an error response
  /// @throws dev.brummer.app.program.UserException for an error response with an exit code
  @Nullable Object call(ControlCall call) throws Exception;
}
