package dev.brummer.tui;

import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.binding.DialogActions;
import dev.brummer.tui.model.LogTextSelection;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.PaneSelection;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.view.HitRegions;
import dev.brummer.tui.view.RootView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Dispatches mouse events by the hit regions of the last frame. A press selects, a drag selects
/// text and copies it on release, a click opens the link under the pointer. Confined to the thread
/// `tui`.
final class MouseDispatcher {
  private static final int WHEEL_ROWS = 3;

  private final Model model;
  private final Actions actions;
  private final RootView rootView;

  /// The region where the button was pressed, null while it is released.
  private HitRegions.@Nullable Hit pressed;

  private int pressedX;
  private int pressedY;
  private boolean dragged;

  MouseDispatcher(Model model, Actions actions, RootView rootView) {
    this.model = model;
    this.actions = actions;
    this.rootView = rootView;
  }

  void dispatch(InputEvent.MouseEvent mouse) throws IOException {
    HitRegions.Hit hit = rootView.hitRegions().hitAt(mouse.x(), mouse.y());
    boolean press = mouse.type() == InputEvent.MouseEvent.MouseEventType.PRESS;
    boolean onScreen = hit.kind() == HitRegions.RegionKind.SCREEN;
    if (model.overlay() instanceof Overlay.Interactive typed && (onScreen || !press)) {
      String selected = actions.interactive().mouse(mouse, onScreen, typed);
      if (selected != null) {
        actions.clipboard().copy(ClipboardText.of(selected, selected.lines().count()));
      }
      return;
    }
    switch (mouse.type()) {
      case MOVE -> {}
      case PRESS -> {
        pressed = hit;
        pressedX = mouse.x();
        pressedY = mouse.y();
        dragged = false;
        press(hit);
      }
      case DRAG -> drag(hit, mouse.x(), mouse.y());
      case RELEASE -> {
        release();
        pressed = null;
      }
      case WHEEL_UP -> wheel(hit, true);
      case WHEEL_DOWN -> wheel(hit, false);
    }
  }

  private void press(HitRegions.Hit hit) throws IOException {
    int row = (int) hit.argument();
    boolean modal = !(model.overlay() instanceof Overlay.None);
    if (modal && hit.kind() != HitRegions.RegionKind.ENTRY) {
      if (hit.kind() != HitRegions.RegionKind.OVERLAY
          && !(model.overlay() instanceof Overlay.Quitting)) {
        DialogActions.close(actions);
      }
      return;
    }
    switch (hit.kind()) {
      case NONE, OVERLAY, LINK, SCREEN -> {}
      case PROCESSES -> model.focusProcesses(true);
      case PROCESS -> {
        model.processes().cursor().select(row);
        model.focusProcesses(true);
      }
      case MAIN -> model.focusProcesses(false);
      case TAB -> model.tab(Tab.of(row));
      case ROW -> {
        model.focusProcesses(false);
        model.cursor(model.tab()).select(row);
      }
      case LINE -> {
        model.focusProcesses(false);
        model.log().clearSelection();
        model.log().goTo(hit.argument());
      }
      case ENTRY -> selectEntry(row);
    }
  }

  private void selectEntry(int row) throws IOException {
    ListCursor rows = model.overlay().rows();
    if (rows != null) {
      rows.select(row);
      if (model.overlay() instanceof Overlay.Palette) {
        DialogActions.accept(actions);
      } else if (model.overlay() instanceof Overlay.StartGroup group) {
        group.toggleSelected();
      }
    }
  }

  private void drag(HitRegions.Hit hit, int x, int y) {
    HitRegions.Hit from = pressed;
    if (from == null || !dragged && x == pressedX && y == pressedY) {
      return;
    }
    dragged = true;
    if (from.kind() == HitRegions.RegionKind.LINE) {
      if (hit.kind() == HitRegions.RegionKind.LINE) {
        dragText(from, hit);
      } else {
        dragOutside(from, y);
      }
    } else {
      Rect pane = rootView.hitRegions().paneAt(pressedX, pressedY);
      if (!pane.isEmpty()) {
        model.paneSelection(
            new PaneSelection(pane, pressedX, pressedY, pressedX, pressedY).extendTo(x, y));
      }
    }
  }

  private void dragText(HitRegions.Hit from, HitRegions.Hit to) {
    boolean up = to.argument() < from.argument();
    int end = to.index() >= 0 ? to.index() : up ? 0 : Integer.MAX_VALUE - 1;
    selectText(from, up, to.argument(), end);
  }

  /// Scrolls the log while the pointer is dragged above or below it.
  private void dragOutside(HitRegions.Hit from, int y) {
    Rect pane = rootView.hitRegions().paneAt(pressedX, pressedY);
    LogViewState log = model.log();
    if (y < pane.y()) {
      model.wheelLog(true);
      selectText(from, true, log.firstVisible(), 0);
    } else if (y >= pane.bottom()) {
      model.wheelLog(false);
      selectText(from, false, log.lastVisible(), Integer.MAX_VALUE - 1);
    }
  }

  /// A drag that starts left of the text selects the whole line.
  private void selectText(HitRegions.Hit from, boolean up, long line, int end) {
    int begin = from.index() >= 0 ? from.index() : up ? Integer.MAX_VALUE : 0;
    model.log().textSelection(new LogTextSelection(from.argument(), begin, line, end));
  }

  private void release() throws IOException {
    HitRegions.Hit hit = pressed;
    LogTextSelection text = model.log().textSelection();
    PaneSelection screen = model.paneSelection();
    if (dragged && text != null) {
      actions.clipboard().copy(ClipboardText.ofSelection(model, text));
    } else if (dragged && screen != null) {
      int rows = screen.lastRow() - screen.firstRow() + 1;
      actions.clipboard().copy(ClipboardText.of(rootView.selectedText(screen), rows));
    } else if (!dragged && hit != null && model.overlay() instanceof Overlay.None) {
      openLink(hit);
    }
    model.paneSelection(null);
  }

  private void openLink(HitRegions.Hit hit) {
    String link =
        hit.kind() == HitRegions.RegionKind.LINK
            ? rootView.hitRegions().link(hit)
            : hit.text() == null || hit.index() < 0 ? null : hit.text().linkAt(hit.index());
    if (link != null) {
      actions.urls().open(link);
    }
  }

  private void wheel(HitRegions.Hit hit, boolean up) {
    int rows = up ? -WHEEL_ROWS : WHEEL_ROWS;
    switch (hit.kind()) {
      case NONE, TAB, SCREEN -> {}
      case PROCESSES, PROCESS -> model.processes().cursor().scroll(rows);
      case LINE -> model.wheelLog(up);
      case MAIN, ROW, LINK -> {
        if (model.tab() == Tab.LOGS) {
          model.wheelLog(up);
        } else {
          model.cursor(model.tab()).scroll(rows);
        }
      }
      case OVERLAY, ENTRY -> {
        ListCursor entries = model.overlay().rows();
        if (entries != null) {
          entries.scroll(rows);
        }
      }
    }
  }
}
