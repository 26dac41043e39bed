package dev.brummer.engine.process;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The holders of the TCP ports on which processes of this machine listen. Confined to the thread
/// that opened it.
public interface PortTable extends AutoCloseable {
  /// A process with a listening socket.
  ///
  /// @param process id of the managed process whose tree holds the socket, 0 for any other process
  /// @param program name of the holder's program, empty if unknown
  record Holder(int process, String program) {}

  /// Reads the current holders of `ports`. A port without a listener is absent from the result.
  Map<Integer, List<Holder>> holders(Set<Integer> ports);

  @Override
  void close();
}
