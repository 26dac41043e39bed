package dev.brummer.tui.view;

import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.paint.PackedStyle;
import dev.brummer.tui.paint.Rect;
import io.nayuki.qrcodegen.QrCode;

/// A URL as a QR code, dark on light in every theme, two modules per cell.
final class QrCodeDialog {
  /// Width of the quiet zone in modules. The standard requires four; readers accept two.
  private static final int QUIET_ZONE = 2;

  private static final long MODULE_STYLE =
      PackedStyle.background(
          PackedStyle.foreground(PackedStyle.PLAIN, PackedStyle.indexed(0)),
          PackedStyle.indexed(15));

  private QrCodeDialog() {}

  static void paint(ViewCanvas viewCanvas, Rect screen, Overlay.QrCode overlay) {
    QrCode qrCode = QrCode.encodeText(overlay.url(), QrCode.Ecc.LOW);
    int columns = qrCode.size + 2 * QUIET_ZONE;
    int rows = (columns + 1) / 2;
    Rect box = screen.centred(Math.max(columns + 2, overlay.url().length() + 4), rows + 3);
    Dialogs.paintDialog(viewCanvas, box, "QR code");
    Rect inside = box.inset();
    if (inside.width() < columns || inside.height() < rows + 1) {
      String need = "needs " + (columns + 2) + "x" + (rows + 3) + " cells";
      viewCanvas.text(inside, inside.x() + 1, inside.y(), need, Styles.WARNING);
      viewCanvas.text(inside, inside.x() + 1, inside.y() + 1, overlay.url(), Styles.LINK);
      return;
    }
    Rect square = inside.top(rows).centred(columns, rows);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        boolean upper = qrCode.getModule(column - QUIET_ZONE, 2 * row - QUIET_ZONE);
        boolean lower = qrCode.getModule(column - QUIET_ZONE, 2 * row + 1 - QUIET_ZONE);
        char glyph = upper ? lower ? '█' : '▀' : lower ? '▄' : ' ';
        viewCanvas.canvas.put(square.x() + column, square.y() + row, glyph, MODULE_STYLE);
      }
    }
    int x = inside.x() + Math.max(0, (inside.width() - overlay.url().length()) / 2);
    viewCanvas.text(inside, x, inside.bottom() - 1, overlay.url(), Styles.LINK);
  }
}
