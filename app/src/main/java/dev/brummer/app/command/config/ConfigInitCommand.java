package dev.brummer.app.command.config;

import dev.brummer.app.config.Config;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brummer config init`: writes a commented `brummer.toml` from what was found.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Write a commented brummer.toml from what the project can run. Never replaces a file.")
public final class ConfigInitCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description =
          "directory of the new file (default: that of the project, else the current one)")
  Path directory = Path.of("");

  @Override
  public Integer call() {
    ProjectDirectory project = ProjectDirectory.find(directory);
    Path file = project.path().resolve(Config.FILE_NAME);
    if (ProjectTextFile.exists(file)) {
      throw exists(file);
    }
    MessagePrinter.print(project.scripts().warnings());
    String text = ConfigTemplate.of(project.scripts().scripts(), project.path());
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException concurrently) {
      throw exists(file);
    } catch (IOException failed) {
      throw UserException.failure(
          "cannot write " + VisibleText.named(file) + ": " + IoErrorMessage.of(failed));
    }
    StandardStreams.out().println("wrote " + VisibleText.named(file));
    return ExitCodes.OK;
  }

  private static UserException exists(Path file) {
    return UserException.failure(
        VisibleText.named(file) + " exists already: brummer config edit opens it");
  }
}
