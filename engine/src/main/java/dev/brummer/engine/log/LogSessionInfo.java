package dev.brummer.engine.log;

import java.io.IOException;
import java.nio.file.Path;

/// Summary of one session, read from its directory.
///
/// @param directory argument of [LogStore#openReadOnly]
/// @param startMillis start, milliseconds since the epoch
/// @param pid of the brummer process that wrote it
/// @param live whether that process is alive
/// @param bytes total size of its segments
public record LogSessionInfo(Path directory, long startMillis, long pid, boolean live, long bytes) {
  /// Reads the summary of one of [LogStore#sessions].
  public static LogSessionInfo of(Path session) throws IOException {
    return new LogSessionInfo(
        session,
        LogSession.startMillis(session),
        LogSession.pid(session),
        LogSession.isLive(session),
        LogSession.size(session));
  }

  /// The name of the directory, which identifies the session.
  public String name() {
    return String.valueOf(directory.getFileName());
  }
}
