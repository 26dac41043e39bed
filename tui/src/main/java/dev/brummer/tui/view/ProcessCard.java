package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.StartMethod;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PathFormat;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.ProcessList.Item;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.UrlRow;
import dev.brummer.tui.paint.Rect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Details of the selected process or group below the process list, one fact per row. Facts known
/// before a start come first.
final class ProcessCard {
  /// Minimum number of rows, so that the card keeps its height between processes.
  static final int DEFAULT_ROWS = 9;

  /// Minimum number of rows as long as no process has been started, if the list needs the rest.
  static final int IDLE_ROWS = 5;

  private static final int NAME_WIDTH = 7;
  private static final int MAX_URLS = 2;

  /// @param url URL opened by a click, empty for none
  private record Fact(String name, String text, long style, String url) {}

  private final List<Fact> facts = new ArrayList<>();

  /// Collects the facts of a process.
  ///
  /// @return number of rows at the given width
  int gather(Model model, ProcessRow row, int columns) {
    facts.clear();
    ProcessInfo info = row.info();
    addState(model, row, columns);
    if (info.pid() != 0) {
      addFact(
          "pid", info.pid() + treeText(info.resources(), columns - NAME_WIDTH - 8), Styles.PLAIN);
    }
    for (String condition : info.conditions()) {
      addWrapped("", condition, columns - NAME_WIDTH - 2, Styles.WARNING);
    }
    addUrls(model, row);
    String command = info.spec().commandLine();
    addWrapped("cmd", command, columns - NAME_WIDTH - 2, Styles.PLAIN);
    String directory = PathFormat.abbreviateHome(info.spec().directory().toString());
    addWrapped("dir", directory, columns - NAME_WIDTH - 2, Styles.PLAIN);
    StartMethod method = info.startMethod();
    if (method != null) {
      addWrapped("runs", method.describe(), columns - NAME_WIDTH - 2, Styles.PLAIN);
    }
    if (row.watched()) {
      List<String> paths = info.spec().watch().paths();
      String files = paths.isEmpty() ? "all files" : String.join(" ", paths);
      addFact("watch", files + " (restart on change)", Styles.WARNING);
    }
    String build = row.build();
    if (build != null) {
      addFact("build", build, Styles.PLAIN);
    }
    if (row.passed() + row.failed() > 0) {
      String text = row.passed() + " passed, " + row.failed() + " failed";
      addFact("tests", text, row.failed() > 0 ? Styles.ERROR : Styles.SUCCESS);
    }
    addLastExit(model, row);
    ErrorRow error = model.errors().newestOf(row.id());
    if (error != null) {
      addWrapped("error", error.message(), columns - NAME_WIDTH - 2, Styles.ERROR);
    }
    return facts.size();
  }

  /// Collects the facts of a group.
  ///
  /// @return number of rows
  int gather(Model model, Item.Heading heading) {
    facts.clear();
    addFact("group", heading.group(), Styles.ACCENT);
    addFact("active", heading.alive() + " of " + heading.size(), Styles.PLAIN);
    List<String> failed = new ArrayList<>();
    String directory = "";
    for (ProcessRow row : model.processes().targets()) {
      directory = row.info().spec().directory().toString();
      if (row.state() instanceof ProcessState.Failed) {
        failed.add(row.name());
      }
    }
    addFact("dir", PathFormat.abbreviateHome(directory), Styles.PLAIN);
    if (!failed.isEmpty()) {
      addFact("failed", String.join(", ", failed), Styles.ERROR);
    }
    return facts.size();
  }

  void paint(ViewCanvas viewCanvas, Rect area) {
    int y = area.y();
    for (Fact fact : facts) {
      if (y >= area.bottom()) {
        return;
      }
      viewCanvas.text(area, area.x() + 1, y, fact.name(), Styles.MUTED);
      int from = area.x() + 1 + NAME_WIDTH;
      int end = viewCanvas.canvas.text(from, y, area.right(), fact.text(), fact.style());
      if (!fact.url().isEmpty()) {
        viewCanvas.hitRegions.link(fact.url(), from, y, end - from);
      }
      y++;
    }
  }

  private void addFact(String name, String text, long style) {
    facts.add(new Fact(name, text, style, ""));
  }

  /// ` · 3 processes, 21 threads`, shortened to fit.
  private static String treeText(ProcessInfo.Resources used, int columns) {
    if (used.processes() <= 1) {
      return "";
    }
    String processes = " · " + CompactFormats.count(used.processes()) + " processes";
    String all = processes + ", " + CompactFormats.count(used.threads(), "thread");
    return all.length() <= columns ? all : processes;
  }

  /// Adds a text on up to two rows.
  private void addWrapped(String name, String text, int columns, long style) {
    if (text.length() <= columns || columns < 10) {
      addFact(name, text, style);
      return;
    }
    int blank = text.lastIndexOf(' ', columns);
    int last = blank > columns / 2 ? blank : text.lastIndexOf('/', columns - 1);
    int cut = last > columns / 2 ? last + 1 : columns;
    addFact(name, text.substring(0, cut), style);
    addFact("", text.substring(cut), style);
  }

  private void addUrls(Model model, ProcessRow row) {
    Set<String> shown = new HashSet<>();
    for (UrlRow url : model.urls().candidatesFor(row.id())) {
      if (shown.size() == MAX_URLS || !shown.add(url.preferred())) {
        continue;
      }
      String text =
          url.proxyUrl() == null
              ? withoutScheme(url.url())
              : portOf(withoutScheme(url.url())) + " → " + withoutScheme(url.proxyUrl());
      facts.add(new Fact(shown.size() == 1 ? "url" : "", text, Styles.LINK, url.preferred()));
    }
    if (shown.isEmpty() && !row.info().ports().isEmpty()) {
      StringBuilder ports = new StringBuilder();
      row.info().ports().forEach(port -> ports.append(':').append(port).append(' '));
      addFact("ports", ports.toString().strip(), Styles.PLAIN);
    }
  }

  /// Strips scheme and trailing slash.
  private static String withoutScheme(String url) {
    String text = url.startsWith("http://") ? url.substring(7) : url;
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /// `:5173` of `localhost:5173`.
  private static String portOf(String address) {
    int colon = address.indexOf(':');
    return colon < 0 ? address : address.substring(colon);
  }

  private void addState(Model model, ProcessRow row, int columns) {
    String text =
        switch (row.state()) {
          case ProcessState.Ready ready -> "ready: " + ready.evidence();
          case ProcessState.Down _ -> row.info().describeState(model.now());
          case ProcessState.Stopping stopping ->
              stopping.signal()
                  + " sent, SIGKILL in "
                  + CompactFormats.age(stopping.deadlineMillis() - model.now() + 999);
          case ProcessState.BackingOff off ->
              "restart "
                  + off.attempt()
                  + " in "
                  + CompactFormats.age(off.atMillis() - model.now() + 999);
          case ProcessState.Waiting _ -> "waiting for " + row.info().describeAwaited();
          case ProcessState.Scheduled it -> it.describe(model.now(), model.zone());
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
    long style = Styles.style(row.state());
    if (row.state() instanceof ProcessState.Down) {
      addWrapped("state", text, columns - NAME_WIDTH - 2, style);
    } else {
      addFact("state", text, style);
    }
  }

  private void addLastExit(Model model, ProcessRow row) {
    int starts = row.info().runNumber();
    if (starts > 1) {
      addFact("starts", CompactFormats.count(starts), Styles.PLAIN);
    }
    ProcessRow.Exit exit = row.lastExit();
    if (exit != null) {
      String text =
          exit.describe() + ", " + CompactFormats.age(model.now() - exit.atMillis()) + " ago";
      addFact("ended", text, exit.code() == 0 ? Styles.PLAIN : Styles.ERROR);
    }
  }
}
