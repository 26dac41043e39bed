package dev.brummer.tui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceFinderTest {
  @TempDir Path project;

  @Test
  void incompletePath_isFoundBelowTheProject_notInGeneratedDirectories() throws IOException {
    Path generated = create("build/classes/shop/CartTest.java");
    Path wanted = create("app/src/test/java/shop/CartTest.java");
    assertEquals(wanted, SourceFinder.find(project, project.resolve("shop/CartTest.java")));
    assertEquals(generated, SourceFinder.find(project, generated));
  }

  @Test
  void unknownPath_isLeftAsItIs() throws IOException {
    Path unknown = project.resolve("shop/Nowhere.java");
    assertEquals(unknown, SourceFinder.find(project, unknown));
    assertEquals(Path.of("/nowhere/a.go"), SourceFinder.find(project, Path.of("/nowhere/a.go")));
  }

  private Path create(String path) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }
}
