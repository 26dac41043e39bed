package dev.brummer.engine.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One run's directory of segments: `20260131-094512-345-4121` (begin in UTC, pid) with a file
/// `lock`, which its process holds locked while it lives, and `00000000.log`, `00000001.log`, ….
final class Session implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String SEGMENT = ".log";
  private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-\\d{3}-(\\d+)(-\\d+)?");
  private static final DateTimeFormatter BEGIN =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final FileChannel lock;
  private int segments;

  private Session(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /// A new session in the project's log directory.
  static Session create(Path project, long atMillis) throws IOException {
    String name =
        BEGIN.format(Instant.ofEpochMilli(atMillis)) + "-" + ProcessHandle.current().pid();
    Files.createDirectories(project);
    Path directory = createUnique(project, name);
    FileChannel lock =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock.lock();
    return new Session(directory, lock);
  }

  private static Path createUnique(Path project, String name) throws IOException {
    for (int i = 1; ; i++) {
      Path directory = project.resolve(i == 1 ? name : name + "-" + i);
      try {
        return Files.createDirectory(directory);
      } catch (FileAlreadyExistsException taken) {
        if (i == 1000) {
          throw taken;
        }
      }
    }
  }

  Path directory() {
    return directory;
  }

  /// Where the next segment goes.
  Path nextSegment() {
    return directory.resolve(String.format("%08d%s", segments++, SEGMENT));
  }

  /// The sessions in a project's log directory, oldest first.
  static List<Path> list(Path project) throws IOException {
    return children(project, path -> NAME.matcher(path.getFileName().toString()).matches());
  }

  /// The segment files of a session, oldest first.
  static List<Path> segments(Path session) throws IOException {
    return children(session, path -> path.toString().endsWith(SEGMENT));
  }

  private static List<Path> children(Path directory, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.filter(wanted).sorted(Comparator.comparing(Path::toString)).toList();
    }
  }

  /// Deletes the oldest sessions that have ended until the rest takes at most `quotaBytes`.
  static void prune(Path project, long quotaBytes) throws IOException {
    long kept = 0;
    for (Path session : list(project).reversed()) {
      if (!isLive(session)) {
        kept += size(session);
        if (kept > quotaBytes) {
          delete(session);
        }
      }
    }
  }

  /// Whether the process that writes the session still runs. A session of this process is not
  /// tried: closing the file would release its lock.
  static boolean isLive(Path session) throws IOException {
    Matcher name = NAME.matcher(session.getFileName().toString());
    if (name.matches() && Long.parseLong(name.group(1)) == ProcessHandle.current().pid()) {
      return true;
    }
    Path lock = session.resolve(LOCK);
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held == null;
    }
  }

  private static long size(Path session) throws IOException {
    long size = 0;
    for (Path segment : segments(session)) {
      size += Files.size(segment);
    }
    return size;
  }

  /// Only what a session consists of, so that a directory of somebody else stays.
  private static void delete(Path session) throws IOException {
    for (Path segment : segments(session)) {
      Files.deleteIfExists(segment);
    }
    Files.deleteIfExists(session.resolve(LOCK));
    Files.delete(session);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
