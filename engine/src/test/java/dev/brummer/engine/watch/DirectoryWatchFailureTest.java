package dev.brummer.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.SeparateJvm;
import dev.brummer.engine.process.os.FaultyLibc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each C function of the watch fails in turn, with the errors that its manual page names: the
/// failure is said in a sentence or the watch goes on, no change is lost, and no descriptor stays
/// open.
@Timeout(60)
final class DirectoryWatchFailureTest {
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;

  @TempDir Path folder;

  @Test
  void failingCall_isSaidOrSurvived() throws Exception {
    SeparateJvm run = SeparateJvm.run(Run.class, folder.toString());
    assertEquals(List.of(), run.lines("! "), run.output());
    assertEquals(17, run.lines("case ").size(), run.output());
    assertEquals(0, run.code(), run.output());
  }

  /// Runs in a JVM of its own, because the functions are replaced before they are linked.
  static final class Run {
    private final Path folder;

    private Run(Path folder) {
      this.folder = folder;
    }

    public static void main(String... arguments) throws Exception {
      FaultyLibc.install();
      new Run(Path.of(arguments[0])).runAll();
    }

    private void runAll() throws IOException {
      new DirectoryWatch().close(); // links the functions
      for (Map.Entry<String, List<Integer>> function :
          Map.of(
                  "inotify_init1", List.of(12, 23, 24),
                  "eventfd", List.of(12, 19, 24),
                  "inotify_add_watch", List.of(2, 12, 13, 20, 28),
                  "poll", List.of(EINTR, 12, 22),
                  "read", List.of(EINTR, EAGAIN, 22))
              .entrySet()) {
        for (int errno : function.getValue()) {
          System.out.println("case " + function.getKey() + ' ' + errno);
          long open = openDescriptors();
          fail(function.getKey(), errno);
          FaultyLibc.repair();
          check(openDescriptors() == open, function.getKey() + " leaves a descriptor open");
        }
      }
    }

    private void fail(String function, int errno) {
      boolean opens = function.equals("inotify_init1") || function.equals("eventfd");
      if (opens) {
        FaultyLibc.fail(function, errno);
      }
      try (DirectoryWatch watch = new DirectoryWatch()) {
        check(!opens, function + " is not said");
        if (function.equals("inotify_add_watch")) {
          failToAdd(watch, errno);
          return;
        }
        watch.add(folder);
        Path changed = Files.writeString(folder.resolve("file"), function + errno);
        FaultyLibc.fail(function, errno);
        Set<Path> seen = awaitDuring(watch, function, errno);
        FaultyLibc.repair();
        Set<Path> told = seen.isEmpty() ? watch.await(1000) : seen;
        check(told.equals(Set.of(changed)), function + " loses a change");
      } catch (IOException said) {
        check(opens, function + ": " + said.getMessage());
        checkSentence(said);
      }
    }

    private void failToAdd(DirectoryWatch watch, int errno) throws IOException {
      FaultyLibc.fail("inotify_add_watch", errno);
      try {
        watch.add(folder);
        check(false, "a directory that is not watched is not said");
      } catch (IOException said) {
        checkSentence(said);
        check(said.getMessage().startsWith(folder + ": "), said.getMessage());
      }
      FaultyLibc.repair();
      watch.add(folder);
      Path changed = Files.writeString(folder.resolve("other"), "" + errno);
      check(watch.await(1000).equals(Set.of(changed)), "a later directory is not watched");
    }

    private static Set<Path> awaitDuring(DirectoryWatch watch, String function, int errno) {
      boolean goesOn = function.equals("read") || errno == EINTR;
      try {
        Set<Path> changed = watch.await(0);
        check(goesOn, function + ' ' + errno + " is not said");
        return changed;
      } catch (IOException said) {
        check(!goesOn, function + ' ' + errno + " is said");
        checkSentence(said);
        return Set.of();
      }
    }

    private static void checkSentence(IOException said) {
      String text = String.valueOf(said.getMessage());
      check(text.length() > 5 && !text.contains("Exception") && !text.endsWith("."), text);
    }

    private static long openDescriptors() throws IOException {
      try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
        return all.count();
      }
    }

    private static void check(boolean holds, String violation) {
      if (!holds) {
        System.out.println("! " + violation);
      }
    }
  }
}
