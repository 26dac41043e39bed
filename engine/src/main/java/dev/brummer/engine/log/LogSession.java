package dev.brummer.engine.log;

import dev.brummer.engine.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Directory of one session: `20260131-094512-345-4121` (start in UTC, pid). Contains the file
/// `lock`, locked while the session's process lives, `names` of its processes, and the segments
/// `00000000.log`, `00000001.log`, ….
final class LogSession implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String SEGMENT = ".log";
  private static final Pattern SEGMENT_NAME = Pattern.compile("\\d{8}\\.log");
  private static final int MAX_SESSIONS = 50;
  private static final Pattern NAME = Pattern.compile("(\\d{8}-\\d{6}-\\d{3})-(\\d{1,9})(-\\d+)?");
  private final Path directory;
  private FileChannel lock;
  private int segments;

  private LogSession(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /// Creates a session in the project's log directory. The directory gets its final name after it
  /// is locked, so that a concurrent prune never sees an unlocked session.
  static LogSession create(Path project, long atMillis) throws IOException {
    long pid = ProcessHandle.current().pid();
    String name = SessionTime.format(atMillis) + "-" + pid;
    OwnerOnlyFiles.createDirectories(project);
    Path unnamed = OwnerOnlyFiles.createUniqueDirectory(project, ".new" + pid);
    FileChannel lock = createLock(unnamed);
    try {
      return new LogSession(moveUnique(unnamed, project, name), lock);
    } catch (IOException failed) {
      lock.close();
      throw failed;
    }
  }

  private static FileChannel createLock(Path directory) throws IOException {
    FileChannel lock =
        OwnerOnlyFiles.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock.lock();
      return lock;
    } catch (IOException failed) {
      lock.close();
      throw failed;
    }
  }

  /// Creates the directory and the lock again if another program has deleted them.
  void restore() throws IOException {
    OwnerOnlyFiles.createDirectories(directory);
    if (!Files.exists(directory.resolve(LOCK))) {
      lock.close();
      lock = createLock(directory);
    }
  }

  private static Path moveUnique(Path unnamed, Path project, String name) throws IOException {
    for (int i = 1; ; i++) {
      Path directory = project.resolve(i == 1 ? name : name + "-" + i);
      try {
        return Files.move(unnamed, directory);
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

  /// Path of the next segment.
  Path nextSegment() {
    String number = String.valueOf(segments++);
    return directory.resolve("0".repeat(Math.max(0, 8 - number.length())) + number + SEGMENT);
  }

  /// The sessions in a project's log directory, oldest first.
  static List<Path> list(Path project) throws IOException {
    return listMatching(project, NAME);
  }

  /// The segment files of a session, oldest first.
  static List<Path> segments(Path session) throws IOException {
    return listMatching(session, SEGMENT_NAME);
  }

  /// Lists without a stream, which would take twice as long in the short life of most runs.
  private static List<Path> listMatching(Path directory, Pattern pattern) throws IOException {
    String[] names = directory.toFile().list();
    if (names == null) {
      try (Stream<Path> _ = Files.list(directory)) { // fails and says why
        return List.of();
      }
    }
    Arrays.sort(names);
    List<Path> matching = new ArrayList<>();
    for (String name : names) {
      if (pattern.matcher(name).matches()) {
        matching.add(directory.resolve(name));
      }
    }
    return matching;
  }

  /// Deletes ended sessions: those started before `oldestMillis`, and the oldest until the
  /// remaining ones take at most `quotaBytes` and are at most [#MAX_SESSIONS].
  static void prune(Path project, long quotaBytes, long oldestMillis) throws IOException {
    long keptBytes = 0;
    int count = 0;
    String oldest = SessionTime.format(oldestMillis);
    for (Path session : list(project).reversed()) {
      keptBytes += size(session);
      boolean excess = keptBytes > quotaBytes || ++count > MAX_SESSIONS;
      boolean old = String.valueOf(session.getFileName()).compareTo(oldest) < 0;
      if ((excess || old) && !isLive(session)) {
        delete(session);
      }
    }
  }

  /// Start of a session; 0 if the directory's name contains none.
  static long startMillis(Path session) {
    Matcher name = NAME.matcher(String.valueOf(session.getFileName()));
    return name.matches() ? SessionTime.parse(name.group(1)) : 0;
  }

  /// Pid of the process that wrote the session.
  static long pid(Path session) {
    Matcher name = NAME.matcher(String.valueOf(session.getFileName()));
    return name.matches() ? Long.parseLong(name.group(2)) : 0;
  }

  /// Whether the process that writes the session is alive. A session of this process is not probed:
  /// closing the lock file would release its lock.
  static boolean isLive(Path session) throws IOException {
    Path lock = session.resolve(LOCK);
    if (!Files.exists(lock)) {
      return false;
    }
    if (pid(session) == ProcessHandle.current().pid()) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held == null;
    }
  }

  static long size(Path session) throws IOException {
    long size = 0;
    for (Path segment : segments(session)) {
      size += segment.toFile().length();
    }
    return size;
  }

  /// Deletes only files that belong to a session, so that a directory with other content stays.
  private static void delete(Path session) throws IOException {
    for (Path segment : segments(session)) {
      Files.deleteIfExists(segment);
    }
    Files.deleteIfExists(ProcessNames.file(session));
    Files.deleteIfExists(session.resolve(LogStore.JOURNAL_FILE));
    Files.deleteIfExists(session.resolve(LOCK));
    Files.delete(session);
  }

  /// Closes the session; deletes it if it contains no line.
  @Override
  public void close() throws IOException {
    try {
      if (Files.isDirectory(directory) && segments(directory).isEmpty()) {
        delete(directory);
      }
      Files.deleteIfExists(directory.resolve(LOCK));
    } finally {
      lock.close();
    }
  }
}
