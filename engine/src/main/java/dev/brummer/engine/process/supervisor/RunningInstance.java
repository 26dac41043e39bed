package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Another brummer that runs in a project, as its PID file tells. The file of a run that was killed
/// does not count: the pid and start time in it belong to no process any more.
///
/// @param started start of that brummer
/// @param processes names of its running processes, in the order of their start
public record RunningInstance(long pid, Instant started, List<String> processes) {
  public RunningInstance {
    processes = List.copyOf(processes);
  }

  /// Finds the instances of the current user in a project. Any thread.
  ///
  /// @param state state directory
  /// @throws IOException if the state directory cannot be read
  public static List<RunningInstance> find(Path state, Path project) throws IOException {
    if (!RecordedRun.anyIn(state)) {
      return List.of(); // linking libc would delay the start
    }
    List<RunningInstance> all = new ArrayList<>();
    try (Libc libc = new Libc()) {
      Path wanted = realPath(project.toString());
      for (RecordedRun run : RecordedRun.readAll(state, new ProcFs(libc))) {
        if (run.alive() && !run.project().isEmpty() && wanted.equals(realPath(run.project()))) {
          all.add(of(run));
        }
      }
    }
    return all;
  }

  private static RunningInstance of(RecordedRun run) {
    List<String> names =
        run.leaders().stream()
            .filter(leader -> leader.id() != ProcessTreeFinder.UNKNOWN_OWNER)
            .map(leader -> run.names().getOrDefault(leader.id(), "?"))
            .distinct()
            .toList();
    Instant started =
        ProcessHandle.of(run.pid())
            .flatMap(handle -> handle.info().startInstant())
            .orElseGet(Instant::now);
    return new RunningInstance(run.pid(), started, names);
  }

  /// The path without symbolic links, so that a project is the same however it was reached.
  private static Path realPath(String text) throws IOException {
    try {
      Path path = Path.of(text);
      return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
    } catch (InvalidPathException malformed) {
      throw new IOException("malformed project in a PID file: " + text, malformed);
    }
  }
}
