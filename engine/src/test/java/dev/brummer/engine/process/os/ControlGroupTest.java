package dev.brummer.engine.process.os;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Needs a group that this user may divide; skipped elsewhere.
@Timeout(30)
class ControlGroupTest {
  private static final String RUN = "c0ffee00c0ffee00c0ffee00c0ffee0";

  private final @Nullable ControlGroup first = ControlGroup.create(RUN + "1", Map.of());
  private @Nullable ControlGroup second;

  @AfterEach
  void remove() {
    if (first != null) {
      first.remove();
    }
    if (second != null) {
      second.remove();
    }
  }

  @Test
  void abandonedGroups_areRemovedByTheNextRun_youngOnesAreNot() throws IOException {
    ControlGroup group = group();
    Path old = Files.createDirectory(group.directory().resolveSibling("brummer." + RUN + "2"));
    Files.createDirectory(old.resolve("7"));
    age(old);

    second = ControlGroup.create(RUN + "3", Map.of());

    while (Files.exists(old)) {
      LockSupport.parkNanos(1_000_000);
    }
    assertTrue(Files.exists(group.directory()));
  }

  @Test
  void childOfARun_whoseGroupWasRemoved_joins() throws IOException {
    ControlGroup group = group();
    Process child = new ProcessBuilder("sleep", "1000").start();
    try {
      Files.delete(group.directory());

      group.joinNow(1, (int) child.pid());

      assertTrue(group.isMember((int) child.pid()));
      assertTrue(group.isPopulated(1));
      assertFalse(group.isPopulated(2));
      assertTrue(group.isUsable());
    } finally {
      child.destroyForcibly().onExit().join();
    }
  }

  private ControlGroup group() {
    assumeTrue(first != null, "no control group can be created here");
    return first;
  }

  private static void age(Path group) throws IOException {
    Files.setLastModifiedTime(group, FileTime.from(Instant.now().minus(Duration.ofMinutes(5))));
  }
}
