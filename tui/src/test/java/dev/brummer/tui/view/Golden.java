package dev.brummer.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Canvas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/// Compares painted screens with the text files in `golden/`.
///
/// `-Dgolden.accept=true` rewrites the files and aborts the test, so a rewriting run never passes.
/// Review the diff before committing it.
final class Golden {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");

  private Golden() {}

  static String paint(Model model, int columns, int rows) {
    return canvas(model, columns, rows).screenText();
  }

  static Canvas canvas(Model model, int columns, int rows) {
    Canvas canvas = new Canvas(false);
    canvas.resize(columns, rows);
    new RootView(canvas).paint(model);
    return canvas;
  }

  static String read(String name) throws IOException {
    return Files.readString(DIRECTORY.resolve(name + ".txt"));
  }

  static void compare(String name, String screen) throws IOException {
    Path file = DIRECTORY.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.accept")) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(file, screen);
      throw new TestAbortedException("rewrote " + file);
    }
    assertEquals(Files.readString(file), screen, name);
  }
}
