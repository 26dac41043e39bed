package dev.brummer.app.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.app.config.DotEnvFile;
import dev.brummer.app.fastpath.FastCommand;
import dev.brummer.app.fastpath.OptionValue;
import dev.brummer.app.program.DirectoryOption;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.FileOption;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer list`: run targets of a project with the file and line that define them.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "List what can run in a project, with the file that defines it: what a person most likely"
            + " wants first.")
public final class ListCommand implements FastCommand {
  private static final int MAX_NAME = 200;
  private static final int MAX_ORIGIN = 400;
  private static final int MAX_DESCRIPTION = 2000;

  @Mixin DirectoryOption directory = new DirectoryOption();

  @Mixin FileOption files = new FileOption();

  @Option(
      names = {"-a", "--all"},
      description = "also print hooks and checks (prepare, lint, test)")
  boolean includeFolded;

  @Option(names = "--json", description = "print a JSON array of all")
  boolean json;

  @Override
  public String longName(String shortName) {
    return switch (shortName) {
      case "-d" -> "--dir";
      case "-f" -> "--file";
      case "-a" -> "--all";
      default -> "";
    };
  }

  @Override
  public boolean set(OptionValue option) {
    switch (option.name()) {
      case "--dir" -> directory.set(option.path());
      case "--file" -> files.set(option.addTo(files.paths()));
      case "--all" -> includeFolded = option.flag();
      case "--json" -> json = option.flag();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean setOperands(List<String> operands, List<String> typed) {
    return operands.isEmpty();
  }

  @Override
  public Integer call() throws IOException {
    ProjectDirectory project = ProjectDirectory.find(directory.path(), files.paths());
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
      List<RunTarget> listed = includeFolded ? all : likely(all);
      print(listed, project.path(), StandardStreams.out());
      MessagePrinter.print(moreNotice(all, listed.size()));
    }
    return ExitCodes.OK;
  }

  /// All but hooks and checks. A script that is split is listed with its parts: its name starts
  /// them all.
  private static List<RunTarget> likely(List<RunTarget> all) {
    Set<String> groups = new HashSet<>();
    for (RunTarget it : all) {
      if (it.spec().startsWithGroup()) {
        groups.add(it.spec().group());
      }
    }
    return all.stream().filter(it -> !it.folded() || groups.contains(it.name())).toList();
  }

  /// One sentence about the targets that are not listed, if there are any.
  private static List<String> moreNotice(List<RunTarget> all, int listed) {
    int more = all.size() - listed;
    return more == 0
        ? List.of()
        : List.of(
            more
                + " more "
                + (more == 1 ? "hook or check is" : "hooks and checks are")
                + " not listed: brummer list --all");
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
    StringBuilder table = new StringBuilder();
    for (Row row : rows) {
      appendPadded(table, row.name, names);
      appendPadded(table, row.origin, origins);
      table.append(row.description).append('\n');
    }
    out.print(table.toString());
  }

  private static void appendPadded(StringBuilder table, String text, int width) {
    table.append(text).repeat(' ', width + 2 - text.length());
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
        json.writeBooleanField("folded", runTarget.folded());
        json.writeStringField("description", runTarget.description());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }
}
