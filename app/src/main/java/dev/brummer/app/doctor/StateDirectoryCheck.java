package dev.brummer.app.doctor;

import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/// The state directory: permissions, size, and room for recordings.
final class StateDirectoryCheck implements HealthCheck {
  private static final String ADVICE = "set XDG_STATE_HOME to a directory of your own";
  private static final long MIN_FREE_MEGABYTES = 1_024;
  private static final long LARGE_MEGABYTES = 8_192;

  @Override
  public String topic() {
    return "state";
  }

  @Override
  public List<Finding> run(DoctorContext context) throws IOException {
    Path state = context.state();
    String name = VisibleText.named(state);
    Path existing = existing(state);
    if (!Files.isDirectory(existing)) {
      return problem(unusable(name, existing, "is not a directory"));
    }
    if (!Files.isWritable(existing)) {
      return problem(unusable(name, existing, "is not writable"));
    }
    if (!existing.equals(state)) {
      return List.of(Finding.ok(topic(), name + " will be created"));
    }
    if (!Files.getOwner(state).equals(Files.getOwner(Path.of("/proc/self")))) {
      return problem(name + " belongs to another user");
    }
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(state, LinkOption.NOFOLLOW_LINKS);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      return List.of(
          Finding.problem(topic(), name + " is writable by others", "chmod 700 " + name));
    }
    return List.of(room(state, name));
  }

  private Finding room(Path state, String name) throws IOException {
    long used = size(state) >> 20;
    long free = Files.getFileStore(state).getUsableSpace() >> 20;
    String text = name + ", " + used + " MB, " + free + " MB free";
    if (free < MIN_FREE_MEGABYTES) {
      return Finding.warning(topic(), text, "free some disk space: logs may not be recorded");
    }
    return used > LARGE_MEGABYTES
        ? Finding.warning(
            topic(), text, "remove directories in " + name + "/logs that you do not need")
        : Finding.ok(topic(), text + "; at most 1 GB of logs a project");
  }

  private static String unusable(String name, Path existing, String why) {
    String at = VisibleText.named(existing);
    return (at.equals(name) ? name : name + " cannot be created: " + at)
        + " "
        + why
        + ", so nothing is recorded";
  }

  private List<Finding> problem(String text) {
    return List.of(Finding.problem(topic(), text, ADVICE));
  }

  private static Path existing(Path path) {
    Path at = path;
    while (at.getParent() != null && !Files.exists(at)) {
      at = at.getParent();
    }
    return at;
  }

  private static long size(Path directory) throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }
}
