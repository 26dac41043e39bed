package dev.brummer.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.emulator.ScreenSnapshot;
import dev.brummer.tui.emulator.TerminalEmulator;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.TerminalSelection;
import dev.brummer.tui.paint.Rect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden screens of an interactive process.
final class TerminalPaneTest {
  private static final int[][] SIZES = {{200, 50}, {120, 36}, {80, 24}, {40, 12}};

  enum TerminalScene {
    /// A full-screen program with a title, wide characters and line drawing.
    TYPING_EDITOR(
        ShopFixture.WEB,
        0,
        "\033]2;cart.ts + (~/shop/src) - VIM\007\033[?1049h\033[H"
            + "  1 export function total(cart: Cart) {\r\n  2   // 合計を計算する\r\n"
            + "  3   return cart.items.reduce((sum, i) => sum + i.price, 0);\r\n  4 }\r\n"
            + "~\r\n\033(0qqqqqqqqqqqqqqqqqqqq\033(B cafe\u0301\r\n"
            + "\033[7mcart.ts [+]          2,6   All\033[m\r\n-- INSERT --\033[2;6H\033[6 q"),
    /// A prompt scrolled back.
    TYPING_BACK(ShopFixture.API, 12, numbers(80) + "> "),
    /// The process exited during the session.
    TYPING_ENDED(ShopFixture.TESTS, 0, "$ npm test\r\n2 failed\r\n");

    private final int process;
    private final int back;
    private final String printed;

    TerminalScene(int process, int back, String printed) {
      this.process = process;
      this.back = back;
      this.printed = printed;
    }

    Model model(int columns, int rows) {
      Model model = ShopFixture.busy();
      Rect area = model.interactiveArea(columns, rows);
      TerminalEmulator emulator = new TerminalEmulator(area.width(), area.height(), _ -> {});
      byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
      emulator.feed(bytes, 0, bytes.length);
      ScreenSnapshot screen = new ScreenSnapshot();
      emulator.copyTo(screen, back);
      model.overlay(new Overlay.Interactive(process, screen, TerminalSelection.NONE));
      return model;
    }
  }

  private static String numbers(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      all.append("> ").append(i).append(" * 2\r\n").append(2 * i).append("\r\n");
    }
    return all.toString();
  }

  record TerminalShot(TerminalScene scene, int columns, int rows) {
    @Override
    public String toString() {
      return scene.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + columns + "x" + rows;
    }
  }

  static Stream<TerminalShot> shots() {
    return Stream.of(TerminalScene.values())
        .flatMap(scene -> Stream.of(SIZES).map(size -> new TerminalShot(scene, size[0], size[1])));
  }

  @ParameterizedTest
  @MethodSource("shots")
  void screen_asAccepted(TerminalShot shot) throws IOException {
    Model model = shot.scene().model(shot.columns(), shot.rows());
    Golden.compare(shot.toString(), Golden.paint(model, shot.columns(), shot.rows()));
  }

  @Test
  void screenOfAnotherSize_isCut() {
    Model model = TerminalScene.TYPING_EDITOR.model(200, 50);
    String small = Golden.paint(model, 60, 14);
    assertEquals(14, small.lines().count());
    assertEquals(60, small.lines().mapToInt(TextWidth::of).max().orElse(0));
  }
}
