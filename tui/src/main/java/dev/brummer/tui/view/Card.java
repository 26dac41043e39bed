package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.ProcessRow;
import dev.brummer.tui.model.UrlRow;
import dev.brummer.tui.paint.Rect;
import java.util.HashSet;
import java.util.Set;

/// What there is to know about the selected process, under the list.
final class Card {
  /// Rows it needs at most.
  static final int ROWS = 9;

  private static final int URLS = 2;

  private int y;

  void paint(Model model, Brush brush, Rect area, ProcessRow row) {
    y = area.y();
    ProcessInfo info = row.info();
    String command = String.join(" ", info.spec().command());
    if (info.pid() != 0) {
      line(brush, area, "pid " + info.pid() + " · " + command, Theme.PLAIN);
    } else {
      line(brush, area, command, Theme.PLAIN);
    }
    urls(model, brush, area, row);
    state(model, brush, area, row);
    ProcessInfo.Resources used = info.resources();
    if (info.state().alive() && used.processes() > 1) {
      line(
          brush,
          area,
          Format.count(used.processes(), "process").replace("processs", "processes")
              + " · "
              + Format.count(used.threads(), "thread"),
          Theme.MUTED);
    }
    if (row.build() != null) {
      line(brush, area, row.build(), Theme.PLAIN);
    }
    if (row.passed() + row.failed() > 0) {
      line(
          brush,
          area,
          "tests: " + row.passed() + " passed, " + row.failed() + " failed",
          row.failed() > 0 ? Theme.BAD : Theme.GOOD);
    }
    ProcessRow.Exit exit = row.lastExit();
    if (exit != null) {
      long ago = model.now() - exit.atMillis();
      String words = "last end: " + exit.words() + ", " + Format.age(ago) + " ago";
      line(brush, area, words, exit.code() == 0 ? Theme.MUTED : Theme.PLAIN);
    }
    if (info.epoch() > 1) {
      line(brush, area, "started " + info.epoch() + " times", Theme.MUTED);
    }
    if (info.epoch() == 0) {
      line(brush, area, "in " + info.spec().directory(), Theme.MUTED);
    }
  }

  private void urls(Model model, Brush brush, Rect area, ProcessRow row) {
    Set<String> shown = new HashSet<>();
    for (UrlRow url : model.urls().rows()) {
      if (url.process() != row.id() || shown.size() == URLS || !shown.add(url.best())) {
        continue;
      }
      if (y >= area.bottom()) {
        return;
      }
      String from = url.proxied() == null ? url.url() : port(url.url());
      int x = brush.text(area, area.x() + 1, y, from, url.proxied() == null ? Theme.LINK : 0);
      if (url.proxied() != null) {
        x = brush.text(area, x, y, " → ", Theme.MUTED);
        brush.text(area, x, y, url.proxied(), Theme.LINK);
      }
      y++;
    }
  }

  /// `:5173` of a URL; all of it where it names no port.
  private static String port(String url) {
    int scheme = url.indexOf("://");
    int colon = url.indexOf(':', scheme + 3);
    return scheme < 0 || colon < 0 ? url : url.substring(colon);
  }

  private void state(Model model, Brush brush, Rect area, ProcessRow row) {
    String text =
        switch (row.state()) {
          case ProcessState.Ready ready -> "ready: " + ready.evidence();
          case ProcessState.Stopping stopping ->
              stopping.signal()
                  + " sent, killed in "
                  + Format.age(stopping.deadlineMillis() - model.now() + 999);
          case ProcessState.BackingOff off ->
              "attempt " + off.attempt() + " in " + Format.age(off.atMillis() - model.now() + 999);
          case ProcessState.Waiting waiting -> "waits for " + waiting.what();
          case ProcessState.Idle _ -> "not started";
          case ProcessState.Starting _,
              ProcessState.Running _,
              ProcessState.Paused _,
              ProcessState.Done _,
              ProcessState.Stopped _,
              ProcessState.Failed _ ->
              row.cause().isEmpty()
                  ? row.state().word()
                  : row.state().word().equals(row.cause())
                      ? row.cause()
                      : row.state().word() + ": " + row.cause();
        };
    line(brush, area, text, Theme.style(row.state()));
  }

  private void line(Brush brush, Rect area, String text, long style) {
    if (y < area.bottom()) {
      brush.text(area, area.x() + 1, y++, text, style);
    }
  }
}
