package dev.brummer.app.run;

import dev.brummer.engine.process.BrowserOpeners;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.Script;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Variables that a process gets because of what it runs. Pure.
///
/// - `PORT` for the web processes of a Procfile, with the number that foreman gives: 5000 for the
///   first line, 5100 for the second and so on. If `PORT` is set, the first web process has that
///   port, and those after it count from there. A web process has a name like `web`, runs a known
///   server, or refers to `PORT`.
/// - `BROWSER=none` for a command that runs a tool of [BrowserOpeners], directly or through scripts
///   of its directory and those below.
final class ScriptEnvironment {
  private static final int FIRST_PORT = 5000;
  private static final int PORT_STEP = 100;
  private static final String PORT = "PORT";
  private static final String BROWSER = "BROWSER";

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
          "just");

  private final List<Script> scripts;
  private final Map<String, String> environment;
  private final Map<String, String> variables;

  /// @param scripts all scripts of the project, in file order
  /// @param environment variables that all processes inherit
  /// @param variables variables of all processes, which do not replace inherited ones
  ScriptEnvironment(
      List<Script> scripts, Map<String, String> environment, Map<String, String> variables) {
    this.scripts = scripts;
    this.environment = environment;
    this.variables = variables;
  }

  /// The variables of a discovered script.
  Map<String, String> of(Script script) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    if (isProcfile(script) && isWeb(script)) {
      port(script).ifPresent(port -> all.put(PORT, Integer.toString(port)));
    }
    return all;
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
    String set = environment.getOrDefault(PORT, variables.getOrDefault(PORT, ""));
    if (set.isEmpty()) {
      return OptionalInt.of(FIRST_PORT + PORT_STEP * index);
    }
    if (!set.matches("\\d{1,5}")) {
      return OptionalInt.empty();
    }
    int first =
        IntStream.range(0, lines.size()).filter(i -> isWeb(lines.get(i))).findFirst().orElse(0);
    return OptionalInt.of(Integer.parseInt(set) + PORT_STEP * (index - first));
  }

  private static boolean isProcfile(Script script) {
    return String.valueOf(script.origin().getFileName()).startsWith("Procfile");
  }

  private static boolean isWeb(Script script) {
    return WEB_NAME.matcher(localName(script)).matches()
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
    return scripts.stream()
        .filter(other -> other.directory().startsWith(directory))
        .filter(other -> words.stream().anyMatch(word -> names(word, localName(other))))
        .filter(visited::add)
        .anyMatch(other -> opensBrowser(other.description(), other.directory(), visited));
  }

  /// Whether a word names a script: `dev`, `npm:dev` or `dev:*`.
  private static boolean names(String word, String script) {
    String name = word.replaceFirst("^(?:npm|pnpm|yarn|bun):", "");
    return name.equals(script)
        || (name.endsWith("*") && script.startsWith(name.replaceFirst("\\*+$", "")));
  }

  /// The name without the package.
  private static String localName(Script script) {
    return script.name().startsWith(script.group() + ":")
        ? script.name().substring(script.group().length() + 1)
        : script.name();
  }
}
