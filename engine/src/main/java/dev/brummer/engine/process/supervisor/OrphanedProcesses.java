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
  private static final long LOOK_NANOS = 20_000_000;

  /// Anything else must not become a mark to look for.
  private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{8,}");

  /// How long killed processes may take to disappear.
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(2);

  private OrphanedProcesses() {}

  /// A process that outlived its run.
  ///
  /// @param command its program's name
  /// @param process what the run called it or its ancestor
  public record Leftover(long pid, String command, String process) {
    @Override
    public String toString() {
      return command + " (pid " + pid + ") of " + process;
    }
  }

  /// One gone run.
  ///
  /// @param leaders the children that it did not see end
  private record Ledger(
      Path file,
      String runId,
      List<ProcessTreeFinder.Leader> leaders,
      Map<Integer, String> names) {}

  /// What is left, of all gone runs whose ledgers are in this state directory. Forgets the ledgers
  /// of those that have left nothing.
  ///
  /// @throws IOException if the state directory cannot be read
  public static List<Leftover> find(Path state) throws IOException {
    try (Libc libc = new Libc()) {
      ProcFs files = new ProcFs(libc);
      List<Leftover> all = new ArrayList<>();
      for (Ledger ledger : ledgers(state, files)) {
        List<Leftover> left = described(ledger, look(ledger, files));
        if (left.isEmpty()) {
          Files.deleteIfExists(ledger.file);
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
  public static List<Leftover> reap(Path state, Duration grace) throws IOException {
    try (Libc libc = new Libc()) {
      ProcFs files = new ProcFs(libc);
      ProcessSignaller killer = new ProcessSignaller(libc, files);
      List<Leftover> survivors = new ArrayList<>();
      for (Ledger ledger : ledgers(state, files)) {
        signal(ledger, files, killer, Signals.TERM, grace);
        signal(ledger, files, killer, Signals.KILL, KILL_PATIENCE);
        List<Leftover> left = described(ledger, look(ledger, files));
        if (left.isEmpty()) {
          Files.deleteIfExists(ledger.file);
        }
        survivors.addAll(left);
      }
      return survivors;
    }
  }

  private static void signal(
      Ledger ledger, ProcFs files, ProcessSignaller killer, int signal, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    ProcessTrees left = look(ledger, files);
    left.trees().values().forEach(tree -> tree.forEach(proc -> killer.signal(proc, signal)));
    while (!left.trees().isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_NANOS);
      left = look(ledger, files);
    }
  }

  private static ProcessTrees look(Ledger ledger, ProcFs files) {
    return new ProcessTreeFinder(files, ledger.runId).look(ledger.leaders);
  }

  private static List<Leftover> described(Ledger ledger, ProcessTrees left) {
    List<Leftover> all = new ArrayList<>();
    left.trees()
        .forEach((id, tree) -> {
          String name = ledger.names.getOrDefault(id, "an earlier run");
          tree.forEach(proc -> all.add(new Leftover(proc.pid(), proc.name(), name)));
        });
    return all;
  }

  private static List<Ledger> ledgers(Path state, ProcFs files) throws IOException {
    List<Ledger> gone = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(state.resolve(PidFile.FOLDER))) {
      for (Path file : all) {
        boolean named = RUN_ID.matcher(file.getFileName().toString()).matches();
        Ledger ledger = named ? read(file, files) : null;
        if (ledger != null) {
          gone.add(ledger);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    return gone;
  }

  /// @return null if its run lives, or the file is none of ours
  private static @Nullable Ledger read(Path file, ProcFs files) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ");
    if (head.length != 3 || !head[0].equals("run") || lives(head[1], head[2], files)) {
      return null;
    }
    Map<Integer, ProcessTreeFinder.Leader> leaders = new HashMap<>();
    Map<Integer, String> names = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 5);
      if (words.length == 5 && words[0].equals("+")) {
        int pid = (int) number(words[1]);
        int id = (int) number(words[3]);
        leaders.put(pid, new ProcessTreeFinder.Leader(id, pid, number(words[2])));
        names.put(id, words[4]);
      } else if (words.length == 2 && words[0].equals("-")) {
        leaders.remove((int) number(words[1]));
      }
    }
    String runId = String.valueOf(file.getFileName());
    return new Ledger(file, runId, List.copyOf(leaders.values()), names);
  }

  private static boolean lives(String pid, String start, ProcFs files) {
    Proc proc = files.process((int) number(pid));
    return proc != null && !proc.ended() && proc.start() == number(start);
  }

  /// @return -1, which is no pid, if the text is no number
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException broken) {
      return -1;
    }
  }
}
