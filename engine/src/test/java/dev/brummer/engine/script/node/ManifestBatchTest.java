package dev.brummer.engine.script.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestBatchTest {
  @TempDir Path root;

  private final List<String> problems = new ArrayList<>();

  private Path directory(int number, String json) throws IOException {
    Path directory = Files.createDirectories(root.resolve("p" + number));
    if (!json.isEmpty()) {
      Files.writeString(directory.resolve("package.json"), json);
    }
    return directory;
  }

  private List<PackageManifest> read(List<Path> directories) {
    return ManifestBatch.read(
        directories,
        false,
        (file, line, column, what) ->
            problems.add(root.relativize(file) + ":" + line + ":" + column));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 300})
  void manifestsAndProblems_comeInTheOrderOfTheDirectories(int count) throws IOException {
    List<Path> directories = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      directories.add(
          directory(i, "{\"name\": \"n" + i + "\", \"scripts\": {\"dev\": " + i + "}}"));
      names.add("n" + i);
      wrong.add("p" + i + "/package.json:1:" + (34 + Integer.toString(i).length()));
    }
    assertEquals(names, read(directories).stream().map(PackageManifest::name).toList());
    assertEquals(wrong, problems);
  }

  @Test
  void directoriesWithoutAManifest_areLeftOut() throws IOException {
    assertEquals(
        List.of("b"),
        read(List.of(directory(1, ""), directory(2, "{\"name\": \"b\"}"))).stream()
            .map(PackageManifest::name)
            .toList());
  }

  @Test
  void problemsThatAreFoundLater_areReportedAtOnce() throws IOException {
    PackageManifest manifest = read(List.of(directory(1, "{\"nx\": {\"name\": 1}}"))).getFirst();
    assertEquals(List.of(), problems);
    manifest.nx().text("name");
    assertEquals(List.of("p1/package.json:1:17"), problems);
  }
}
