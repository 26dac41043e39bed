package dev.brummer.engine.process.os;

import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What this run has started, in a file `runs/<run id>` of the state directory that goes when
/// nothing is left: one that is found later tells what a run could not clear away. Appended before
/// the child's first line is read.
///
///     run <pid of brummer> <its start, in ticks since boot>
///     + <pid> <its start> <id> <name>
///     - <pid>
///
/// Owner: the thread `processes`.
public final class PidFile {
  public static final String DIRECTORY = "runs";

  private final Consumer<String> onError;
  private final ProcFs files;

  /// Null where there is none, or none any more because it cannot be written.
  private @Nullable Path file;

  /// @param trouble is told once, in a sentence, that the ledger cannot be kept
  public PidFile(SupervisorSettings settings, ProcFs files, Consumer<String> trouble) {
    this.onError = trouble;
    this.files = files;
    Path state = settings.state();
    this.file = state == null ? null : state.resolve(DIRECTORY).resolve(settings.runId());
  }

  public void recordStart(int id, String name, Proc proc) {
    append("+ " + proc.pid() + " " + proc.startTicks() + " " + id + " " + name);
  }

  public void recordExit(long pid) {
    append("- " + pid);
  }

  /// Nothing is left.
  public void close() {
    Path kept = file;
    if (kept != null) {
      try {
        Files.deleteIfExists(kept);
      } catch (IOException unwritable) {
        disable(kept, unwritable);
      }
    }
  }

  private void append(String line) {
    Path kept = file;
    if (kept == null) {
      return;
    }
    try {
      if (!Files.exists(kept)) {
        create(kept);
      }
      Files.writeString(kept, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      disable(kept, unwritable);
    }
  }

  private void disable(Path kept, IOException cause) {
    file = null;
    onError.accept("the ledger of this run cannot be kept: " + kept + ": " + cause.getMessage());
  }

  private void create(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    int self = (int) ProcessHandle.current().pid();
    Proc own = Objects.requireNonNull(files.process(self), "brummer itself");
    String head = "run " + self + " " + own.startTicks() + "\n";
    Files.write(file, head.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
  }
}
