package dev.brummer.tui.model.list;

import dev.brummer.engine.process.ProcessGroups;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All processes, their listing and the selection.
///
/// Processes of several groups (packages, Procfile and so on) are listed under a heading per group,
/// which can be folded. Hooks and checks that have never run are listed on request only. A filter
/// shows only processes whose names contain a text, or after `@` those whose groups do, these
/// included.
public final class ProcessList implements Iterable<ProcessRow> {
  /// A row of the list.
  public sealed interface Item {
    /// A process.
    record Entry(ProcessRow process) implements Item {}

    /// The heading of a group.
    ///
    /// @param alive number of its processes that may be running
    record Heading(String group, boolean folded, int size, int alive) implements Item {}
  }

  private static final int NONE = -1;

  private final List<ProcessRow> rows = new ArrayList<>();
  private final Map<Integer, ProcessRow> byId = new HashMap<>();
  private final Set<String> folded = new HashSet<>();
  private final ListCursor cursor = new ListCursor();
  private final BitSet revealed = new BitSet();
  private String filter = "";
  private boolean showsAll;
  private int hidden;
  private List<Item> items = List.of();

  /// Process to select once it is listed, or [#NONE].
  private int awaitedId = NONE;

  /// Whether the selection was made by the user or by [#initializeSelection].
  private boolean selectionInitialized;

  /// Updates the processes from a snapshot.
  public void update(List<ProcessInfo> snapshot) {
    for (ProcessInfo info : snapshot) {
      ProcessRow row = byId.get(info.id());
      if (row == null) {
        row = new ProcessRow(info);
        byId.put(info.id(), row);
        rows.add(row);
      }
      row.update(info);
    }
    if (rows.size() > snapshot.size()) {
      removeMissing(snapshot);
    }
    rebuildItems();
    initializeSelection();
    ProcessRow awaited = byId.get(awaitedId);
    if (awaited != null) {
      awaitedId = NONE;
      select(awaited);
    }
  }

  /// Removes the processes that the snapshot no longer contains.
  private void removeMissing(List<ProcessInfo> snapshot) {
    Set<Integer> ids = new HashSet<>();
    snapshot.forEach(info -> ids.add(info.id()));
    rows.removeIf(row -> !ids.contains(row.id()));
    byId.keySet().retainAll(ids);
  }

  /// Whether no process has been started yet.
  public boolean allIdle() {
    for (ProcessRow row : rows) {
      if (!(row.state() instanceof ProcessState.Idle)) {
        return false;
      }
    }
    return true;
  }

  /// Selects a process that was just registered, as soon as it is listed.
  public void selectWhenListed(int id) {
    awaitedId = id;
  }

  /// Selects the first running process, unless the user has moved the selection.
  private void initializeSelection() {
    if (selectionInitialized || items.isEmpty()) {
      return;
    }
    int untouched = items.getFirst() instanceof Item.Heading ? 1 : 0;
    selectionInitialized = cursor.selected() != untouched;
    for (int i = 0; i < items.size() && !selectionInitialized; i++) {
      if (items.get(i) instanceof Item.Entry(ProcessRow row) && row.state().alive()) {
        cursor.select(i);
        selectionInitialized = true;
      }
    }
  }

  /// Rebuilds the listed rows and keeps the selection on its row if it is still listed.
  private void rebuildItems() {
    Item before = itemAt(cursor.selected());
    boolean first = items.isEmpty();
    items = buildItems();
    int now = before == null ? -1 : indexOf(before);
    if (now >= 0) {
      cursor.select(now);
    } else if (first && itemAt(0) instanceof Item.Heading(_, boolean isFolded, _, _) && !isFolded) {
      cursor.select(1);
    }
  }

  private List<Item> buildItems() {
    Map<String, List<ProcessRow>> groups = new LinkedHashMap<>();
    hidden = 0;
    for (ProcessRow row : rows) {
      if (isHidden(row)) {
        hidden++;
      } else if (matchesFilter(row)) {
        groups.computeIfAbsent(row.info().spec().group(), _ -> new ArrayList<>()).add(row);
      }
    }
    List<Item> list = new ArrayList<>();
    groups.forEach((group, members) -> {
      boolean isFolded = folded.contains(group) && filter.isEmpty();
      if (groups.size() > 1 && !group.isEmpty()) {
        int alive = (int) members.stream().filter(row -> row.state().alive()).count();
        list.add(new Item.Heading(group, isFolded, members.size(), alive));
      }
      if (!isFolded || groups.size() == 1) {
        members.forEach(row -> list.add(new Item.Entry(row)));
      }
    });
    return list;
  }

  private boolean isHidden(ProcessRow row) {
    return row.info().spec().folded()
        && !showsAll
        && filter.isEmpty()
        && row.info().runNumber() == 0
        && !row.state().alive()
        && !revealed.get(row.id());
  }

  /// Text after `@` is part of the group, or of the name for groups such as `@acme/lib`.
  private boolean matchesFilter(ProcessRow row) {
    String text = filter.toLowerCase(Locale.ROOT);
    return row.name().toLowerCase(Locale.ROOT).contains(text)
        || text.startsWith("@")
            && row.info().spec().group().toLowerCase(Locale.ROOT).contains(text.substring(1));
  }

  private @Nullable Item itemAt(int index) {
    return index < items.size() ? items.get(index) : null;
  }

  private int indexOf(Item item) {
    for (int i = 0; i < items.size(); i++) {
      if (isSame(items.get(i), item)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSame(Item one, Item other) {
    return switch (one) {
      case Item.Entry entry ->
          other instanceof Item.Entry(ProcessRow process) && process.id() == entry.process().id();
      case Item.Heading heading ->
          other instanceof Item.Heading it && it.group().equals(heading.group());
    };
  }

  /// The listed rows, top to bottom.
  public List<Item> items() {
    return items;
  }

  /// The selected heading, null if a process or nothing is selected.
  public Item.@Nullable Heading heading() {
    return itemAt(cursor.selected(items.size())) instanceof Item.Heading heading ? heading : null;
  }

  /// The processes that a command applies to: the selected one, or those of the selected group that
  /// the filter shows.
  public List<ProcessRow> targets() {
    return switch (itemAt(cursor.selected(items.size()))) {
      case null -> List.of();
      case Item.Entry(ProcessRow row) -> List.of(row);
      case Item.Heading heading ->
          rows.stream()
              .filter(row -> row.info().spec().group().equals(heading.group()))
              .filter(row -> !isHidden(row) && matchesFilter(row))
              .toList();
    };
  }

  /// Folds or unfolds a group.
  public void toggleFold(String group) {
    if (!folded.remove(group)) {
      folded.add(group);
    }
    rebuildItems();
  }

  /// Lists hooks and checks too, or no longer.
  public void toggleShowAll() {
    showsAll = !showsAll;
    revealed.clear();
    rebuildItems();
    cursor.select(cursor.selected(items.size()));
  }

  /// Whether hooks and checks are listed, too.
  public boolean showsAll() {
    return showsAll;
  }

  /// Number of hooks and checks that are not listed.
  public int hidden() {
    return hidden;
  }

  /// Whether [#toggleShowAll] changes anything.
  public boolean hasFolded() {
    return rows.stream().anyMatch(row -> row.info().spec().folded());
  }

  /// The text contained in the listed names; empty lists all.
  public String filter() {
    return filter;
  }

  /// Lists processes whose names contain the text, and selects the first whose name starts with it.
  public void filter(String text) {
    filter = text;
    rebuildItems();
    cursor.select(cursor.selected(items.size()));
    if (!text.isEmpty()) {
      selectBestMatch(text);
    }
  }

  private void selectBestMatch(String text) {
    int first = -1;
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Item.Entry(ProcessRow row)) {
        first = first < 0 ? i : first;
        if (row.name().regionMatches(true, 0, text, 0, text.length())) {
          cursor.select(i);
          return;
        }
      }
    }
    cursor.select(Math.max(0, first));
  }

  /// All processes, listed or not.
  public List<ProcessRow> rows() {
    return rows;
  }

  @Override
  public Iterator<ProcessRow> iterator() {
    return rows.iterator();
  }

  public int size() {
    return rows.size();
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public @Nullable ProcessRow row(int id) {
    return byId.get(id);
  }

  /// The process with this exact name, else with this name and its whole group.
  public @Nullable ProcessRow byName(String name) {
    ProcessRow qualified = null;
    for (ProcessRow row : rows) {
      if (row.name().equals(name)) {
        return row;
      }
      if (qualified == null && row.info().spec().qualifiedName().equals(name)) {
        qualified = row;
      }
    }
    return qualified;
  }

  /// The processes of the group that a name means, see [ProcessSpec#standsForGroup]; empty if it
  /// means a process.
  public List<ProcessRow> groupOf(String name) {
    List<ProcessSpec> specs = rows.stream().map(row -> row.info().spec()).toList();
    return ProcessSpec.standsForGroup(specs, name) ? group(name) : List.of();
  }

  /// The processes of a group, see [ProcessGroups#members].
  public List<ProcessRow> group(String name) {
    return ProcessGroups.members(rows, row -> row.info().spec().group(), name);
  }

  /// The ids of the process with this name, or else of the group with this name, or else of all
  /// processes whose names start with it.
  public BitSet ids(String name) {
    BitSet ids = new BitSet();
    ProcessRow exact = byName(name);
    if (exact != null) {
      ids.set(exact.id());
      return ids;
    }
    group(name).forEach(row -> ids.set(row.id()));
    for (ProcessRow row : ids.isEmpty() ? rows : List.<ProcessRow>of()) {
      if (row.name().startsWith(name)) {
        ids.set(row.id());
      }
    }
    return ids;
  }

  /// The cursor over [#items].
  public ListCursor cursor() {
    return cursor;
  }

  /// The selected process, null if a heading or nothing is selected.
  public @Nullable ProcessRow selected() {
    return itemAt(cursor.selected(items.size())) instanceof Item.Entry(ProcessRow row) ? row : null;
  }

  /// Selects a process; clears the filter and unfolds its group if they hide it.
  public void select(ProcessRow row) {
    if (indexOf(new Item.Entry(row)) < 0) {
      filter = "";
      folded.remove(row.info().spec().group());
      revealed.set(row.id());
      rebuildItems();
    }
    cursor.select(Math.max(0, indexOf(new Item.Entry(row))));
  }

  /// Extends the text to the longest common prefix of the names that start with it.
  public String complete(String text) {
    String common = null;
    for (ProcessRow row : rows) {
      String name = row.name();
      if (name.startsWith(text)) {
        common = common == null ? name : commonPrefix(common, name);
      }
    }
    return common == null ? text : common;
  }

  private static String commonPrefix(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return one.substring(0, at);
  }

  /// Number of processes that may be running.
  public int aliveCount() {
    int count = 0;
    for (ProcessRow row : rows) {
      count += row.state().alive() ? 1 : 0;
    }
    return count;
  }

  /// Whether any process has ever been started.
  public boolean hasStarted() {
    for (ProcessRow row : rows) {
      if (row.info().runNumber() > 0 || row.state().alive()) {
        return true;
      }
    }
    return false;
  }
}
