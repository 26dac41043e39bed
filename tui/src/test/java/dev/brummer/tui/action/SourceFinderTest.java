package dev.brummer.tui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceFinderTest {
  @TempDir Path project;

  @Test
  void incompletePath_isFoundBelowTheProject_notInGeneratedDirectories() throws IOException {
    Path generated = create("build/classes/shop/CartTest.java");
    Path wanted = create("app/src/test/java/shop/CartTest.java");
    assertEquals(wanted, SourceFinder.find(project, project.resolve("shop/CartTest.java")));
    assertEquals(generated, SourceFinder.find(project, generated));
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "dist", "bin", "vendor", ".config", ".worktrees/shop"})
  void projectDirectory_isSearched_whateverItsName(String name) throws IOException {
    Path wanted = create(name + "/app/src/test/java/shop/CartTest.java");
    create(name + "/app/build/shop/CartTest.java");
    create(name + "/.git/shop/CartTest.java");
    Path root = project.resolve(name);
    assertEquals(wanted, SourceFinder.find(root, root.resolve("shop/CartTest.java")));
  }

  @Test
  void linkToTheProject_isSearched_andKeptInThePath() throws IOException {
    create("build/app/cart.go");
    Path link = Files.createSymbolicLink(project.resolve("link"), project.resolve("build"));
    assertEquals(link.resolve("app/cart.go"), SourceFinder.find(link, link.resolve("cart.go")));
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
