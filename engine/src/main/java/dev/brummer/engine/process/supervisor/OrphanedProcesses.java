package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.Signals;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.PidFile;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessSignaller;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.ProcessTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What runs of brummer that are gone have left behind: found by their ledgers, and only what those
/// runs can be shown to have started: a process whose pid and start time stand in the ledger, its
/// descendants and session, or one that carries the mark of the run. Any thread; each call looks
/// afresh.
public final class OrphanedProcesses {
  private static final long POLL_INTERVAL_NANOS = 20_000_000;

  /// Anything else must not become a mark to look for.
  private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{8,}");

  /// How long killed processes may take to disappear.
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(2);

  private OrphanedProcesses() {}

  /// A process that outlived its run.
  ///
  /// @param command its program's name
  /// @param process what the run called it or its ancestor
  public record Orphan(long pid, String command, String process) {
    @Override
    public String toString() {
      return command + " (pid " + pid + ") of " + process;
    }
  }

  /// One gone run.
  ///
  /// @param leaders the children that it did not see end
  private record PidFileContent(
      Path file,
      String runId,
      List<ProcessTreeFinder.Leader> leaders,
      Map<Integer, String> names) {}

  /// What is left, of all gone runs whose ledgers are in this state directory. Forgets the ledgers
  /// of those that have left nothing.
  ///
  /// @throws IOException if the state directory cannot be read
  public static List<Orphan> find(Path state) throws IOException {
    try (Libc libc = new Libc()) {
      ProcFs files = new ProcFs(libc);
      List<Orphan> all = new ArrayList<>();
      for (PidFileContent pidFileContent : readPidFiles(state, files)) {
        List<Orphan> left = describe(pidFileContent, scan(pidFileContent, files));
        if (left.isEmpty()) {
          Files.deleteIfExists(pidFileContent.file);
        }
        all.addAll(left);
      }
      return all;
    }
  }

  /// Ends what is left: SIGTERM, `grace`, SIGKILL, then a last look. Blocks until then.
  ///
  /// @return who survived
  /// @throws IOException if the state directory cannot be read
  public static List<Orphan> terminate(Path state, Duration grace) throws IOException {
    try (Libc libc = new Libc()) {
      ProcFs files = new ProcFs(libc);
      ProcessSignaller killer = new ProcessSignaller(libc, files);
      List<Orphan> survivors = new ArrayList<>();
      for (PidFileContent pidFileContent : readPidFiles(state, files)) {
        signalAndWait(pidFileContent, files, killer, Signals.TERM, grace);
        signalAndWait(pidFileContent, files, killer, Signals.KILL, KILL_TIMEOUT);
        List<Orphan> left = describe(pidFileContent, scan(pidFileContent, files));
        if (left.isEmpty()) {
          Files.deleteIfExists(pidFileContent.file);
        }
        survivors.addAll(left);
      }
      return survivors;
    }
  }

  private static void signalAndWait(
      PidFileContent pidFileContent,
      ProcFs files,
      ProcessSignaller killer,
      int signal,
      Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    ProcessTrees left = scan(pidFileContent, files);
    left.trees().values().forEach(tree -> tree.forEach(proc -> killer.signal(proc, signal)));
    while (!left.trees().isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
      left = scan(pidFileContent, files);
    }
  }

  private static ProcessTrees scan(PidFileContent pidFileContent, ProcFs files) {
    return new ProcessTreeFinder(files, pidFileContent.runId).scan(pidFileContent.leaders);
  }

  private static List<Orphan> describe(PidFileContent pidFileContent, ProcessTrees left) {
    List<Orphan> all = new ArrayList<>();
    left.trees()
        .forEach((id, tree) -> {
          String name = pidFileContent.names.getOrDefault(id, "an earlier run");
          tree.forEach(proc -> all.add(new Orphan(proc.pid(), proc.name(), name)));
        });
    return all;
  }

  private static List<PidFileContent> readPidFiles(Path state, ProcFs files) throws IOException {
    List<PidFileContent> gone = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(state.resolve(PidFile.DIRECTORY))) {
      for (Path file : all) {
        boolean named = RUN_ID.matcher(file.getFileName().toString()).matches();
        PidFileContent pidFileContent = named ? read(file, files) : null;
        if (pidFileContent != null) {
          gone.add(pidFileContent);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    return gone;
  }

  /// @return null if its run lives, or the file is none of ours
  private static @Nullable PidFileContent read(Path file, ProcFs files) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ");
    if (head.length != 3 || !head[0].equals("run") || isAlive(head[1], head[2], files)) {
      return null;
    }
    Map<Integer, ProcessTreeFinder.Leader> leaders = new HashMap<>();
    Map<Integer, String> names = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 5);
      if (words.length == 5 && words[0].equals("+")) {
        int pid = (int) parseNumber(words[1]);
        int id = (int) parseNumber(words[3]);
        leaders.put(pid, new ProcessTreeFinder.Leader(id, pid, parseNumber(words[2])));
        names.put(id, words[4]);
      } else if (words.length == 2 && words[0].equals("-")) {
        leaders.remove((int) parseNumber(words[1]));
      }
    }
    String runId = String.valueOf(file.getFileName());
    return new PidFileContent(file, runId, List.copyOf(leaders.values()), names);
  }

  private static boolean isAlive(String pid, String start, ProcFs files) {
    Proc proc = files.process((int) parseNumber(pid));
    return proc != null && !proc.hasEnded() && proc.startTicks() == parseNumber(start);
  }

  /// @return -1, which is no pid, if the text is no number
  private static long parseNumber(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException broken) {
      return -1;
    }
  }
}
