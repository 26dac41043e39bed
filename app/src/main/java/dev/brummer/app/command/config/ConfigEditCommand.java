package dev.brummer.app.command.config;

import dev.brummer.app.config.Config;
import dev.brummer.app.config.key.Problem;
import dev.brummer.app.program.DirectoryOption;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `brummer config edit`: opens a configuration file in the user's editor and checks it after
/// saving.
@Command(
    name = "edit",
    mixinStandardHelpOptions = true,
    description = "Open brummer.toml in $VISUAL or $EDITOR and check it after saving.")
public final class ConfigEditCommand implements Callable<Integer> {
  private static final String DEFAULT_EDITOR = "vi";

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "file to edit (default: brummer.toml of the project)")
  Path file = Path.of("");

  @Mixin DirectoryOption directory = new DirectoryOption();

  @Override
  public Integer call() throws InterruptedException {
    Path edited =
        file.toString().isEmpty()
            ? ProjectDirectory.find(directory.path()).path().resolve(Config.FILE_NAME)
            : file;
    while (true) {
      int code = runEditor(edited);
      if (code != 0) {
        throw UserException.failure("the editor ended with code " + code);
      }
      List<Problem> problems = ProjectTextFile.exists(edited) ? Config.check(edited) : List.of();
      if (problems.isEmpty()) {
        return ExitCodes.OK;
      }
      MessagePrinter.print(problems.stream().map(Problem::sentence).toList());
      if (!editAgain()) {
        return ExitCodes.FAILURE;
      }
    }
  }

  private static int runEditor(Path file) throws InterruptedException {
    Map<String, String> environment = System.getenv();
    String visual = environment.getOrDefault("VISUAL", "");
    String other = environment.getOrDefault("EDITOR", "");
    String editor = visual.isBlank() ? other.isBlank() ? DEFAULT_EDITOR : other : visual;
    try {
      return new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException failed) {
      throw UserException.failure(
          "cannot start the editor "
              + VisibleText.quoted(editor)
              + ": "
              + IoErrorMessage.of(failed));
    }
  }

  /// Asks on a terminal; elsewhere the answer is no.
  private static boolean editAgain() {
    TtyFlags streams = TtyFlags.detect();
    if (!streams.inputTerminal() || !streams.outputTerminal()) {
      return false;
    }
    StandardStreams.out().print("Edit again? [Y/n] ");
    try {
      byte[] line = new byte[64];
      int length = System.in.read(line);
      String answer =
          length <= 0 ? "n" : new String(line, 0, length, StandardCharsets.UTF_8).strip();
      return answer.isEmpty() || answer.regionMatches(true, 0, "y", 0, 1);
    } catch (IOException closed) {
      return false;
    }
  }
}
