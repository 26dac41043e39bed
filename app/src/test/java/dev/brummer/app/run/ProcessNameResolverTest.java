package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resolution of names, globs and groups in a real project.
class ProcessNameResolverTest {
  @TempDir Path project;

  private List<ProcessSpec> found = List.of();
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void findScripts() throws IOException {
    Files.writeString(
        project.resolve("package.json"),
        """
        {"name": "shop", "workspaces": ["packages/*"],
         "scripts": {"web": "true", "worker:mail": "true", "worker:print": "true", "clean": "rm"}}
        """);
    Path lib = Files.createDirectories(project.resolve("packages/lib"));
    Files.writeString(
        lib.resolve("package.json"),
        "{\"name\": \"@acme/lib\", \"scripts\": {\"test\": \"x\", \"build:css\": \"x\"}}");
    Files.writeString(project.resolve("Procfile"), "db: true\nrelease: true\n");
    Files.writeString(project.resolve("Makefile"), "dist:\n\ndeploy:\n");
    found =
        new RunTargets(ProjectDirectory.find(project), Map.of(), false, Map.of())
            .all().stream().map(RunTarget::spec).toList();
  }

  @Test
  void names_areKeptInTheOrderAskedFor_once() {
    assertEquals(List.of("worker:mail", "web"), chosen("worker:mail", "web", "worker:mail"));
  }

  @Test
  void glob_meansEveryMatch() {
    assertEquals(List.of("worker:mail", "worker:print"), chosen("worker:*"));
  }

  @Test
  void group_thatAPersonWrote_meansAllOfIt() {
    assertEquals(List.of("db", "release"), chosen("Procfile"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void group_ofScripts_meansWhatRunsLong_andTheRestIsNamed() {
    assertEquals(List.of("worker:mail", "worker:print"), chosen("shop"));
    assertEquals(
        List.of("of group \"shop\", started worker:mail, worker:print; start by name: web, clean"),
        warnings);
  }

  @Test
  void group_ofTasksOnly_isRefusedWithItsList() {
    UserException thrown = assertThrows(UserException.class, () -> chosen("Makefile"));
    assertEquals(
        "group \"Makefile\" has nothing that runs until it is stopped: name what to run: dist,"
            + " deploy",
        thrown.text());
    assertEquals(ExitCodes.USAGE, thrown.code());
  }

  @Test
  void qualifiedNames_areAccepted_alsoAsGlobs() {
    assertEquals(List.of("lib:test"), chosen("@acme/lib:test"));
    assertEquals(List.of("lib:build:css"), chosen("@acme/lib:build:*"));
    assertEquals(List.of("lib:test"), chosen("@acme/*:test"));
    assertEquals(List.of("web"), chosen("shop:web"));
    assertEquals(List.of("deploy"), chosen("Makefile:deploy"));
  }

  @Test
  void nameOfAScriptThatIsSplit_meansItsParts_butNotIfItIsConfigured() throws IOException {
    Files.writeString(
        project.resolve("package.json"),
        """
        {"name": "shop", "workspaces": ["packages/*"],
         "scripts": {"dev": "run-p a b", "a": "vite", "b": "node .", "lint": "x"}}
        """);
    findAgain();
    assertEquals(List.of("a", "b"), chosen("dev"));
    assertEquals(List.of("a"), chosen("shop:a"));
    assertEquals(List.of("lint"), chosen("lint"));
    Files.writeString(project.resolve("brummer.toml"), "[process.dev]\nscript = \"dev\"\n");
    findAgain();
    assertEquals(List.of("dev"), chosen("dev"));
  }

  private void findAgain() {
    found =
        new RunTargets(ProjectDirectory.find(project), Map.of(), false, Map.of())
            .all().stream().map(RunTarget::spec).toList();
  }

  @Test
  void unknownName_offersTheNearest() {
    UserException thrown = assertThrows(UserException.class, () -> chosen("wep"));
    assertTrue(thrown.text().contains("\"wep\""), thrown.text());
    assertTrue(thrown.text().endsWith("did you mean web?"), thrown.text());
    assertEquals(ExitCodes.USAGE, thrown.code());
  }

  @Test
  void unknownName_nearNothing_listsWhatThereIs() {
    UserException thrown = assertThrows(UserException.class, () -> chosen("zzzzzzzz"));
    assertTrue(thrown.text().endsWith("shop, web and 2 more"), thrown.text());
  }

  @Test
  void name_whereNothingCanBeRun_saysWhatWasLookedFor() {
    UserException thrown =
        assertThrows(
            UserException.class,
            () ->
                ProcessNameResolver.resolve(
                    List.of(), List.of("dev"), ProjectDirectory.find(project), List.of()));
    assertTrue(thrown.text().startsWith("nothing to run in " + project), thrown.text());
    assertTrue(thrown.text().contains("package.json"), thrown.text());
  }

  private List<String> chosen(String... names) {
    return List.copyOf(
        ProcessNameResolver.resolve(
            found, List.of(names), ProjectDirectory.find(project), warnings));
  }
}
