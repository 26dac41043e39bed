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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A [PidFile] whose run has ended without deleting it.
///
/// @param leaders children without a recorded exit
/// @param names process names by id
public record StalePidFile(
    Path file, String runId, List<ProcessTreeFinder.Leader> leaders, Map<Integer, String> names) {
  /// Other file names are ignored: a run id becomes a mark to search environments for.
  private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{8,}");

  public StalePidFile {
    leaders = List.copyOf(leaders);
    names = Map.copyOf(names);
  }

  /// Reads all stale PID files of a state directory.
  public static List<StalePidFile> findAll(Path state, ProcFs procFs) throws IOException {
    List<StalePidFile> stale = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(state.resolve(PidFile.DIRECTORY))) {
      for (Path file : files) {
        boolean isRun = RUN_ID.matcher(file.getFileName().toString()).matches();
        StalePidFile pidFile = isRun ? read(file, procFs) : null;
        if (pidFile != null) {
          stale.add(pidFile);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    return stale;
  }

  /// @return null if the run is alive, or the file is not a PID file
  private static @Nullable StalePidFile read(Path file, ProcFs procFs) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ");
    if (head.length != 3 || !head[0].equals("run") || isAlive(head[1], head[2], procFs)) {
      return null;
    }
    Map<Integer, ProcessTreeFinder.Leader> leaders = new HashMap<>();
    Map<Integer, String> names = new HashMap<>();
    for (String line : lines) {
      String[] fields = line.split(" ", 5);
      if (fields.length == 5 && fields[0].equals("+")) {
        int pid = (int) parseNumber(fields[1]);
        int id = (int) parseNumber(fields[3]);
        leaders.put(pid, new ProcessTreeFinder.Leader(id, pid, parseNumber(fields[2])));
        names.put(id, fields[4]);
      } else if (fields.length == 2 && fields[0].equals("-")) {
        leaders.remove((int) parseNumber(fields[1]));
      }
    }
    String runId = String.valueOf(file.getFileName());
    return new StalePidFile(file, runId, List.copyOf(leaders.values()), names);
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
