package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.script.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptEnvironmentTest {
  private static Script script(String file, String name, String command) {
    Path directory = Path.of("/p");
    return new Script(
        name,
        file,
        List.of("sh", "-c", command),
        directory,
        directory.resolve(file),
        1,
        command,
        true);
  }

  private static List<Map<String, String>> variables(
      Map<String, String> environment, Script... scripts) {
    List<Script> all = List.of(scripts);
    ScriptEnvironment variables = new ScriptEnvironment(all, environment);
    return all.stream().map(variables::of).toList();
  }

  @Test
  void webProcesses_ofAProcfile_getTheirPortByPosition() {
    assertEquals(
        List.of(Map.of("PORT", "5000"), Map.of(), Map.of("PORT", "5200"), Map.of("PORT", "5300")),
        variables(
            Map.of(),
            script("Procfile", "web", "node server.js"),
            script("Procfile", "worker", "node worker.js"),
            script("Procfile", "admin", "rails s -p ${PORT:-3000}"),
            script("Procfile", "api", "node api.js")));
  }

  @Test
  void port_ofTheUser_isKept_andOtherFilesGetNone() {
    Script web = script("Procfile", "web", "node server.js");
    assertEquals(List.of(Map.of()), variables(Map.of("PORT", "80"), web));
    assertEquals(List.of(Map.of()), variables(Map.of(), script("package.json", "web", "node .")));
  }

  @Test
  void browser_isNone_alsoThroughAnotherScript() {
    Map<String, String> none = Map.of("BROWSER", "none");
    assertEquals(
        List.of(none, none, Map.of(), Map.of()),
        variables(
            Map.of(),
            script("package.json", "dev", "npm-run-all start lint"),
            script("package.json", "start", "react-scripts start"),
            script("package.json", "lint", "eslint ."),
            script("package.json", "docs", "python3 -m webbrowser http://x/")));
    assertEquals(
        List.of(Map.of()),
        variables(Map.of("BROWSER", "firefox"), script("package.json", "start", "vite")));
  }
}
