package dev.brummer.app.run;

import dev.brummer.engine.process.BrowserOpeners;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Variables that a process gets because of what it runs. Pure.
///
/// - `PORT` for the web processes of a Procfile, with the number that foreman gives: 5000 for the
///   first line, 5100 for the second and so on. If `PORT` is set, the first web process has that
///   port, and those after it count from there. `.overmind.env` may set the first port and the
///   step. A web process has a name like `web`, runs a known server, or refers to `PORT`.
/// - `PATH` with the programs of installed packages for lines of a `package.json` that run without
///   its package manager.
/// - `BROWSER=none` for a command that runs a tool of [BrowserOpeners], directly or through scripts
///   of its directory and those below.
final class ScriptEnvironment {
  private static final int FIRST_PORT = 5000;
  private static final int PORT_STEP = 100;
  private static final String PORT = "PORT";
  private static final String BROWSER = "BROWSER";
  private static final String PATH = "PATH";

  private static final Pattern WEB_NAME =
      Pattern.compile(
          "(?:.*[:_.-])?(?:web|www|site|server|api|app|frontend|backend|client|admin|dashboard"
              + "|gateway|graphql|docs|http|ui|rails|puma|next|django|flask)(?:[:_.\\d-].*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SERVER_COMMAND =
      Pattern.compile(
          "(?:^|[\\s;&|(/])(?:rails\\s+s(?:erver)?|puma|unicorn|thin|rackup|shotgun|gunicorn"
              + "|uvicorn|hypercorn|daphne|waitress-serve|flask\\s+run|manage\\.py\\s+runserver"
              + "|artisan\\s+serve|php\\s+-S|next(?:\\s+(?:dev|start))?|nuxt|nuxi|react-scripts\\s+start"
              + "|nodemon|http-server|serve|node\\s+\\S*(?:server|app|www)(?:\\.[cm]?js)?)(?=[\\s;&|)]|$)");

  private static final Pattern PORT_REFERENCE =
      Pattern.compile("\\$\\{?PORT\\b|environ.{0,6}PORT\\b|ENV.{0,8}PORT\\b|\\benv\\.PORT\\b");

  private static final Pattern MANAGER_PREFIX = Pattern.compile("^(?:npm|pnpm|yarn|bun):");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s;&|()'\"]+");

  /// Programs that run scripts by their names.
  private static final Set<String> SCRIPT_RUNNERS =
      Set.of(
          "npm",
          "pnpm",
          "yarn",
          "bun",
          "npm-run-all",
          "run-p",
          "run-s",
          "concurrently",
          "turbo",
          "nx",
          "lerna",
          "make",
          "just",
          "deno",
          "rushx",
          "moon");

  private final List<Script> scripts;
  private final NavigableMap<String, List<Script>> byDirectory = new TreeMap<>();
  private final Map<String, String> environment;
  private final Map<String, String> variables;
  private final OvermindSettings overmind;

  /// @param scripts all scripts of the project, in file order
  /// @param environment variables that all processes inherit
  /// @param variables variables of all processes, which do not replace inherited ones
  /// @param overmind settings for the ports of a Procfile
  ScriptEnvironment(
      List<Script> scripts,
      Map<String, String> environment,
      Map<String, String> variables,
      OvermindSettings overmind) {
    this.scripts = scripts;
    for (Script script : scripts) {
      byDirectory
          .computeIfAbsent(script.directory().toString(), _ -> new ArrayList<>())
          .add(script);
    }
    this.environment = environment;
    this.variables = variables;
    this.overmind = overmind;
  }

  /// The variables of a discovered script.
  Map<String, String> of(Script script) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    if (isProcfile(script) && isWeb(script) && overmind.setsPorts()) {
      port(script).ifPresent(port -> all.put(PORT, Integer.toString(port)));
    }
    if (!script.programs().isEmpty()) {
      String inherited = all.getOrDefault(PATH, environment.getOrDefault(PATH, ""));
      all.put(PATH, String.join(":", programs(script, inherited)));
    }
    return all;
  }

  private static List<String> programs(Script script, String inherited) {
    List<String> directories = new ArrayList<>();
    script.programs().forEach(directory -> directories.add(directory.toString()));
    directories.add(inherited);
    return directories;
  }

  /// The same process with `BROWSER=none`, if it runs a tool that opens a browser and `BROWSER` is
  /// not set.
  ProcessSpec withoutBrowser(ProcessSpec spec) {
    boolean set = environment.containsKey(BROWSER) || spec.environment().containsKey(BROWSER);
    if (set || !opensBrowser(String.join(" ", spec.command()), spec.directory(), new HashSet<>())) {
      return spec;
    }
    return spec.withVariable(BROWSER, "none");
  }

  /// The port of a web process; empty if the set one is no number.
  private OptionalInt port(Script script) {
    List<Script> lines =
        scripts.stream().filter(other -> other.origin().equals(script.origin())).toList();
    int index = lines.indexOf(script);
    int step = overmind.portStep(PORT_STEP);
    String set = environment.getOrDefault(PORT, variables.getOrDefault(PORT, ""));
    if (set.isEmpty()) {
      return OptionalInt.of(overmind.firstPort(FIRST_PORT) + step * index);
    }
    if (!set.matches("\\d{1,5}")) {
      return OptionalInt.empty();
    }
    int first =
        IntStream.range(0, lines.size()).filter(i -> isWeb(lines.get(i))).findFirst().orElse(0);
    return OptionalInt.of(Integer.parseInt(set) + step * (index - first));
  }

  static boolean isProcfile(Script script) {
    return String.valueOf(script.origin().getFileName()).startsWith("Procfile");
  }

  private static boolean isWeb(Script script) {
    return WEB_NAME.matcher(script.localName()).matches()
        || SERVER_COMMAND.matcher(script.description()).find()
        || PORT_REFERENCE.matcher(script.description()).find();
  }

  private boolean opensBrowser(String command, Path directory, Set<Script> visited) {
    if (BrowserOpeners.isRunBy(List.of(command))) {
      return true;
    }
    Set<String> words = new HashSet<>(List.of(SEPARATOR.split(command)));
    if (Collections.disjoint(words, SCRIPT_RUNNERS)) {
      return false;
    }
    ScriptNames names = ScriptNames.of(words);
    for (Map.Entry<String, List<Script>> others :
        byDirectory.tailMap(directory.toString(), true).entrySet()) {
      if (!others.getKey().startsWith(directory.toString())) {
        return false;
      }
      for (Script other : others.getValue()) {
        if (other.directory().startsWith(directory)
            && names.contain(other.localName())
            && visited.add(other)
            && opensBrowser(other.description(), other.directory(), visited)) {
          return true;
        }
      }
    }
    return false;
  }

  /// The names of scripts that words of a command may be: `dev`, `npm:dev`, or `dev:*`.
  private record ScriptNames(Set<String> exact, List<String> prefixes) {
    static ScriptNames of(Set<String> words) {
      Set<String> exact = new HashSet<>();
      List<String> prefixes = new ArrayList<>();
      for (String word : words) {
        String name = MANAGER_PREFIX.matcher(word).replaceFirst("");
        exact.add(name);
        if (name.endsWith("*")) {
          prefixes.add(name.replaceFirst("\\*+$", ""));
        }
      }
      return new ScriptNames(exact, prefixes);
    }

    boolean contain(String script) {
      return exact.contains(script) || prefixes.stream().anyMatch(script::startsWith);
    }
  }
}
