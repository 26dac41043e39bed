package dev.brummer.app.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.app.config.DotEnvFile;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.run.ProcessNameResolver;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.RunTarget;
import dev.brummer.app.run.RunTargets;
import dev.brummer.engine.text.TerminalOutput;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brummer list`: run targets of a project with the file and line that define them.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List what can run in a project, with the file that defines it.")
public final class ListCommand implements Callable<Integer> {
  private static final int MAX_NAME = 200;
  private static final int MAX_ORIGIN = 400;
  private static final int MAX_DESCRIPTION = 2000;

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description = "directory to look for the project from, upwards (default: current directory)")
  Path directory = Path.of("");

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "list what this file declares, see run --file")
  List<Path> files = List.of();

  @Option(names = "--json", description = "print a JSON array")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ProjectDirectory project = ProjectDirectory.find(directory, files);
    MessagePrinter.print(project.notice());
    Map<String, String> environment = System.getenv();
    Map<String, String> variables =
        DotEnvFile.load(project.path(), List.of(), environment, _ -> {});
    RunTargets runTargets = new RunTargets(project, environment, true, variables);
    MessagePrinter.print(runTargets.warnings());
    List<RunTarget> all = runTargets.all();
    if (all.isEmpty() && !json) {
      throw ProcessNameResolver.nothingToRun(project, runTargets.warnings());
    }
    if (json) {
      printJson(all, StandardStreams.out().json());
    } else {
      print(all, project.path(), StandardStreams.out());
    }
    return ExitCodes.OK;
  }

  /// Texts of one target, in visible form and of bounded length.
  private record Row(String name, String origin, String description) {
    static Row of(RunTarget runTarget, Path project) {
      return new Row(
          VisibleText.bounded(runTarget.name(), MAX_NAME),
          VisibleText.bounded(originOf(runTarget, project), MAX_ORIGIN),
          VisibleText.bounded(runTarget.description(), MAX_DESCRIPTION));
    }
  }

  private static void print(List<RunTarget> all, Path project, TerminalOutput out) {
    List<Row> rows = all.stream().map(runTarget -> Row.of(runTarget, project)).toList();
    int names = columnWidth(rows, Row::name);
    int origins = columnWidth(rows, Row::origin);
    String format = "%-" + names + "s  %-" + origins + "s  %s\n";
    StringBuilder table = new StringBuilder();
    for (Row row : rows) {
      table.append(format.formatted(row.name, row.origin, row.description));
    }
    out.print(table.toString());
  }

  private static int columnWidth(List<Row> rows, Function<Row, String> column) {
    return rows.stream().map(column).mapToInt(String::length).max().orElse(1);
  }

  private static String originOf(RunTarget runTarget, Path project) {
    String file = project.relativize(runTarget.origin().toAbsolutePath().normalize()).toString();
    return runTarget.line() > 0 ? file + ":" + runTarget.line() : file;
  }

  private static void printJson(List<RunTarget> all, OutputStream out) throws IOException {
    try (JsonGenerator json = new ObjectMapper().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      for (RunTarget runTarget : all) {
        json.writeStartObject();
        json.writeStringField("name", runTarget.name());
        json.writeStringField("group", runTarget.spec().group());
        json.writeArrayFieldStart("command");
        for (String argument : runTarget.spec().command()) {
          json.writeString(argument);
        }
        json.writeEndArray();
        json.writeStringField("directory", runTarget.spec().directory().toString());
        json.writeStringField("origin", runTarget.origin().toString());
        json.writeNumberField("line", runTarget.line());
        json.writeStringField("description", runTarget.description());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }
}
