package dev.brummer.engine.log;

import java.io.IOException;
import java.nio.file.Path;

/// One run as its directory shows it.
///
/// @param directory to be opened with [LogStore#openReadOnly]
/// @param startMillis when it began, milliseconds since the epoch
/// @param pid of the brummer that wrote it
/// @param live whether that still runs
/// @param bytes that its files take
public record LogSessionInfo(Path directory, long startMillis, long pid, boolean live, long bytes) {
  /// Reads what is to know about one of [LogStore#sessions].
  public static LogSessionInfo of(Path session) throws IOException {
    return new LogSessionInfo(
        session,
        LogSession.startMillis(session),
        LogSession.pid(session),
        LogSession.isLive(session),
        LogSession.size(session));
  }

  /// What its directory is called, which names it.
  public String name() {
    return String.valueOf(directory.getFileName());
  }
}
