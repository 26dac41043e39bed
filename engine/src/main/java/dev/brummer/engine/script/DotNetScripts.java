package dev.brummer.engine.script;

import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists the .NET projects that can run, with one entry for each profile of their
/// `launchSettings.json`, and the tests.
final class DotNetScripts implements ScriptSource {
  private static final String PROJECT = "[^\"<>|?*\\n]+\\.(?:cs|fs|vb)proj";
  private static final Pattern SOLUTION_ENTRY =
      Pattern.compile("^Project\\(\"[^\"]*\"\\)\\s*=\\s*\"[^\"]*\",\\s*\"(" + PROJECT + ")\"");
  private static final Pattern XML_ENTRY =
      Pattern.compile("<Project\\s[^>]*Path=\"(" + PROJECT + ")\"");
  private static final Pattern EXECUTABLE =
      Pattern.compile(
          "Sdk=\"Microsoft\\.NET\\.Sdk\\.(?:Web|Worker|BlazorWebAssembly)"
              + "|Sdk=\"Aspire\\.AppHost\\.Sdk|<OutputType>\\s*(?:Win)?Exe\\s*<");
  private static final Pattern TEST =
      Pattern.compile(
          "Include=\"Microsoft\\.NET\\.Test\\.Sdk\"|<IsTestProject>\\s*true|MSTest\\.Sdk");
  private static final Pattern PROJECT_FILE = Pattern.compile(".*\\.(?:cs|fs|vb)proj");
  private static final Pattern SOLUTION_FILE = Pattern.compile(".*\\.slnx?");
  private static final int MAX_PROJECTS = 200;

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    Set<Path> solutions = new TreeSet<>();
    Set<Path> listed = new TreeSet<>();
    list(directory, solutions, listed);
    Set<Path> projects = new LinkedHashSet<>(listed);
    for (Path solution : solutions) {
      projects.addAll(projectsOf(directory, solution));
    }
    List<Script> scripts = new ArrayList<>();
    boolean tested = false;
    for (Path project : projects) {
      String text = ProjectFileReader.read(project);
      if (text == null) {
        continue;
      }
      if (TEST.matcher(text).find()) {
        tested = true;
      } else {
        scripts.addAll(scripts(directory, project, text, builder));
      }
    }
    if (tested) {
      Path origin = solutions.isEmpty() ? projects.iterator().next() : solutions.iterator().next();
      scripts.add(
          new Script(
              "test",
              "dotnet",
              List.of("dotnet", "test"),
              directory,
              origin,
              0,
              "dotnet test",
              /* startsWithGroup= */ false));
    }
    builder.addInOrder("dotnet", scripts);
  }

  private static void list(Path directory, Set<Path> solutions, Set<Path> projects)
      throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (SOLUTION_FILE.matcher(name).matches()) {
          solutions.add(file);
        } else if (PROJECT_FILE.matcher(name).matches()) {
          projects.add(file);
        }
      }
    }
  }

  private static List<Path> projectsOf(Path directory, Path solution) throws IOException {
    List<String> lines = ProjectFileReader.lines(solution);
    Pattern entry = solution.toString().endsWith("x") ? XML_ENTRY : SOLUTION_ENTRY;
    List<Path> projects = new ArrayList<>();
    for (String line : lines == null ? List.<String>of() : lines) {
      Matcher matcher = entry.matcher(line.strip());
      if (matcher.find() && projects.size() < MAX_PROJECTS) {
        Path project = directory.resolve(matcher.group(1).replace('\\', '/')).normalize();
        if (ProjectTextFile.exists(project)) {
          projects.add(project);
        }
      }
    }
    return projects;
  }

  private static List<Script> scripts(
      Path directory, Path project, String text, DiscoveredScriptsBuilder builder) {
    Path home = project.getParent() == null ? directory : project.getParent();
    String name = project.getFileName().toString().replaceFirst("\\.\\w+$", "");
    List<JsonMember> profiles = profiles(home, builder);
    List<Script> scripts = new ArrayList<>();
    for (JsonMember profile : profiles) {
      boolean first = scripts.isEmpty();
      JsonObject settings = (JsonObject) profile.value();
      String urls = settings.textOrEmpty("applicationUrl").replace(";", " ");
      scripts.add(
          script(
              first ? name : name + ":" + profile.name(),
              directory,
              project,
              settings.file(),
              profile.line(),
              urls,
              first,
              "--launch-profile",
              profile.name()));
    }
    if (scripts.isEmpty() && EXECUTABLE.matcher(text).find()) {
      scripts.add(script(name, directory, project, project, 0, "", true));
    }
    return scripts;
  }

  /// The profiles that run the project itself, in file order.
  private static List<JsonMember> profiles(Path home, DiscoveredScriptsBuilder builder) {
    JsonObject settings =
        JsonFile.read(
            home.resolve("Properties/launchSettings.json"),
            JsonFile.Dialect.COMMENTS,
            Set.of("profiles"),
            builder);
    List<JsonMember> profiles = new ArrayList<>();
    if (settings != null) {
      for (JsonMember profile : settings.objectOrEmpty("profiles").members()) {
        if (profile.value() instanceof JsonObject object
            && object.textOrEmpty("commandName").equals("Project")) {
          profiles.add(profile);
        }
      }
    }
    return profiles;
  }

  /// @param urls the URLs of the profile, in front of the command in lists; may be empty
  private static Script script(
      String name,
      Path directory,
      Path project,
      Path origin,
      int line,
      String urls,
      boolean startsWithGroup,
      String... options) {
    List<String> command = new ArrayList<>(List.of("dotnet", "watch", "--project"));
    command.add(directory.relativize(project).toString());
    command.addAll(List.of(options));
    String text = String.join(" ", command);
    return new Script(
        name,
        "dotnet",
        command,
        directory,
        origin,
        line,
        urls.isEmpty() ? text : text + " (" + urls + ")",
        startsWithGroup);
  }
}
