package dev.brummer.app.control;

import dev.brummer.app.program.UpwardSearch;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.socket.UnixConnection;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Finds the running brummers of the user by their discovery files. Any thread.
public final class ControlInstances {
  /// Age from which a file that a starting brummer writes must be complete.
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

  private static final long POLL_INTERVAL_NANOS = 5_000_000;
  private static final int MAX_FILE_BYTES = 1 << 16;

  private ControlInstances() {}

  /// All running brummers, the oldest first. Removes the files of those that have ended.
  public static List<ControlInstance> all(Map<String, String> environment) {
    List<ControlInstance> all = new ArrayList<>();
    for (Path directory : ControlDirectories.all(environment)) {
      if (ControlDirectories.isOwn(directory)) {
        read(directory, all);
      }
    }
    all.sort((one, other) -> Long.compare(one.startedMillis(), other.startedMillis()));
    return all;
  }

  private static void read(Path directory, List<ControlInstance> all) {
    List<Path> others = new ArrayList<>();
    Set<Path> sockets = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (file.toString().endsWith(DiscoveryFile.SUFFIX)) {
          readFile(file, all, sockets);
        } else {
          others.add(file);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return; // the brummers in it cannot be found
    }
    others.removeAll(sockets);
    others.forEach(ControlInstances::removeIfAbandoned);
  }

  private static void readFile(Path file, List<ControlInstance> all, Set<Path> sockets) {
    try {
      if (!ControlDirectories.isOwn(file) || Files.size(file) > MAX_FILE_BYTES) {
        return;
      }
      ControlInstance instance = ControlInstance.parse(Files.readAllBytes(file));
      sockets.add(instance.socket());
      if (instance.isVisible() || UnixConnection.isListening(instance.socket())) {
        all.add(instance);
      } else {
        DiscoveryFile.delete(file, instance.socket());
      }
    } catch (IOException foreign) {
      return; // ended meanwhile, or not a discovery file
    }
  }

  /// Removes what a brummer has left that was killed while it started.
  private static void removeIfAbandoned(Path file) {
    try {
      long age = System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
      String name = file.toString();
      boolean temporary = name.endsWith(DiscoveryFile.TEMPORARY_SUFFIX);
      boolean socket =
          name.endsWith(DiscoveryFile.SOCKET_SUFFIX) && !UnixConnection.isListening(file);
      if ((temporary || socket) && age > START_TIMEOUT.toMillis()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException gone) {
      return; // removed by another client
    }
  }

  /// The brummers in the project of a directory: of the nearest parent in which one runs, see
  /// [UpwardSearch].
  ///
  /// @throws UserException if there is no such directory
  public static List<ControlInstance> inProject(Path directory, List<ControlInstance> all) {
    for (Path at : UpwardSearch.from(requireDirectory(directory))) {
      List<ControlInstance> here = new ArrayList<>();
      for (ControlInstance instance : all) {
        if (instance.project().equals(at)) {
          here.add(instance);
        }
      }
      if (!here.isEmpty()) {
        return here;
      }
    }
    return List.of();
  }

  private static Path requireDirectory(Path directory) {
    Path start = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(start)) {
      throw UserException.usage(
          (Files.exists(start) ? "not a directory: " : "no such directory: ")
              + VisibleText.named(start));
    }
    return ControlInstance.realPath(start);
  }

  /// The newest brummer in the project of a directory.
  public static Optional<ControlInstance> find(Path directory, Map<String, String> environment) {
    List<ControlInstance> here = inProject(directory, all(environment));
    return here.isEmpty() ? Optional.empty() : Optional.of(here.getLast());
  }

  /// Waits until a brummer runs in the project of a directory. Polls, because nothing announces a
  /// file.
  public static Optional<ControlInstance> await(
      Path directory, Map<String, String> environment, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Optional<ControlInstance> found = find(directory, environment);
    while (found.isEmpty() && System.nanoTime() < deadline && !Thread.interrupted()) {
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
      found = find(directory, environment);
    }
    return found;
  }

  /// Waits until the process of a brummer has exited. Polls, because it is no child of this one.
  ///
  /// @return whether it has
  public static boolean awaitExit(ControlInstance instance, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (instance.isVisible()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }

  /// The only brummer in the project of a directory.
  ///
  /// @param pid selects one if there are several; 0 for none
  /// @throws UserException if none runs there, or several run and none is selected
  public static ControlInstance select(Path directory, long pid, Map<String, String> environment) {
    List<ControlInstance> all = all(environment);
    if (pid != 0) {
      return all.stream()
          .filter(it -> it.pid() == pid)
          .findFirst()
          .orElseThrow(
              () -> UserException.notRunning("no brummer has the pid " + pid + running(all)));
    }
    List<ControlInstance> here = inProject(directory, all);
    if (here.isEmpty()) {
      throw UserException.notRunning(
          "no brummer runs in "
              + VisibleText.named(requireDirectory(directory))
              + running(all)
              + ": start one with brummer run");
    }
    if (here.size() > 1) {
      throw UserException.usage(
          here.size()
              + " brummers run in "
              + VisibleText.named(here.getFirst().project())
              + ": select one with --pid "
              + here.stream().map(it -> "" + it.pid()).collect(Collectors.joining(" or ")));
    }
    return here.getFirst();
  }

  private static String running(List<ControlInstance> all) {
    return all.isEmpty()
        ? ""
        : " (running: "
            + all.stream()
                .map(it -> "pid " + it.pid() + " in " + VisibleText.named(it.project()))
                .collect(Collectors.joining(", "))
            + ")";
  }
}
