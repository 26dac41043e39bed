package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.mask.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The secrets of a project come from its env files, its configuration and the environment.
class ProjectSecretsTest {
  @TempDir Path root;
  private Path project = Path.of("");
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void createProject() throws IOException {
    Files.createDirectories(root.resolve(".git"));
    project = Files.createDirectories(root.resolve("shop"));
    write("Procfile", "web: true\n");
  }

  @Test
  void envFilesOfTheRepository_areFound_templatesAreNot() throws IOException {
    Files.writeString(root.resolve(".env"), "");
    for (String name :
        List.of(
            ".env",
            ".env.local",
            ".env.production.local",
            ".envrc",
            "api/.env",
            "packages/a/.env",
            ".env.example",
            ".env.sample",
            ".envious",
            "env",
            "node_modules/x/.env",
            ".venv/.env",
            "a/b/c/.env")) {
      write(name, "");
    }
    Files.createDirectories(project.resolve(".env.d"));

    Set<String> found =
        secrets(Map.of()).envFiles().stream()
            .map(file -> root.relativize(file).toString())
            .collect(Collectors.toSet());

    assertEquals(
        Set.of(
            ".env",
            "shop/.env",
            "shop/.env.local",
            "shop/.env.production.local",
            "shop/.envrc",
            "shop/api/.env",
            "shop/packages/a/.env"),
        found);
  }

  @Test
  void valuesOfAllSources_areMasked() throws IOException {
    write(".env", "FIRST=first-secret\nSECOND=dollar$sign-secret\n");
    write("more.env", "THIRD=third-secret\n");
    write(
        "brummer.toml",
        """
        env_file = ["more.env"]
        [process.api]
        command = "true"
        env = { API_KEY = "fourth-secret", GREETING = "hello there" }
        """);

    Masking masking = masking(secrets(Map.of("GITHUB_TOKEN", "fifth-secret")));

    assertEquals(
        "‹FIRST› ‹SECOND› ‹THIRD› ‹API_KEY› ‹GITHUB_TOKEN› hello there",
        masking.text(
            "first-secret dollar$sign-secret third-secret fourth-secret fifth-secret hello there"));
  }

  @Test
  void pathsOfTheProjectAndTheUser_areNotSecret() throws IOException {
    write("config/settings.json", "{}");
    write(
        ".env",
        "A=config/settings.json\nB=%s/data\nC=/home/me/data\nD=./local.db\nE=file:./dev.db\nF=/etc/passwd\n"
            .formatted(project));

    assertEquals(0, secrets(Map.of("HOME", "/home/me")).read().size());
  }

  @Test
  void maskSetting_ofAProcessOverridesThatOfAll() throws IOException {
    write("Procfile", "web: true\napi: true\n");
    write("brummer.toml", "mask = false\n[process.api]\nmask = true\n");

    assertEquals(Set.of("web"), secrets(Map.of()).unmasked());
  }

  @Test
  void invalidConfiguration_isReportedAndEnvFilesStillCount() throws IOException {
    write(".env", "FIRST=first-secret\n");
    write("brummer.toml", "nonsense = 1\n");

    assertEquals("‹FIRST›", masking(secrets(Map.of())).text("first-secret"));
    assertEquals(1, warnings.size());
  }

  @Test
  void changedEnvFile_isReadAgain() throws IOException {
    write(".env", "FIRST=first-secret\n");
    ProjectSecrets secrets = secrets(Map.of());
    Masking masking = masking(secrets);
    write(".env", "FIRST=other-secret\n");
    masking.learn(secrets.read());

    assertEquals("‹FIRST› ‹FIRST›", masking.text("first-secret other-secret"));
  }

  private ProjectSecrets secrets(Map<String, String> environment) {
    return ProjectSecrets.ofRecordedRun(
        ProjectDirectory.find(project), List.of(), environment, warnings::add);
  }

  private static Masking masking(ProjectSecrets secrets) {
    Masking masking = new Masking();
    masking.learn(secrets.read());
    return masking;
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
