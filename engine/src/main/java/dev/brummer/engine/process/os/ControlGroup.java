package dev.brummer.engine.process.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The control groups (cgroup version 2) of one run: `brummer.<run id>/<process id>` below the
/// group that brummer was started in.
///
/// A process cannot leave its group by forking, by `setsid` or by clearing its environment, and the
/// kernel kills a whole group at once, however fast its members fork. The path in
/// `/proc/<pid>/cgroup` contains the same text as the mark in the environment, so one search finds
/// either. Needs a group that this user may divide: a user session of systemd, a delegated
/// container, or root.
///
/// A child joins right after it has been spawned, on the thread `control-group`: the kernel needs
/// up to 20 ms for it. Forks of the child wait for the kernel meanwhile and end up in the group,
/// too.
public final class ControlGroup {
  /// Environment variable of brummer that disables control groups with the value `off`.
  public static final String VARIABLE = "BRUMMER_CGROUP";

  private static final String PREFIX = "brummer.";

  /// Age from which a group without members is taken for abandoned.
  private static final long ABANDONED_MILLIS = 60_000;

  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final Path MEMBERSHIP = Path.of("/proc/self/cgroup");
  private static final int ROOT_FIELD = 3;
  private static final int MOUNT_POINT_FIELD = 4;

  private final Path directory;

  /// Children that have to join. Unbounded, loses nothing, holds no more than the starts of 20 ms.
  private final LinkedBlockingQueue<Member> joining = new LinkedBlockingQueue<>();

  private volatile boolean usable = true;

  private ControlGroup(Path directory) {
    this.directory = directory;
  }

  private record Member(int id, int pid) {}

  /// Creates the group of a run.
  ///
  /// @param environment brummer's own environment
  /// @return null if this system or user has none to divide, or if it is disabled
  public static @Nullable ControlGroup create(String runId, Map<String, String> environment) {
    Path own = "off".equals(environment.get(VARIABLE)) ? null : ownDirectory();
    if (own == null || !Files.isWritable(own)) {
      return null;
    }
    try {
      ControlGroup group = new ControlGroup(Files.createDirectory(own.resolve(PREFIX + runId)));
      if (!Files.isWritable(group.killFile(group.directory))) {
        group.remove();
        return null;
      }
      Thread.ofPlatform().name("control-group").daemon().start(group::joinQueued);
      return group;
    } catch (IOException | OutOfMemoryError refused) {
      return null;
    }
  }

  /// The group that a run recorded.
  ///
  /// @return null if it does not exist, or is not the group of this run
  static @Nullable ControlGroup ofRun(String directory, String runId) {
    Path path = Path.of(directory);
    boolean own = path.isAbsolute() && path.endsWith(PREFIX + runId);
    return own && Files.isWritable(path.resolve("cgroup.kill")) ? new ControlGroup(path) : null;
  }

  /// The directory of the group that this process is in, null without version 2.
  private static @Nullable Path ownDirectory() {
    try {
      String path = "";
      for (String line : Files.readAllLines(MEMBERSHIP, StandardCharsets.UTF_8)) {
        if (line.startsWith("0::/")) {
          path = line.substring("0::".length());
        }
      }
      for (String line : Files.readAllLines(MOUNTS, StandardCharsets.UTF_8)) {
        if (!path.isEmpty() && line.contains(" - cgroup2 ")) {
          return directory(line.split(" "), path);
        }
      }
      return null;
    } catch (IOException | UncheckedIOException unreadable) {
      return null;
    }
  }

  private static @Nullable Path directory(String[] mount, String path) {
    String root = mount[ROOT_FIELD].equals("/") ? "" : mount[ROOT_FIELD];
    boolean visible = path.equals(root) || path.startsWith(root + "/");
    return visible && !path.contains("/..")
        ? Path.of(mount[MOUNT_POINT_FIELD], path.substring(root.length()))
        : null;
  }

  public Path directory() {
    return directory;
  }

  /// Whether children join. False after the kernel has refused one.
  public boolean isUsable() {
    return usable;
  }

  /// Lets a new child and all that it forks from now on join the group of its process. Returns at
  /// once.
  public void add(int id, int pid) {
    if (usable) {
      joining.add(new Member(id, pid));
    }
  }

  private void joinQueued() {
    removeAbandoned(Objects.requireNonNull(directory.getParent()));
    try {
      while (usable) {
        join(joining.take());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /// Removes the groups of ended runs that were killed together with their watchdog. A run without
  /// members looks the same; it creates its group again when one joins.
  private static void removeAbandoned(Path parent) {
    long newest = System.currentTimeMillis() - ABANDONED_MILLIS;
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path group : groups) {
        if (Files.getLastModifiedTime(group).toMillis() < newest && !isPopulated(group)) {
          remove(group);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return; // the next run tries again
    }
  }

  /// Moves an adopted process into the group of its process, and waits for it.
  ///
  /// @param id 0 if its process is unknown
  public void joinNow(int id, int pid) {
    join(new Member(id, pid));
  }

  /// Whether a process is in a group of this run, or has ended.
  public boolean isMember(int pid) {
    try {
      String groups = Files.readString(Path.of("/proc", Integer.toString(pid), "cgroup"));
      return groups.contains("/" + directory.getFileName() + "/");
    } catch (IOException gone) {
      return true;
    }
  }

  private void join(Member member) {
    Path group = directory.resolve(Integer.toString(member.id));
    try {
      if (!Files.isDirectory(group)) {
        Files.createDirectories(group);
      }
      Files.writeString(group.resolve("cgroup.procs"), Integer.toString(member.pid));
    } catch (IOException refused) {
      usable &= !Files.isDirectory(Path.of("/proc", Integer.toString(member.pid)));
    }
  }

  /// Whether the tree of a process has a member, a zombie included. Exact: there is no moment at
  /// which a forking process is missed.
  public boolean isPopulated(int id) {
    return isPopulated(directory.resolve(Integer.toString(id)));
  }

  /// Whether the run has a member.
  public boolean isPopulated() {
    return isPopulated(directory);
  }

  private static boolean isPopulated(Path group) {
    try {
      return Files.readString(group.resolve("cgroup.events")).contains("populated 1");
    } catch (IOException none) {
      return false;
    }
  }

  /// Kills the tree of a process at once.
  public void kill(int id) {
    kill(directory.resolve(Integer.toString(id)));
  }

  /// Kills all members at once.
  public void kill() {
    kill(directory);
  }

  private void kill(Path group) {
    try {
      Files.writeString(killFile(group), "1");
    } catch (IOException none) {
      return; // the group has never had a member
    }
  }

  private Path killFile(Path group) {
    return group.resolve("cgroup.kill");
  }

  /// Removes the groups, as far as they are empty.
  public void remove() {
    usable = false;
    remove(directory);
  }

  /// A brummer in the tree may have left groups of its own.
  private static void remove(Path group) {
    try (DirectoryStream<Path> inner = Files.newDirectoryStream(group, Files::isDirectory)) {
      inner.forEach(ControlGroup::remove);
    } catch (IOException gone) {
      return;
    }
    try {
      Files.delete(group);
    } catch (IOException populated) {
      return; // removed by `brummer reap`
    }
  }
}
