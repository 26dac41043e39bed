package dev.brummer.app.control;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Inspects the directories of sockets and discovery files. Any thread.
public final class ControlFiles {
  private ControlFiles() {}

  /// State of one directory that exists.
  ///
  /// @param defect why it cannot be used; empty if it can
  /// @param removed files of ended brummers that were removed
  /// @param stale files of ended brummers that are still there
  public record Inspection(Path directory, String defect, int removed, int stale) {}

  /// Removes files of ended brummers, as every client does, and reports the directories.
  public static List<Inspection> inspect(Map<String, String> environment) {
    List<Path> directories =
        ControlDirectories.all(environment).stream()
            .filter(it -> Files.exists(it, LinkOption.NOFOLLOW_LINKS))
            .toList();
    List<Set<Path>> before = directories.stream().map(ControlFiles::files).toList();
    List<ControlInstance> running = ControlInstances.all(environment);
    List<Inspection> all = new ArrayList<>();
    for (int i = 0; i < directories.size(); i++) {
      Path directory = directories.get(i);
      Set<Path> after = files(directory);
      all.add(
          new Inspection(
              directory,
              defect(directory),
              (int) before.get(i).stream().filter(it -> !after.contains(it)).count(),
              (int) after.stream().filter(it -> isStale(it, running)).count()));
    }
    return all;
  }

  private static Set<Path> files(Path directory) {
    Set<Path> files = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(files::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      return files;
    }
    return files;
  }

  /// Whether a discovery file is of no running brummer.
  private static boolean isStale(Path file, List<ControlInstance> running) {
    if (!file.toString().endsWith(DiscoveryFile.SUFFIX)) {
      return false;
    }
    try {
      ControlInstance instance = ControlInstance.parse(Files.readAllBytes(file));
      return running.stream().noneMatch(it -> it.socket().equals(instance.socket()));
    } catch (IOException unreadable) {
      return Files.exists(file);
    }
  }

  private static String defect(Path directory) {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return "is not a directory";
    }
    if (!ControlDirectories.isOwn(directory)) {
      return "belongs to another user";
    }
    try {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
      if (!mode.endsWith("------")) {
        return "is accessible to others (" + mode + ")";
      }
    } catch (IOException unreadable) {
      return "cannot be read";
    }
    return Files.isWritable(directory) ? "" : "is not writable";
  }
}
