package dev.brummer.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.LoopbackTerminal;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.StrictTerminal;
import dev.brummer.tui.paint.TerminalColours;
import dev.brummer.tui.paint.Theme;
import dev.brummer.tui.terminal.TerminalController;
import dev.brummer.tui.terminal.TerminalGroup;
import dev.brummer.tui.terminal.TerminalTraits;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden screens on an attached terminal: the bytes that reach it through a connection, drawn
/// by an emulator, give the accepted screens and the styles of a terminal without a connection.
final class RemoteGoldenTest {
  static int[][] sizes() {
    return GoldenTest.SIZES;
  }

  /// The scenes follow each other on one terminal, as frames do.
  @ParameterizedTest
  @MethodSource("sizes")
  void scenes_areTheAcceptedOnes(int[] size) throws Exception {
    StrictTerminal direct = StrictTerminal.ofProgram(size[0], size[1]);
    try (LoopbackTerminal remote = new LoopbackTerminal(size[0], size[1], Duration.ZERO);
        TerminalGroup group = new TerminalGroup(Theme.AUTO, _ -> {}, () -> {})) {
      TerminalController attached = remote.controller();
      group.add(attached);
      group.add(local(direct, size[1] + " " + size[0]));
      for (GoldenTest.Scene scene : GoldenTest.Scene.values()) {
        String name = new GoldenTest.Shot(scene, size[0], size[1]).toString();
        Canvas canvas = Golden.canvas(scene.model(), size[0], size[1]);
        group.paint(canvas);
        String accepted = Golden.read(name);
        assertEquals(accepted, direct.screenText(), name);
        String styles = direct.styles();
        remote.sees(
            name, screen -> screen.equals(accepted) && remote.terminal().styles().equals(styles));
      }
    }
  }

  private static TerminalController local(StrictTerminal terminal, String size) {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new UnsupportedOperationException("frames are written with one call");
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            terminal.write(Arrays.copyOfRange(bytes, from, from + count), count);
          }
        };
    return TerminalController.of(
        InputStream.nullInputStream(),
        out,
        script -> (script.contains("-g") ? "saved\n" : "") + size,
        new TerminalTraits(ColourDepth.TRUE_COLOUR, TerminalColours.of(Map.of()), false, true));
  }
}
