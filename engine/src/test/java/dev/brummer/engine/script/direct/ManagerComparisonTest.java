package dev.brummer.engine.script.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs scripts both ways, with the package managers that this machine has, and compares their
/// whole environment, output and exit code. A manager is skipped by name if it is not installed, or
/// in a way that is left to it.
final class ManagerComparisonTest {
  /// Set by the shell that runs a script, from the process that started it.
  private static final Set<String> OF_THE_SHELL = Set.of("_", "SHLVL", "OLDPWD");

  private static final List<String> MANAGERS = List.of("npm", "pnpm");

  private static final String MANIFEST =
      """
      {"name": "@acme/shop", "version": "1.2.3", "private": true, "description": "of a $HOME",
       "config": {"port": 80, "deep": {"off": false, "none": null, "on": true}},
       "bin": {"my-tool": "./bin/../cli.js"}, "engines": {"node": ">=4"},
       "scripts": {
         "env": "env -0 >env.txt",
         "preall": "echo pre $npm_lifecycle_event; env -0 >pre.txt",
         "all": "echo main $npm_lifecycle_script; env -0 >env.txt",
         "postall": "echo post; env -0 >post.txt",
         "start": "env -0 >env.txt",
         "args": "printf '[%s]\\\\n'",
         "tool": "command -v tool; tool",
         "fails": "exit 7",
         "prestops": "exit 5",
         "stops": "echo never",
         "outer": "npm run env"
       }}
      """;

  /// Banner of a manager, its complaints about a failed script, and blank lines.
  private static final String BANNER = "(?:> .*|\\s*|.*ELIFECYCLE.*|npm (?:ERR!|error|notice).*)";

  @TempDir Path directory;

  private record Run(
      int code, List<String> output, Map<String, Map<String, String>> environments) {}

  static Stream<Arguments> cases() {
    List<List<String>> scripts =
        List.of(
            List.of("run", "env"),
            List.of("start"),
            List.of("run", "all"),
            List.of("run", "tool"),
            List.of("run", "fails"),
            List.of("run", "stops"),
            List.of("run", "outer"),
            List.of("run", "args", "--", "a b", "$HOME", "*", "c\"d", "e'f", "", "\\", "`x`", "~"));
    return MANAGERS.stream()
        .flatMap(manager -> scripts.stream().map(script -> Arguments.of(manager, script)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void start_directly_isAsByTheManager(String manager, List<String> script) throws Exception {
    Path project = project("project");
    assertSame(manager, project, script);
  }

  static List<String> managers() {
    return MANAGERS;
  }

  @ParameterizedTest
  @MethodSource("managers")
  void start_memberOfAWorkspace_isAsByTheManager(String manager) throws Exception {
    Path root = project("root");
    Files.writeString(root.resolve("package.json"), "{\"workspaces\": [\"packages/*\"]}");
    Files.writeString(root.resolve("pnpm-workspace.yaml"), "packages:\n  - packages/*\n");
    assertSame(manager, project("root/packages/shop"), List.of("run", "env"));
  }

  @ParameterizedTest
  @MethodSource("managers")
  void start_withNpmrc_isAsByTheManager(String manager) throws Exception {
    Path project = project("project");
    Files.writeString(
        project.resolve(".npmrc"),
        "registry=https://r.example/\nsave-exact=true\nfund=false\n@me:registry=https://m.example/\n"
            + "//r.example/:_authToken=secret\nengine-strict=false\nnode-options=--no-warnings\n");
    assertSame(manager, project, List.of("run", "all"));
  }

  private Path project(String name) throws IOException {
    Path project = directory.toRealPath().resolve(name);
    Path tool = project.resolve("node_modules/.bin/tool");
    Files.createDirectories(tool.getParent());
    Files.writeString(project.resolve("package.json"), MANIFEST);
    Files.writeString(tool, "#!/bin/sh\necho tool \"$0\"\n");
    assertTrue(tool.toFile().setExecutable(true));
    return project;
  }

  private void assertSame(String manager, Path project, List<String> script) throws Exception {
    List<String> command = new ArrayList<>(List.of(manager));
    command.addAll(script);
    Map<String, String> environment = environment(project);
    ScriptStart start = DirectScripts.find(command, project, environment, false);
    String reason = start instanceof ScriptStart.ByManager it ? it.reason() : "";
    assumeTrue(reason.isEmpty(), manager + " runs its scripts itself here: " + reason);
    ScriptStart.Direct direct = (ScriptStart.Direct) start;
    Run expected = run(command, project, environment);
    Run actual = run(direct.command(), project, direct.environment());
    assertEquals(expected.environments, actual.environments);
    assertEquals(expected.output, actual.output);
    assertEquals(expected.code, actual.code);
  }

  /// The environment of this test with a home of its own.
  private Map<String, String> environment(Path project) throws IOException {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("npm_"));
    Path home = directory.toRealPath().resolve("home");
    Files.createDirectories(home);
    Files.writeString(home.resolve(".npmrc"), "update-notifier=false\n"); // no network
    environment.put("HOME", home.toString());
    environment.put("PWD", project.toString());
    environment.remove("OLDPWD");
    environment.remove("XDG_CONFIG_HOME");
    return environment;
  }

  private static Run run(List<String> command, Path project, Map<String, String> environment)
      throws Exception {
    List<String> files = List.of("pre.txt", "env.txt", "post.txt");
    for (String file : files) {
      Files.deleteIfExists(project.resolve(file));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    Map<String, Map<String, String>> environments = new TreeMap<>();
    for (String file : files) {
      if (Files.exists(project.resolve(file))) {
        environments.put(file, variables(Files.readString(project.resolve(file))));
      }
    }
    List<String> lines = output.lines().filter(line -> !line.matches(BANNER)).toList();
    return new Run(code, lines, environments);
  }

  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new TreeMap<>();
    Arrays.stream(text.split("\0"))
        .map(entry -> entry.split("=", 2))
        .filter(entry -> entry.length == 2 && !OF_THE_SHELL.contains(entry[0]))
        .forEach(entry -> variables.put(entry[0], entry[1]));
    return variables;
  }
}
