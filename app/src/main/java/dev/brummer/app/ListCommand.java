package dev.brummer.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.engine.script.Discovery;
import dev.brummer.engine.script.Script;
import dev.brummer.engine.script.Scripts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brummer list`: what can be run here and where each entry came from.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Show what can be run here and where it was found.")
final class ListCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description = "the project; default: the current directory")
  Path directory = Path.of("");

  @Option(names = "--json", description = "as a JSON array")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Path project = Planner.directory(directory);
    Discovery discovery = Scripts.discover(project);
    discovery.warnings().forEach(warning -> System.err.println("brummer: " + warning));
    if (discovery.scripts().isEmpty() && !json) {
      throw Selection.nothingHere(project, discovery.warnings());
    }
    if (json) {
      printJson(discovery, System.out);
    } else {
      print(discovery, project, System.out);
    }
    return ExitCodes.OK;
  }

  private static void print(Discovery discovery, Path project, PrintStream out) {
    int names = width(discovery, Script::name);
    int origins = width(discovery, script -> origin(script, project));
    String form = "%-" + names + "s  %-" + origins + "s  %s%n";
    for (Script script : discovery.scripts()) {
      out.printf(form, script.name(), origin(script, project), script.description());
    }
  }

  private static int width(
      Discovery discovery, java.util.function.Function<Script, String> column) {
    return discovery.scripts().stream().map(column).mapToInt(String::length).max().orElse(1);
  }

  private static String origin(Script script, Path project) {
    String file = project.relativize(script.origin().toAbsolutePath().normalize()).toString();
    return script.line() > 0 ? file + ":" + script.line() : file;
  }

  private static void printJson(Discovery discovery, PrintStream out) throws IOException {
    try (JsonGenerator json = new ObjectMapper().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      for (Script script : discovery.scripts()) {
        json.writeStartObject();
        json.writeStringField("name", script.name());
        json.writeStringField("group", script.group());
        json.writeArrayFieldStart("command");
        for (String word : script.command()) {
          json.writeString(word);
        }
        json.writeEndArray();
        json.writeStringField("directory", script.directory().toString());
        json.writeStringField("origin", script.origin().toString());
        json.writeNumberField("line", script.line());
        json.writeStringField("description", script.description());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }
}
