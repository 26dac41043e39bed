package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PathFormat;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.model.list.ProcessList.Item;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.UrlRow;
import dev.brummer.tui.paint.Rect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What there is to know about the selected process, under the list: one fact a row, its name at
/// the left. What is known before a start stands above what only a start brings about.
final class ProcessCard {
  /// Rows it has where it needs fewer, so that it does not jump from process to process.
  static final int USUAL = 9;

  private static final int NAMES = 7;
  private static final int URLS = 2;

  /// @param url what a click opens, empty if nothing
  private record Fact(String name, String text, long style, String url) {}

  private final List<Fact> facts = new ArrayList<>();

  /// Gathers the facts of a process.
  ///
  /// @return rows that they need in so many columns
  int gather(Model model, ProcessRow row, int columns) {
    facts.clear();
    ProcessInfo info = row.info();
    state(model, row);
    if (info.pid() != 0) {
      fact("pid", info.pid() + tree(info.resources(), columns - NAMES - 8), Styles.PLAIN);
    }
    urls(model, row);
    String command = String.join(" ", info.spec().command());
    wrapped("runs", command, columns - NAMES - 2, Styles.PLAIN);
    fact("in", PathFormat.home(info.spec().directory().toString()), Styles.PLAIN);
    if (row.watched()) {
      List<String> paths = info.spec().watch().paths();
      String what = paths.isEmpty() ? "all its files" : String.join(" ", paths);
      fact("watch", what + " start it again", Styles.BUSY);
    }
    String build = row.build();
    if (build != null) {
      fact("build", build, Styles.PLAIN);
    }
    if (row.passed() + row.failed() > 0) {
      String text = row.passed() + " passed, " + row.failed() + " failed";
      fact("tests", text, row.failed() > 0 ? Styles.BAD : Styles.GOOD);
    }
    ended(model, row);
    ErrorRow error = model.errors().newestOf(row.id());
    if (error != null) {
      wrapped("error", error.message(), columns - NAMES - 2, Styles.BAD);
    }
    return facts.size();
  }

  /// Gathers the facts of a group.
  ///
  /// @return rows that they need
  int gather(Model model, Item.Heading heading) {
    facts.clear();
    fact("group", heading.group(), Styles.ACCENT);
    fact("runs", heading.alive() + " of " + heading.size(), Styles.PLAIN);
    List<String> failed = new ArrayList<>();
    String directory = "";
    for (ProcessRow row : model.processes().chosen()) {
      directory = row.info().spec().directory().toString();
      if (row.state() instanceof ProcessState.Failed) {
        failed.add(row.name());
      }
    }
    fact("in", PathFormat.home(directory), Styles.PLAIN);
    if (!failed.isEmpty()) {
      fact("failed", String.join(", ", failed), Styles.BAD);
    }
    return facts.size();
  }

  void paint(Painter brush, Rect area) {
    int y = area.y();
    for (Fact fact : facts) {
      if (y >= area.bottom()) {
        return;
      }
      brush.text(area, area.x() + 1, y, fact.name(), Styles.MUTED);
      int from = area.x() + 1 + NAMES;
      int end = brush.canvas.text(from, y, area.right(), fact.text(), fact.style());
      if (!fact.url().isEmpty()) {
        brush.zones.link(fact.url(), from, y, end - from);
      }
      y++;
    }
  }

  private void fact(String name, String text, long style) {
    facts.add(new Fact(name, text, style, ""));
  }

  /// ` · 3 processes, 21 threads`, as much as fits.
  private static String tree(ProcessInfo.Resources used, int columns) {
    if (used.processes() <= 1) {
      return "";
    }
    String processes = " · " + Formats.count(used.processes()) + " processes";
    String all = processes + ", " + Formats.count(used.threads(), "thread");
    return all.length() <= columns ? all : processes;
  }

  /// A text on as many as two rows.
  private void wrapped(String name, String text, int columns, long style) {
    if (text.length() <= columns || columns < 10) {
      fact(name, text, style);
      return;
    }
    int blank = text.lastIndexOf(' ', columns);
    int cut = blank > columns / 2 ? blank + 1 : columns;
    fact(name, text.substring(0, cut), style);
    fact("", text.substring(cut), style);
  }

  private void urls(Model model, ProcessRow row) {
    Set<String> shown = new HashSet<>();
    for (UrlRow url : model.urls().rows()) {
      if (url.process() != row.id() || shown.size() == URLS || !shown.add(url.best())) {
        continue;
      }
      String text =
          url.proxied() == null
              ? bare(url.url())
              : port(bare(url.url())) + " → " + bare(url.proxied());
      facts.add(new Fact(shown.size() == 1 ? "url" : "", text, Styles.LINK, url.best()));
    }
    if (shown.isEmpty() && !row.info().ports().isEmpty()) {
      StringBuilder ports = new StringBuilder();
      row.info().ports().forEach(port -> ports.append(':').append(port).append(' '));
      fact("ports", ports.toString().strip(), Styles.PLAIN);
    }
  }

  /// Without scheme and closing slash.
  private static String bare(String url) {
    String text = url.startsWith("http://") ? url.substring(7) : url;
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /// `:5173` of `localhost:5173`.
  private static String port(String bare) {
    int colon = bare.indexOf(':');
    return colon < 0 ? bare : bare.substring(colon);
  }

  private void state(Model model, ProcessRow row) {
    String text =
        switch (row.state()) {
          case ProcessState.Ready ready -> "ready: " + ready.evidence();
          case ProcessState.Stopping stopping ->
              stopping.signal()
                  + " sent, killed in "
                  + Formats.age(stopping.deadlineMillis() - model.now() + 999);
          case ProcessState.BackingOff off ->
              "restart " + off.attempt() + " in " + Formats.age(off.atMillis() - model.now() + 999);
          case ProcessState.Waiting waiting -> "waits for " + waiting.dependencies();
          case ProcessState.Idle _ -> "not started";
          case ProcessState.Starting _, ProcessState.Running _ -> row.state().label();
          case ProcessState.Paused _,
              ProcessState.Done _,
              ProcessState.Stopped _,
              ProcessState.Failed _ ->
              row.cause().isEmpty() || row.state().label().equals(row.cause())
                  ? row.state().label()
                  : row.state().label() + ": " + row.cause();
        };
    fact("state", text, Styles.style(row.state()));
  }

  private void ended(Model model, ProcessRow row) {
    int starts = row.info().runNumber();
    if (starts > 1) {
      fact("starts", Formats.count(starts), Styles.PLAIN);
    }
    ProcessRow.Exit exit = row.lastExit();
    if (exit != null) {
      String text = exit.words() + ", " + Formats.age(model.now() - exit.atMillis()) + " ago";
      fact("ended", text, exit.code() == 0 ? Styles.PLAIN : Styles.BAD);
    }
  }
}
