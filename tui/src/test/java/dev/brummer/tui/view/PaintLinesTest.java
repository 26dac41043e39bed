package dev.brummer.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.Engine;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.tui.model.LogReader;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Canvas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Painting only new lines gives the same screen as painting the whole frame.
@Timeout(60)
final class PaintLinesTest {
  private final LineAssembler assembler = new LineAssembler();
  private final LineBatch batch = new LineBatch();
  private final Canvas canvas = new Canvas(false);
  private final RootView rootView = new RootView(canvas);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void lines_thatComeBetweenOtherThings_areShownAsIfAllWerePainted(long seed) {
    Random random = new Random(seed);
    try (Engine engine = new Engine()) {
      for (String name : List.of("web", "api")) {
        engine.processes().register(spec(name));
      }
      Model model =
          new Model("shop", ZoneOffset.UTC, LogReader.of(engine.logs(), engine.filters()), 1000);
      model.processes(engine.processes().snapshot());
      canvas.resize(80 + random.nextInt(80), 12 + random.nextInt(30));
      rootView.paint(model);
      for (int step = 0; step < 300; step++) {
        if (random.nextInt(12) == 0) {
          changeView(model, random);
          rootView.paint(model);
        }
        for (int i = random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(3); i > 0; i--) {
          print(engine, random);
        }
        String lines = complete(() -> rootView.paintLines(model));
        RootView whole = new RootView(canvas);
        assertEquals(complete(() -> whole.paint(model)), lines, "step " + step);
        rootView.paint(model);
      }
    }
  }

  /// Repaints until the store has completed its scan, which may time out on a loaded machine: until
  /// the screen does not change any more.
  private String complete(Runnable paint) {
    String previous;
    String screen = "";
    do {
      previous = screen;
      paint.run();
      screen = canvas.screenText();
    } while (screen.contains("scanning older lines") || !screen.equals(previous));
    return screen;
  }

  private static void changeView(Model model, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> model.log().toggleWrap();
      case 1 -> model.log().nextTimeColumn();
      case 2 -> model.log().pause();
      case 3 -> model.log().follow();
      case 4 -> model.log().clearBefore(model.lines().end());
      default -> model.log().toggleRaw();
    }
  }

  private void print(Engine engine, Random random) {
    String text =
        "line 日本 \033[3" + random.nextInt(8) + "m" + "x".repeat(random.nextInt(90)) + "\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assembler.feed(bytes, 0, bytes.length, batch);
    engine.logs().append(1 + random.nextInt(2), LogSource.PTY, batch);
  }

  private static ProcessSpec spec(String name) {
    return new ProcessSpec(
        name, "", List.of("true"), Path.of("/"), Map.of(), true, Duration.ofSeconds(1));
  }
}
