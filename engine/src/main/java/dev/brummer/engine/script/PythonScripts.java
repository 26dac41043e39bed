package dev.brummer.engine.script;

import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lists the tasks of a Python project, and the development servers of Django, FastAPI, Flask and
/// Streamlit. The manager of the lock file or the virtual environment of the project runs them.
final class PythonScripts implements ScriptSource {
  private static final List<String> MARKERS =
      List.of(
          "pyproject.toml",
          "manage.py",
          "requirements.txt",
          "Pipfile",
          "pixi.toml",
          "app.py",
          "main.py",
          "wsgi.py");

  /// Where the command `fastapi dev` looks by itself.
  private static final List<String> FASTAPI_FILES =
      List.of("main.py", "app.py", "api.py", "app/main.py", "app/app.py", "app/api.py");

  private static final List<String> FLASK_FILES =
      List.of(
          "app.py", "wsgi.py", "main.py", "run.py", "server.py", "app/__init__.py", "src/app.py");

  /// Where the command `flask` looks by itself; these need no declared package.
  private static final List<String> FLASK_DEFAULTS = List.of("app.py", "wsgi.py");

  private static final List<String> STREAMLIT_FILES =
      List.of("streamlit_app.py", "app.py", "main.py", "Home.py", "src/app.py");

  private static final Pattern FASTAPI =
      Pattern.compile("(?m)^(\\w+)\\s*(?::[^=\\n]+)?=\\s*(?:\\w+\\.)?FastAPI\\(");

  private static final Pattern FLASK =
      Pattern.compile(
          "(?m)^(?:\\w+\\s*(?::[^=\\n]+)?=\\s*(?:\\w+\\.)?Flask\\(|def (?:create|make)_app\\()");

  private static final Pattern STREAMLIT =
      Pattern.compile("(?m)^\\s*(?:import streamlit\\b|from streamlit\\b)");

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    if (MARKERS.stream().noneMatch(name -> ProjectTextFile.exists(directory.resolve(name)))) {
      return;
    }
    PythonRunner runner = PythonRunner.of(directory, builder.root());
    TomlProjectFile project = TomlProjectFile.read(directory.resolve("pyproject.toml"), builder);
    if (project != null) {
      builder.add("pyproject.toml", new PythonTasks(directory, project, runner).ofProject());
    }
    TomlProjectFile pixi = TomlProjectFile.read(directory.resolve("pixi.toml"), builder);
    if (pixi != null) {
      builder.add("pixi.toml", new PythonTasks(directory, pixi, runner).ofPixi());
    }
    PythonPackages packages = PythonPackages.read(directory, project, builder);
    builder.addInOrder("python", new Servers(directory, runner, packages).find());
  }

  /// Finds the development servers of frameworks. Confined to the discovering thread.
  private record Servers(Path directory, PythonRunner runner, PythonPackages packages) {
    List<Script> find() throws IOException {
      List<Script> scripts = new ArrayList<>();
      addDjango(scripts);
      addFastApi(scripts);
      addFlask(scripts);
      addStreamlit(scripts);
      return scripts;
    }

    private void addDjango(List<Script> scripts) {
      Path file = directory.resolve("manage.py");
      if (ProjectTextFile.exists(file)) {
        for (String name : List.of("runserver", "migrate", "test")) {
          scripts.add(
              script(
                  name,
                  "django",
                  file,
                  0,
                  runner.command(runner.python(), "manage.py", name),
                  name.equals("runserver")));
        }
      }
    }

    private void addFastApi(List<Script> scripts) throws IOException {
      PythonPackages.Place needed = packages.of("fastapi");
      Found app = firstMatch(FASTAPI_FILES, FASTAPI);
      if (app == null) {
        return;
      }
      boolean hasCommand =
          (needed != null && !needed.extras().isEmpty())
              || packages.has("fastapi-cli")
              || runner.programs().stream()
                  .anyMatch(programs -> Files.isExecutable(programs.resolve("fastapi")));
      List<String> command =
          hasCommand
              ? runner.command("fastapi", "dev", app.name)
              : runner.command("uvicorn", module(app.name) + ":" + app.match, "--reload");
      scripts.add(script("fastapi", "fastapi", app.file, app.line, command, true));
    }

    private void addFlask(List<Script> scripts) throws IOException {
      Found app = firstMatch(packages.has("flask") ? FLASK_FILES : FLASK_DEFAULTS, FLASK);
      if (app == null) {
        return;
      }
      boolean isDefault = app.name.equals("app.py") || app.name.equals("wsgi.py");
      List<String> command =
          isDefault
              ? runner.command("flask", "run", "--debug")
              : runner.command("flask", "--app", module(app.name), "run", "--debug");
      scripts.add(script("flask", "flask", app.file, app.line, command, true));
    }

    private void addStreamlit(List<Script> scripts) throws IOException {
      Found app = packages.has("streamlit") ? firstMatch(STREAMLIT_FILES, STREAMLIT) : null;
      if (app != null) {
        List<String> command = runner.command("streamlit", "run", app.name);
        scripts.add(script("streamlit", "streamlit", app.file, app.line, command, true));
      }
    }

    /// The name of a file for `import`.
    private static String module(String file) {
      return file.replaceFirst("(?:/__init__)?\\.py$", "").replace('/', '.');
    }

    private record Found(String name, Path file, int line, String match) {}

    private @Nullable Found firstMatch(List<String> names, Pattern pattern) throws IOException {
      for (String name : names) {
        Path file = directory.resolve(name);
        String text = ProjectFileReader.read(file);
        Matcher matcher = text == null ? null : pattern.matcher(text);
        if (text != null && matcher != null && matcher.find()) {
          int line = 1 + (int) text.substring(0, matcher.start()).lines().count();
          String match = matcher.groupCount() > 0 ? String.valueOf(matcher.group(1)) : "";
          return new Found(name, file, line, match);
        }
      }
      return null;
    }

    private Script script(
        String name,
        String group,
        Path origin,
        int line,
        List<String> command,
        boolean startsWithGroup) {
      return new Script(
              name,
              group,
              command,
              directory,
              origin,
              line,
              String.join(" ", command),
              startsWithGroup)
          .withPrograms(runner.programs());
    }
  }
}
