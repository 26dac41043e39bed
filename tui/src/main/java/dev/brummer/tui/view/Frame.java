package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.ProcessRow;
import dev.brummer.tui.model.Requests;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Layout;
import dev.brummer.tui.paint.Rect;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// The whole screen: header, processes, the view that is shown, footer, and what lies over them.
/// Called on the thread `tui`.
public final class Frame {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ProcessPane processes = new ProcessPane();
  private final LogView log = new LogView();
  private Layout layout = Layout.of(80, 24, false, false);

  /// Where things were painted last: what a click means.
  public Layout layout() {
    return layout;
  }

  public void paint(Model model, Canvas canvas) {
    canvas.clear();
    if (!Layout.fits(canvas.width(), canvas.height())) {
      canvas.text(
          0,
          0,
          canvas.width(),
          "too small: brummer needs " + Layout.MIN_WIDTH + "x" + Layout.MIN_HEIGHT,
          Look.WARN);
      return;
    }
    layout = Layout.of(canvas.width(), canvas.height(), model.onProcesses(), model.zoomed());
    header(model, canvas);
    if (!layout.strip().isEmpty()) {
      processes.strip(model, canvas, layout.strip());
    }
    if (!layout.left().isEmpty()) {
      processes.paint(model, canvas, layout.left());
    }
    if (!layout.main().isEmpty()) {
      main(model, canvas, layout.main());
    }
    Footer.paint(model, canvas, layout.footer());
    overlay(model, canvas);
  }

  private void header(Model model, Canvas canvas) {
    int x = canvas.text(1, 0, canvas.width(), "brummer", Look.BOLD);
    x = canvas.text(x + 2, 0, canvas.width(), model.project(), Look.ACCENT);
    x = counts(model, canvas, x + 2);
    String clock = CLOCK.format(Instant.ofEpochMilli(model.now()).atZone(model.zone()));
    int right = canvas.width() - 1 - clock.length();
    canvas.textRight(x, 0, canvas.width() - 1, clock, Look.FAINT);
    Requests.Recent recent = model.requests().recent(model.now());
    if (recent.perSecond() > 0) {
      String rate =
          "⇄ %.1f req/s p95 %s".formatted(recent.perSecond(), Format.duration(recent.p95Nanos()));
      right -= rate.length() + 2;
      canvas.text(right, 0, canvas.width(), rate, Look.PLAIN);
    }
    int errors = model.errors().size();
    if (errors > 0) {
      String text = "⚠ " + Format.count(errors, "error");
      canvas.text(right - text.length() - 2, 0, canvas.width(), text, Look.BAD);
    }
  }

  private static int counts(Model model, Canvas canvas, int from) {
    int up = 0;
    int starting = 0;
    int failed = 0;
    for (ProcessRow row : model.processes()) {
      switch (row.state()) {
        case ProcessState.Running _, ProcessState.Ready _ -> up++;
        case ProcessState.Starting _, ProcessState.Waiting _, ProcessState.BackingOff _ ->
            starting++;
        case ProcessState.Failed _ -> failed++;
        case ProcessState.Idle _,
            ProcessState.Stopping _,
            ProcessState.Paused _,
            ProcessState.Done _,
            ProcessState.Stopped _ -> {}
      }
    }
    int x =
        canvas.text(from, 0, canvas.width(), "● " + up + " up", up > 0 ? Look.GOOD : Look.FAINT);
    if (starting > 0) {
      x = canvas.text(x + 2, 0, canvas.width(), "◐ " + starting + " starting", Look.WARN);
    }
    if (failed > 0) {
      x = canvas.text(x + 2, 0, canvas.width(), "✖ " + failed + " failed", Look.BAD);
    }
    return x;
  }

  private void main(Model model, Canvas canvas, Rect box) {
    canvas.box(box, Look.border(!model.onProcesses()));
    tabs(model, canvas, box);
    Rect inside = box.inside();
    switch (model.tab()) {
      case LOGS -> log.paint(model, canvas, inside, box.bottom() - 1);
      case ERRORS -> ListViews.errors(model, canvas, inside);
      case URLS -> ListViews.urls(model, canvas, inside);
      case REQUESTS -> ListViews.requests(model, canvas, inside);
      case PAGES -> ListViews.pages(model, canvas, inside);
      case AGENTS -> ListViews.agents(model, canvas, inside);
      case SYSTEM -> ListViews.system(model, canvas, inside);
    }
  }

  private static void tabs(Model model, Canvas canvas, Rect box) {
    int x = box.x() + 2;
    for (Tab tab : Tab.values()) {
      x =
          canvas.text(
              x, box.y(), box.right() - 1, " " + label(model, tab) + " ", style(model, tab));
    }
  }

  /// The view whose tab stands at that column of the main box's first row, or null.
  public static @org.jspecify.annotations.Nullable Tab tabAt(Model model, Rect box, int column) {
    int x = box.x() + 2;
    for (Tab tab : Tab.values()) {
      x += label(model, tab).length() + 2;
      if (column < x) {
        return column >= box.x() + 2 ? tab : null;
      }
    }
    return null;
  }

  private static String label(Model model, Tab tab) {
    int count =
        switch (tab) {
          case ERRORS -> model.errors().size();
          case URLS -> model.urls().rows().size();
          case AGENTS -> model.agents().size();
          case LOGS, REQUESTS, PAGES, SYSTEM -> 0;
        };
    return tab.number() + " " + tab.title() + (count > 0 ? "·" + count : "");
  }

  private static long style(Model model, Tab tab) {
    if (tab == model.tab()) {
      return Look.BOLD | Look.SELECTED;
    }
    return tab == Tab.ERRORS && model.errors().size() > 0 ? Look.BAD : Look.PLAIN;
  }

  private void overlay(Model model, Canvas canvas) {
    switch (model.overlay()) {
      case Overlay.None _, Overlay.Prompt _ -> {}
      case Overlay.Help help -> Dialogues.help(help, canvas);
      case Overlay.Palette palette -> Dialogues.palette(palette, canvas);
      case Overlay.Quitting quitting -> Dialogues.quitting(model, quitting, canvas);
    }
    Toast toast = model.toast();
    if (toast != null) {
      long style =
          switch (toast.mood()) {
            case DONE -> Look.GOOD;
            case NOTICE -> Look.ACCENT;
            case TROUBLE -> Look.BAD;
          };
      Rect footer = layout.footer();
      canvas.fill(footer, ' ', Look.PLAIN);
      canvas.text(1, footer.y(), footer.right() - 1, toast.text(), style | Look.BOLD);
    }
  }
}
