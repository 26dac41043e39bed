package dev.brummer.engine.script.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectScriptsTest {
  private static final String[] DEV = {"npm", "run", "dev"};

  @TempDir Path directory;
  private NodeInstallation node;

  @BeforeEach
  void createProject() throws IOException {
    node = new NodeInstallation(directory);
    node.manifest(
        """
        {"name": "@acme/shop", "version": "1.2.0", "config": {"port": 80, "deep": {"off": false}},
         "bin": "./cli.js", "engines": {"node": ">=18"},
         "scripts": {"dev": "vite $PORT", "prebuild": "clean", "build": "tsc", "postbuild": "pack"}}
        """);
  }

  @Test
  void find_npmRun_isTheShellWithTheScript() {
    assertEquals(List.of("sh", "-c", "vite $PORT"), node.direct(DEV).command());
  }

  @Test
  void find_npmRun_setsWhatNpmSets() {
    Map<String, String> all = node.direct(DEV).environment();
    String project = node.project.toString();
    assertEquals("dev", all.get("npm_lifecycle_event"));
    assertEquals("vite $PORT", all.get("npm_lifecycle_script"));
    assertEquals("@acme/shop", all.get("npm_package_name"));
    assertEquals("80", all.get("npm_package_config_port"));
    assertEquals("", all.get("npm_package_config_deep_off"));
    assertEquals("cli.js", all.get("npm_package_bin_shop"));
    assertEquals(project, all.get("INIT_CWD"));
    assertEquals("10.8.2", all.get("npm_config_npm_version"));
    assertEquals(node.path("node").toString(), all.get("npm_config_prefix"));
    assertEquals(
        "npm/10.8.2 node/v22.4.1 " + ScriptContext.platform() + " workspaces/false",
        all.get("npm_config_user_agent"));
  }

  @Test
  void find_npmRun_searchesProgramsOfThePackageAndThoseAboveFirst() {
    String path = node.direct(DEV).environment().get("PATH");
    String first = node.project.resolve("node_modules/.bin") + ":";
    String second = node.path("node_modules/.bin") + ":";
    assertTrue(path.startsWith(first + second), path);
    assertTrue(path.endsWith(node.environment().get("PATH")), path);
  }

  @Test
  void find_hooks_runInOneShellThatTheLastOneReplaces() {
    List<String> command = node.direct("npm", "run", "build").command();
    assertEquals(
        """
        trap : HUP INT QUIT TERM
        export "${1}" "${2}"
         "$0" -c "${3}" || exit
        shift 3
        export "${1}" "${2}"
         "$0" -c "${3}" || exit
        shift 3
        export "${1}" "${2}"
        exec "$0" -c "${3}\"\
        """,
        command.get(2));
    assertEquals(
        List.of(
            "npm_lifecycle_event=prebuild",
            "npm_lifecycle_script=clean",
            "clean",
            "npm_lifecycle_event=build",
            "npm_lifecycle_script=tsc",
            "tsc",
            "npm_lifecycle_event=postbuild",
            "npm_lifecycle_script=pack",
            "pack"),
        command.subList(4, command.size()));
  }

  @Test
  void find_arguments_areQuotedAsByNpm() {
    assertEquals(
        "vite $PORT --port 1 'a b' \\''x' '$HOME' ''",
        node.direct("npm", "run", "dev", "--", "--port", "1", "a b", "'x", "$HOME", "")
            .command()
            .get(2));
  }

  @Test
  void find_shellLineOfPlainWords_isRecognised() {
    assertEquals("vite $PORT", node.direct("sh", "-c", "npm run dev").command().get(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"npm run dev; echo", "PORT=1 npm run dev", "npm run dev | cat", "npm ci"})
  void find_otherShellLine_isNoCall(String line) {
    assertNull(node.start(Map.of(), "sh", "-c", line));
  }

  @Test
  void find_member_hasTheRootOfItsWorkspace() {
    node.file("package.json", "{\"workspaces\": [\"pro*\"]}");
    Map<String, String> all = node.direct(DEV).environment();
    assertEquals(node.path("").toString(), all.get("npm_config_local_prefix"));
    assertTrue(all.get("npm_config_user_agent").endsWith(" workspaces/true"));
  }

  @Test
  void find_npmrc_isFollowed() {
    node.file(
        "project/.npmrc",
        "save-exact=true\nfund=true\n//r/:_authToken=${T}\n@a:registry=https://a/\ncache=~/c\n");
    Map<String, String> all = node.direct(DEV).environment();
    assertEquals("true", all.get("npm_config_save_exact"));
    assertNull(all.get("npm_config_fund"), "the default is not passed on");
    assertEquals(node.path("home/c").toString(), all.get("npm_config_cache"));
  }

  @Test
  void find_variable_precedesNpmrc() {
    node.file("project/.npmrc", "save-exact=true\n");
    ScriptStart start = node.start(Map.of("NPM_CONFIG_SAVE_EXACT", "false"), DEV);
    Map<String, String> all = ((ScriptStart.Direct) start).environment();
    assertNull(all.get("npm_config_save_exact"));
  }

  @Test
  void find_scriptShell_runsTheScript() {
    node.file("project/.npmrc", "script-shell=/bin/bash\nignore-scripts=true\n");
    assertEquals(List.of("/bin/bash", "-c", "tsc"), node.direct("npm", "run", "build").command());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unheard-of=1",
        "[section]",
        "list[]=1",
        "registry=\"https://r\"",
        "registry=${R}",
        "save-exact=maybe",
        "workspaces=true",
        "prefix=/x"
      })
  void find_lineOfNpmrcThatIsNotFollowed_needsTheManager(String line) {
    node.file("project/.npmrc", line + "\n");
    assertTrue(node.reason(DEV).contains("npmrc"), node.reason(DEV));
  }

  @Test
  void find_plugAndPlay_needsTheManager() {
    node.file(".pnp.cjs", "");
    assertEquals("Yarn Plug'n'Play", node.reason(DEV));
  }

  @Test
  void find_missingInstallation_needsTheManager() {
    node.manifest("{\"scripts\": {\"dev\": \"vite\"}, \"devDependencies\": {\"vite\": \"7\"}}");
    assertEquals("its dependencies are not installed", node.reason(DEV));
  }

  @Test
  void find_nodeWithoutHeaders_needsTheManager() throws IOException {
    Files.delete(node.path("node/include/node/node_version.h"));
    assertEquals("the version of node is not known without its headers", node.reason(DEV));
  }

  @Test
  void find_programOfAVersionManager_needsTheManager() throws IOException {
    Files.delete(node.path("node/bin/npm"));
    node.file("node/bin/npm", "#!/bin/sh\n");
    assertTrue(node.path("node/bin/npm").toFile().setExecutable(true));
    assertEquals(
        node.path("node/bin/npm") + " is not a known installation of npm", node.reason(DEV));
  }

  @Test
  void find_otherVersions_needTheManager() {
    assertTrue(node.npm("12.0.0").reason(DEV).startsWith("version 12.0.0"));
    assertTrue(node.npm("6.14.1").reason(DEV).startsWith("version 6.14.1"));
  }

  @Test
  void find_optionsAndServices_needTheManager() {
    assertEquals("options of npm", node.reason("npm", "run", "dev", "--if-present"));
    assertEquals("options of npm", node.reason("npm", "run", "-w", "a", "dev"));
    assertEquals(
        "the user agent of npm is not known here",
        node.reason(Map.of("GITHUB_ACTIONS", "true"), DEV));
    assertEquals(
        "npm_config_workspace is set", node.reason(Map.of("npm_config_workspace", "a"), DEV));
    assertEquals("HOME is not set", node.reason(Map.of("HOME", ""), DEV));
    assertEquals("package.json has no script of this name", node.reason("npm", "run", "nothing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a=b\": 1}", "{\"a\": \"\\u0000\"}", "[1]", "1.50"})
  void find_unusualConfig_needsTheManager(String config) {
    node.manifest("{\"config\": {\"x\": %s}, \"scripts\": {\"dev\": \"vite\"}}".formatted(config));
    assertTrue(node.reason(DEV).startsWith("package.json has "), node.reason(DEV));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "bun"})
  void find_yarnAndBun_runTheirScriptsThemselves(String manager) {
    assertEquals(manager + " prepares more than variables", node.reason(manager, "run", "dev"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"scripts\": [1]}", "{\"scripts\": {\"dev\": 1}}", ""})
  void find_brokenManifest_needsTheManager(String text) {
    node.manifest(text);
    assertTrue(!node.reason(DEV).isEmpty());
  }

  @Test
  void find_pnpm_passesTheWholeManifestAndNoVariablesOfNpm() {
    ScriptStart start = node.start(Map.of("npm_package_old", "x"), "pnpm", "run", "dev");
    Map<String, String> all = ((ScriptStart.Direct) start).environment();
    assertNull(all.get("npm_package_old"));
    assertEquals("clean", all.get("npm_package_scripts_prebuild"));
    assertEquals("false", all.get("npm_package_config_deep_off"));
    assertEquals("@acme/shop", all.get("npm_package_name"));
    assertTrue(all.get("npm_config_user_agent").startsWith("pnpm/9.15.1 npm/? node/v22.4.1 "));
  }

  @Test
  void find_pnpmOfAWorkspace_findsProgramsOfItsRoot() {
    node.file("pnpm-workspace.yaml", "packages:\n  - project\n");
    String path = node.direct("pnpm", "dev").environment().get("PATH");
    assertTrue(path.contains(":" + node.path("node_modules/.bin") + ":"), path);
  }

  @Test
  void find_pnpm10_followsOnlyPlainWorkspaces() {
    node.pnpm("10.30.0").file("pnpm-workspace.yaml", "packages:\n  - project\n");
    assertEquals("", node.reason("pnpm", "run", "dev"));
    node.file("pnpm-workspace.yaml", "scriptShell: /bin/bash\n");
    assertEquals("pnpm-workspace.yaml sets scriptShell", node.reason("pnpm", "run", "dev"));
  }

  @Test
  void find_otherPnpmWanted_needsTheManager() {
    node.manifest("{\"packageManager\": \"pnpm@9.1.0+sha\", \"scripts\": {\"dev\": \"vite\"}}");
    assertEquals("packageManager asks for pnpm@9.1.0", node.reason("pnpm", "run", "dev"));
  }
}
