package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptEnvironmentTest {
  private static final Path PROJECT = Path.of("/p");
  private static final Script[] SCRIPTS = {
    script("package.json", "dev", "npm-run-all start lint"),
    script("package.json", "start", "react-scripts start"),
    script("package.json", "lint", "eslint ."),
    script("package.json", "build", "react-scripts build"),
    script("package.json", "loop", "npm run loop"),
    script("Makefile", "serve", "npm start")
  };

  private static Script script(String file, String name, String command) {
    return new Script(
        name, file, List.of("sh", "-c", command), PROJECT, PROJECT.resolve(file), 1, command, true);
  }

  private static List<Map<String, String>> variables(
      Map<String, String> environment, Script... scripts) {
    return variables(environment, Map.of(), scripts);
  }

  private static List<Map<String, String>> variables(
      Map<String, String> environment, Map<String, String> dotEnv, Script... scripts) {
    List<Script> all = List.of(scripts);
    ScriptEnvironment variables =
        new ScriptEnvironment(all, environment, dotEnv, OvermindSettings.NONE);
    return all.stream().map(variables::of).toList();
  }

  private static boolean opensNoBrowser(
      Map<String, String> environment, Path directory, List<String> command, Script... scripts) {
    ProcessSpec spec =
        new ProcessSpec("p", "", command, directory, Map.of(), true, ProcessSpec.DEFAULT_GRACE);
    return "none"
        .equals(
            new ScriptEnvironment(List.of(scripts), environment, Map.of(), OvermindSettings.NONE)
                .withoutBrowser(spec)
                .environment()
                .get("BROWSER"));
  }

  @Test
  void webProcesses_ofAProcfile_getTheirPortByPosition() {
    assertEquals(
        List.of(Map.of("PORT", "5000"), Map.of(), Map.of("PORT", "5200"), Map.of("PORT", "5300")),
        variables(
            Map.of(),
            script("Procfile", "web", "node index.js"),
            script("Procfile", "worker", "node worker.js"),
            script("Procfile", "backoffice", "rails s -p ${PORT:-3000}"),
            script("Procfile", "api", "node api.js")));
  }

  @ParameterizedTest
  @CsvSource({
    "web, x, true",
    "Web, x, true",
    "web1, x, true",
    "admin-api, x, true",
    "api:v2, x, true",
    "main, bin/rails server, true",
    "main, bundle exec puma -C config/puma.rb, true",
    "main, ./manage.py runserver, true",
    "main, next dev, true",
    "main, python3 -c 'os.environ[\"PORT\"]', true",
    "webpack, webpack --watch, false",
    "worker, bundle exec sidekiq, false",
    "css, yarn build:css --watch, false",
    "redis, redis-server, false",
    "db, postgres -D data, false",
    "nextjob, x, false"
  })
  void webProcess_isToldByNameOrCommand(String name, String command, boolean web) {
    assertEquals(
        web, variables(Map.of(), script("Procfile", name, command)).getFirst().containsKey("PORT"));
  }

  @Test
  void portThatIsSet_isThatOfTheFirstWebProcess() {
    Script worker = script("Procfile", "worker", "x");
    Script web = script("Procfile.dev", "web", "x");
    Script api = script("Procfile.dev", "api", "x");
    assertEquals(
        List.of(Map.of(), Map.of("PORT", "80"), Map.of("PORT", "180")),
        variables(Map.of("PORT", "80"), worker, web, api));
    assertEquals(
        List.of(Map.of("PORT", "4000"), Map.of("PORT", "4000"), Map.of("PORT", "4100")),
        variables(Map.of(), Map.of("PORT", "4000"), worker, web, api));
    assertEquals(List.of(Map.of()), variables(Map.of("PORT", "http"), web));
  }

  @Test
  void linesOfAPackage_findItsInstalledPrograms_beforeOthers() {
    Script line =
        script("package.json", "dev:vite", "vite")
            .withPrograms(List.of(PROJECT.resolve("bin"), Path.of("/bin")));
    assertEquals(
        List.of(Map.of("PATH", "/p/bin:/bin:/usr/bin")),
        variables(Map.of("PATH", "/usr/bin"), line));
    assertEquals(
        List.of(Map.of("PATH", "/p/bin:/bin:/opt")),
        variables(Map.of("PATH", "/usr/bin"), Map.of("PATH", "/opt"), line));
  }

  @Test
  void otherFiles_giveNoPort() {
    assertEquals(List.of(Map.of()), variables(Map.of(), script("package.json", "web", "node .")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vite",
        "sh -c 'exec ./node_modules/.bin/vite --host'",
        "npx storybook@latest dev -p 6006",
        "npm run dev",
        "npm start",
        "yarn dev",
        "npm-run-all --parallel start lint",
        "concurrently npm:start 'npm:lint'",
        "run-p sta*",
        "tsc && vite",
        "make serve"
      })
  void toolThatOpensABrowser_alsoThroughScripts_getsNone(String command) {
    assertTrue(opensNoBrowser(Map.of(), PROJECT, List.of(command.split(" ")), SCRIPTS));
    assertFalse(
        opensNoBrowser(Map.of("BROWSER", "w3m"), PROJECT, List.of(command.split(" ")), SCRIPTS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python3 -m webbrowser http://x/",
        "npm run lint",
        "npm run build && node .",
        "vite build",
        "node start",
        "npm run loop"
      })
  void otherCommands_keepTheBrowser(String command) {
    assertFalse(opensNoBrowser(Map.of(), PROJECT, List.of("sh", "-c", command), SCRIPTS));
  }

  @Test
  void scriptsOfPackages_countForTheRoot_butNotForEachOther() {
    Path packages = PROJECT.resolve("packages");
    Script web =
        new Script(
                "@acme/web:dev",
                "@acme/web",
                List.of("npm", "run", "dev"),
                packages.resolve("web"),
                packages.resolve("web/package.json"),
                1,
                "react-scripts start",
                true)
            .local("dev");
    assertTrue(opensNoBrowser(Map.of(), PROJECT, List.of("turbo", "run", "dev"), web));
    assertFalse(
        opensNoBrowser(Map.of(), packages.resolve("api"), List.of("npm", "run", "dev"), web));
  }
}
