package dev.brummer.tui.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LayoutTest {
  /// Every cell belongs to exactly one area, at every size and focus.
  @Test
  void parts_coverTheScreenExactlyOnce() {
    for (int width = Layout.MIN_WIDTH; width < 210; width += 7) {
      for (int height = Layout.MIN_HEIGHT; height < 60; height += 5) {
        for (int variant = 0; variant < 4; variant++) {
          Layout layout = Layout.of(width, height, (variant & 1) != 0, (variant & 2) != 0);
          int area = 0;
          for (Rect part : parts(layout)) {
            area += part.width() * part.height();
            assertTrue(part.isEmpty() || part.right() <= width && part.bottom() <= height);
          }
          assertEquals(width * height, area, width + "x" + height + " variant " + variant);
        }
      }
    }
  }

  @Test
  void narrow_foldsTheProcessesIntoAStrip() {
    Layout layout = Layout.of(80, 24, false, false);
    assertTrue(layout.left().isEmpty());
    assertEquals(new Rect(0, 1, 80, 1), layout.strip());
  }

  @Test
  void tiny_doesNotFit() {
    assertFalse(Layout.fits(20, 5));
    assertTrue(Layout.fits(40, 12));
  }

  private static List<Rect> parts(Layout layout) {
    return List.of(layout.header(), layout.strip(), layout.left(), layout.main(), layout.footer());
  }
}
