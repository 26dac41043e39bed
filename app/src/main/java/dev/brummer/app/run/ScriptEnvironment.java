package dev.brummer.app.run;

import dev.brummer.engine.process.BrowserOpeners;
import dev.brummer.engine.script.Script;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Variables that a discovered script gets because of its kind. Pure.
///
/// - `PORT` for the web processes of a Procfile, with the number that foreman gives: 5000 for the
///   first line, 5100 for the second and so on. A web process is named `web` or refers to `PORT`.
/// - `BROWSER=none` for a script that runs a tool of [BrowserOpeners], directly or through other
///   scripts of its package.
final class ScriptEnvironment {
  private static final int FIRST_PORT = 5000;
  private static final int PORT_STEP = 100;
  private static final Pattern WEB_NAME =
      Pattern.compile(
          "(?:.*[:_.-])?(?:web|server|api|app|frontend|backend|http|ui)(?:[:_.\\d-].*)?");
  private static final Pattern PORT_REFERENCE = Pattern.compile("\\$\\{?PORT\\b");

  private final List<Script> scripts;
  private final Map<String, String> environment;

  /// @param scripts all scripts of the project, in file order
  /// @param environment variables that are set already
  ScriptEnvironment(List<Script> scripts, Map<String, String> environment) {
    this.scripts = scripts;
    this.environment = environment;
  }

  Map<String, String> of(Script script) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (!environment.containsKey("PORT") && isProcfile(script) && isWeb(script)) {
      List<Script> lines =
          scripts.stream().filter(other -> other.origin().equals(script.origin())).toList();
      int port = FIRST_PORT + PORT_STEP * lines.indexOf(script);
      variables.put("PORT", Integer.toString(port));
    }
    if (!environment.containsKey("BROWSER") && opensBrowser(script, new HashSet<>())) {
      variables.put("BROWSER", "none");
    }
    return variables;
  }

  private static boolean isProcfile(Script script) {
    return String.valueOf(script.origin().getFileName()).startsWith("Procfile");
  }

  private static boolean isWeb(Script script) {
    return WEB_NAME.matcher(localName(script)).matches()
        || PORT_REFERENCE.matcher(script.description()).find();
  }

  private boolean opensBrowser(Script script, Set<Script> visited) {
    if (!visited.add(script)) {
      return false;
    }
    if (BrowserOpeners.isRunBy(List.of(script.description()))) {
      return true;
    }
    Set<String> words = new HashSet<>(List.of(script.description().split("[\\s;&|()'\"]+")));
    return scripts.stream()
        .filter(other -> other.directory().equals(script.directory()))
        .filter(other -> words.contains(localName(other)))
        .anyMatch(other -> opensBrowser(other, visited));
  }

  /// The name without the package.
  private static String localName(Script script) {
    return script.name().startsWith(script.group() + ":")
        ? script.name().substring(script.group().length() + 1)
        : script.name();
  }
}
