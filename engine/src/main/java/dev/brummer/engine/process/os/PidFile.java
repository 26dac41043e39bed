package dev.brummer.engine.process.os;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.OwnerOnlyFiles;
import dev.brummer.engine.process.os.ProcFs.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Records this run and its children in the file `runs/<run id>` of the state directory. While the
/// run goes on, the file tells other runs what is running in the project. It is deleted when no
/// child is left; one found later lists the children that a crashed run may have orphaned, see
/// [RecordedRun]. A child is recorded before its first output is read.
///
///     run <pid of brummer> <start time, in clock ticks since boot>
///     project <directory>
///     cgroup <directory>
///     + <pid> <start time> <id> <name>
///     - <pid>
///
/// Confined to the thread `processes`.
public final class PidFile {
  public static final String DIRECTORY = "runs";

  static final String PROJECT = "project ";
  static final String CONTROL_GROUP = "cgroup ";

  private final Consumer<String> onError;
  private final ProcFs procFs;

  /// Lines to write again if another program deletes the file: the project, and the children by
  /// pid.
  private final Map<Long, String> running = new LinkedHashMap<>();

  /// Null without a state directory, and after a write error.
  private @Nullable Path file;

  /// @param state state directory, null for none
  /// @param onError receives one sentence after the first write error
  public PidFile(@Nullable Path state, String runId, ProcFs procFs, Consumer<String> onError) {
    this.onError = onError;
    this.procFs = procFs;
    this.file = state == null ? null : state.resolve(DIRECTORY).resolve(runId);
  }

  /// Records the project of this run before its first child starts.
  public void recordProject(Path project) {
    String line = PROJECT + project.toString().replace('\n', ' ');
    append(line);
    running.put(0L, line + "\n");
  }

  /// Records the control group of this run before its first child starts.
  public void recordControlGroup(ControlGroup group) {
    append(CONTROL_GROUP + group.directory());
  }

  public void recordStart(ProcessTreeFinder.Leader leader, String name) {
    String line = "+ " + leader.pid() + " " + leader.startTicks() + " " + leader.id() + " " + name;
    append(line);
    running.put((long) leader.pid(), line + "\n");
  }

  public void recordExit(long pid) {
    running.remove(pid);
    append("- " + pid);
  }

  /// Deletes the file.
  public void close() {
    Path current = file;
    if (current != null) {
      try {
        Files.deleteIfExists(current);
      } catch (IOException failure) {
        disable(current, failure);
      }
    }
  }

  private void append(String line) {
    Path current = file;
    if (current == null) {
      return;
    }
    try {
      if (!Files.exists(current)) {
        create(current);
      }
      Files.writeString(current, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException failure) {
      disable(current, failure);
    }
  }

  private void disable(Path current, IOException cause) {
    file = null;
    onError.accept(
        "cannot write the PID file of this run: " + current + ": " + IoErrorMessage.of(cause));
  }

  private void create(Path file) throws IOException {
    OwnerOnlyFiles.createParents(file);
    int self = (int) ProcessHandle.current().pid();
    Proc own = Objects.requireNonNull(procFs.process(self), "brummer itself");
    String head = "run " + self + " " + own.startTicks() + "\n";
    OwnerOnlyFiles.append(file, head + String.join("", running.values()));
  }
}
