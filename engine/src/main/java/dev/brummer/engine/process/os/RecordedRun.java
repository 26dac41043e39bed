package dev.brummer.engine.process.os;

import dev.brummer.engine.process.os.ProcFs.Proc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Content of a [PidFile].
///
/// @param pid pid of brummer
/// @param alive whether the run still goes on: a process with this pid and start time exists
/// @param project project directory; empty if not recorded
/// @param controlGroup directory of its control group; empty if it had none
/// @param leaders children without a recorded exit
/// @param names process names by id
public record RecordedRun(
    Path file,
    String runId,
    int pid,
    boolean alive,
    String project,
    String controlGroup,
    List<ProcessTreeFinder.Leader> leaders,
    Map<Integer, String> names) {
  /// Other file names are ignored: a run id becomes a mark to search environments for.
  private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{8,}");

  public RecordedRun {
    leaders = List.copyOf(leaders);
    names = Map.copyOf(names);
  }

  /// Whether a state directory contains any PID file.
  public static boolean anyIn(Path state) throws IOException {
    Path directory = state.resolve(PidFile.DIRECTORY);
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      return files.iterator().hasNext();
    }
  }

  /// Reads all PID files of a state directory. A file that disappears meanwhile is skipped.
  public static List<RecordedRun> readAll(Path state, ProcFs procFs) throws IOException {
    List<RecordedRun> runs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(state.resolve(PidFile.DIRECTORY))) {
      for (Path file : files) {
        boolean isRun = RUN_ID.matcher(file.getFileName().toString()).matches();
        RecordedRun run = isRun ? readIfPresent(file, procFs) : null;
        if (run != null) {
          runs.add(run);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    return runs;
  }

  private static @Nullable RecordedRun readIfPresent(Path file, ProcFs procFs) throws IOException {
    try {
      return read(file, procFs);
    } catch (NoSuchFileException ended) {
      return null;
    }
  }

  /// @return null if the file is not a PID file
  private static @Nullable RecordedRun read(Path file, ProcFs procFs) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ");
    if (head.length != 3 || !head[0].equals("run")) {
      return null;
    }
    String project = "";
    String controlGroup = "";
    Map<Integer, ProcessTreeFinder.Leader> leaders = new LinkedHashMap<>();
    Map<Integer, String> names = new HashMap<>();
    for (String line : lines) {
      String[] fields = line.split(" ", 5);
      if (line.startsWith(PidFile.PROJECT)) {
        project = line.substring(PidFile.PROJECT.length());
      } else if (line.startsWith(PidFile.CONTROL_GROUP)) {
        controlGroup = line.substring(PidFile.CONTROL_GROUP.length());
      } else if (fields.length == 5 && fields[0].equals("+")) {
        int pid = (int) parseNumber(fields[1]);
        int id = (int) parseNumber(fields[3]);
        leaders.put(pid, new ProcessTreeFinder.Leader(id, pid, parseNumber(fields[2])));
        names.put(id, fields[4]);
      } else if (fields.length == 2 && fields[0].equals("-")) {
        leaders.remove((int) parseNumber(fields[1]));
      }
    }
    String runId = String.valueOf(file.getFileName());
    return new RecordedRun(
        file,
        runId,
        (int) parseNumber(head[1]),
        isAlive(head[1], head[2], procFs),
        project,
        controlGroup,
        List.copyOf(leaders.values()),
        names);
  }

  /// The control group of the run, null if it had none or it is gone.
  public @Nullable ControlGroup findControlGroup() {
    return controlGroup.isEmpty() ? null : ControlGroup.ofRun(controlGroup, runId);
  }

  private static boolean isAlive(String pid, String startTicks, ProcFs procFs) {
    Proc proc = procFs.process((int) parseNumber(pid));
    return proc != null && !proc.hasEnded() && proc.startTicks() == parseNumber(startTicks);
  }

  /// @return -1, an invalid pid, for malformed text
  private static long parseNumber(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException malformed) {
      return -1;
    }
  }
}
