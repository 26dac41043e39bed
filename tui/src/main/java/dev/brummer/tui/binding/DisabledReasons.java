package dev.brummer.tui.binding;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ProcessList;
import dev.brummer.tui.model.list.ProcessRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a key cannot act now, in a sentence; null when it can.
final class DisabledReasons {
  private DisabledReasons() {}

  static @Nullable String noRequest(Model model) {
    return model.requests().rows().isEmpty() ? "There is no request here." : null;
  }

  static @Nullable String noArchive(Model model) {
    return model.proxyEnabled() ? noRequest(model) : "The proxy is off: --no-proxy.";
  }

  static @Nullable String notRepeatable(Model model) {
    if (!model.proxyEnabled()) {
      return "The proxy is off: --no-proxy.";
    }
    List<Event.RequestCompleted> rows = model.requests().rows();
    if (rows.isEmpty()) {
      return noRequest(model);
    }
    Event.RequestCompleted request = rows.get(model.cursor(Tab.REQUESTS).selected(rows.size()));
    return request.detail().origin().isEmpty() ? "It was no request that can be sent again." : null;
  }

  static @Nullable String noPage(Model model) {
    return model.pages().opened() == null
        ? emptyList(model, Tab.PAGES)
        : "These are its events; Esc goes back to the pages.";
  }

  static @Nullable String noSignal(Model model) {
    return model.pages().opened() == null
        ? "Choose one of a page's events first: Enter shows them."
        : null;
  }

  static @Nullable String noProxy(Model model) {
    return model.proxyEnabled() ? emptyList(model, Tab.URLS) : "The proxy is off: --no-proxy.";
  }

  static @Nullable String none(Model model) {
    if (model.processes().selected() != null) {
      return null;
    }
    return model.processes().heading() != null
        ? "This is a group of processes; Enter folds it."
        : "There is no process here.";
  }

  static @Nullable String nothingListed(Model model) {
    return model.processes().items().isEmpty() ? "There is no process here." : null;
  }

  static @Nullable String noProcesses(Model model) {
    return model.processes().isEmpty() ? "There is no process here." : null;
  }

  static @Nullable String noneTyped(Model model) {
    return model.lastInteractive() == null ? "No process was typed to; i types to one." : null;
  }

  static @Nullable String notStartable(Model model) {
    ProcessList.Item.Heading heading = model.processes().heading();
    if (heading != null) {
      return heading.alive() == heading.size() ? "All of this group run already." : null;
    }
    ProcessRow row = model.processes().selected();
    if (row == null) {
      return none(model);
    }
    return row.state().alive() && !(row.state() instanceof ProcessState.Stopping)
        ? row.name() + " runs already; r restarts it."
        : null;
  }

  static @Nullable String notAlive(Model model) {
    ProcessList.Item.Heading heading = model.processes().heading();
    if (heading != null) {
      return heading.alive() == 0 ? "Nothing of this group runs; s starts it." : null;
    }
    ProcessRow row = model.processes().selected();
    if (row == null) {
      return none(model);
    }
    boolean pending =
        row.state() instanceof ProcessState.Waiting
            || row.state() instanceof ProcessState.BackingOff;
    return row.state().alive() || pending ? null : row.name() + " does not run; s starts it.";
  }

  static @Nullable String notAliveAlone(Model model) {
    return model.processes().heading() == null ? notAlive(model) : none(model);
  }

  /// One that never ran is started; of a group those are restarted that run.
  static @Nullable String notRestartable(Model model) {
    return model.processes().heading() == null ? none(model) : notAlive(model);
  }

  static @Nullable String noneAlive(Model model) {
    return model.processes().aliveCount() == 0 ? "Nothing runs." : null;
  }

  static @Nullable String noUrl(Model model) {
    ProcessRow row = model.processes().selected();
    if (row == null) {
      return none(model);
    }
    return model.urls().preferredFor(row.id()) == null
        ? row.name() + " has printed no URL; 3 lists all URLs."
        : null;
  }

  static @Nullable String allInView(Model model) {
    return model.detail().isScrollable() ? null : "All details are in view.";
  }

  static @Nullable String noSearch(Model model) {
    return model.search() == null ? "Nothing is searched for; / starts a search." : null;
  }

  static @Nullable String noErrors(Model model) {
    return model.errors().size() == 0 ? "No errors so far." : null;
  }

  static @Nullable String noBookmark(Model model) {
    return model.log().nextBookmark() < 0 ? "No line is marked; b marks one." : null;
  }

  static @Nullable String following(Model model) {
    return model.log().isFollowing() ? "Already following the newest lines." : null;
  }

  static @Nullable String allShown(Model model) {
    LogViewState log = model.log();
    return log.scope().onlyProcess() == 0 ? "All processes are shown." : null;
  }

  static @Nullable String noLine(Model model) {
    return model.log().isFollowing() ? "No line is selected; k or a click selects one." : null;
  }

  static @Nullable String emptyList(Model model, Tab tab) {
    int size =
        switch (tab) {
          case ERRORS -> model.errors().size();
          case URLS -> model.urls().rows().size();
          case REQUESTS -> model.requests().rows().size();
          case PAGES -> model.pages().rows().size();
          case AGENTS -> model.agents().activity().size();
          case LOGS, SYSTEM -> 0;
        };
    return size == 0 ? "There is nothing in this list yet." : null;
  }
}
